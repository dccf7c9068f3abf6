/**
 * {@code millrace bench}: generates the store of a large organisation from a seed, and measures the store, the engine
 * and a report in a separate process. The product may not depend on it.
 */
@NullMarked
package dev.millrace.demo.bench;

import org.jspecify.annotations.NullMarked;
