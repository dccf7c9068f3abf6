/**
 * How facts stand in the tables: rows, codes, texts and the statements that read and write them.
 * Depends on the model and {@code store}; decides nothing about what is read or written when.
 */
@NullMarked
package dev.millrace.store.rows;

import org.jspecify.annotations.NullMarked;
