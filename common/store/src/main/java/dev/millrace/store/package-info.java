/**
 * The store: append-only facts, cursors and the ledger behind {@link dev.millrace.store.FlowStore}, over JDBC. May not see
 * http or views, and computes no figure.
 */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
