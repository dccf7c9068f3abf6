/**
 * The key that turns an account into a pseudonym, and the file that contains the key. Depends on the model only; does
 * not store what the key produces.
 */
@NullMarked
package dev.millrace.pseudonym;

import org.jspecify.annotations.NullMarked;
