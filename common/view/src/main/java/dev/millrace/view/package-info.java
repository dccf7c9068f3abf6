/**
 * What is shown of many items: the report, the explanation of its figures, and both as JSON. Writes documents and labels in plain
 * words. Computes no figure; may not see the store or http.
 */
@NullMarked
package dev.millrace.view;

import org.jspecify.annotations.NullMarked;
