/**
 * Measures Millrace: a large organisation that does not exist, made from a seed and written through the store, and what the engine
 * and a report take for it. Knows the model, the store and the engine; prints nothing itself and does not see the commands.
 */
@NullMarked
package dev.millrace.cli.bench;

import org.jspecify.annotations.NullMarked;
