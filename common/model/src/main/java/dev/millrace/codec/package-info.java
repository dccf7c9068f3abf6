/**
 * The common model as JSON, in one form for the store, the exchange files and the hub. May see the model and Jackson, and
 * nothing else of Millrace; uses only what Jackson 2.17 has, since Jenkins brings its own.
 */
@NullMarked
package dev.millrace.codec;

import org.jspecify.annotations.NullMarked;
