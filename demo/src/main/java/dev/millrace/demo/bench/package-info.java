/**
 * {@code millrace bench}: a large organisation that does not exist, made from a seed and written through the store, and what the
 * engine and a report take for it. Knows the model, the store and the engine; a report it runs as a process of its own.
 */
@NullMarked
package dev.millrace.demo.bench;

import org.jspecify.annotations.NullMarked;
