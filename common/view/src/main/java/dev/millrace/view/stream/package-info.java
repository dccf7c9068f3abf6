/** The document of a value stream's definition. Computes no figure. May not use the store or HTTP. */
@NullMarked
package dev.millrace.view.stream;

import org.jspecify.annotations.NullMarked;
