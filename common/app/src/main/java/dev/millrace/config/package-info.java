/**
 * Reads {@code millrace.yml} into records, with file, line and column of every error, and all errors at once. Depends
 * on the model and the value stream. May not use the store or compute figures.
 */
@NullMarked
package dev.millrace.config;

import org.jspecify.annotations.NullMarked;
