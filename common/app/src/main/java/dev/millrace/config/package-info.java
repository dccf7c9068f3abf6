/**
 * Reads what people write: {@code millrace.yml} with the line and column of every mistake, and the secrets it points to. All
 * mistakes of a file are reported at once. Knows the model and the value stream; may not see the store, http or any figure.
 */
@NullMarked
package dev.millrace.config;

import org.jspecify.annotations.NullMarked;
