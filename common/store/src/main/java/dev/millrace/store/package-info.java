/**
 * What others use of the store: append-only facts, cursors and the completeness ledger behind {@link dev.millrace.store.FlowStore}.
 * Knows no database: those are in the packages below it. Computes no figure. May not use HTTP or views.
 */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
