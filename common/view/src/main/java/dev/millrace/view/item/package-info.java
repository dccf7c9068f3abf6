/**
 * What is shown of one item or one build: the document, the JSON and the panel for other tools. Computes no figure;
 * may not see the store or http.
 */
@NullMarked
package dev.millrace.view.item;

import org.jspecify.annotations.NullMarked;
