/**
 * The definition of a value stream: stages, the mapping of native states, item types, policies, teams and services.
 * Computes nothing over time. May not use the store or HTTP.
 */
@NullMarked
package dev.millrace.valuestream;

import org.jspecify.annotations.NullMarked;
