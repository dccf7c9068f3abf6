/**
 * The common model as JSON, in one form for the store, the exchange files and the hub. Depends on the model and
 * Jackson only, and uses only the API of Jackson 2.17, because Jenkins provides its own version.
 */
@NullMarked
package dev.millrace.codec;

import org.jspecify.annotations.NullMarked;
