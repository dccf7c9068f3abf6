/**
 * The secret that stands between a pseudonym and the name behind it: the key, and the file it is kept in. May see the model only; what
 * is stored under it is the store's business.
 */
@NullMarked
package dev.millrace.pseudonym;

import org.jspecify.annotations.NullMarked;
