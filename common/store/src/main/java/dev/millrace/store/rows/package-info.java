/**
 * Facts as rows of tables: rows, codes, texts and the statements that read and write them. Depends on the model and
 * {@code store}. May not decide what is read or written, or when.
 */
@NullMarked
package dev.millrace.store.rows;

import org.jspecify.annotations.NullMarked;
