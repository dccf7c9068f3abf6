/**
 * What a value stream is: its stages, how each tool's states map to them, item types and policies. Says what states mean and
 * computes nothing over time; may not see the store or http.
 */
@NullMarked
package dev.millrace.valuestream;

import org.jspecify.annotations.NullMarked;
