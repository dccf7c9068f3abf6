/**
 * Which deployment contains which change, by the history of commits. Depends on {@code chain.graph}; may not read the
 * store.
 */
@NullMarked
package dev.millrace.chain.delivery;

import org.jspecify.annotations.NullMarked;
