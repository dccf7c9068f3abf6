/**
 * The document, the JSON and the panel of one item or one build. Computes no figure. May not use the store or HTTP.
 */
@NullMarked
package dev.millrace.view.item;

import org.jspecify.annotations.NullMarked;
