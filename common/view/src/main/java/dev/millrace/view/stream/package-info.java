/**
 * What is shown of a value stream's definition. Computes no figure; may not see the store or http.
 */
@NullMarked
package dev.millrace.view.stream;

import org.jspecify.annotations.NullMarked;
