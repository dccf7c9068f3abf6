/**
 * Which deployment contains which change, by the history of commits.
 * Depends on {@code chain.graph}; reads no store.
 */
@NullMarked
package dev.millrace.chain.delivery;

import org.jspecify.annotations.NullMarked;
