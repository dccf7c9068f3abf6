/**
 * The document and the JSON of many items: the report and the explanation of its figures. Computes no figure. May not
 * use the store or HTTP.
 */
@NullMarked
package dev.millrace.view;

import org.jspecify.annotations.NullMarked;
