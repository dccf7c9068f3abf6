/**
 * The store: append-only facts, cursors and the completeness ledger behind {@link dev.millrace.store.FlowStore}, over
 * JDBC. Computes no figure. May not use HTTP or views.
 */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
