/**
 * Derived rows: what follows from the facts (which artifacts belong to an item, what serves a change, the flow of each item), in tables that
 * anybody can read with SQL. No facts: they can be deleted and derived again at any time. May not compute anything.
 */
@NullMarked
package dev.millrace.store.derived;

import org.jspecify.annotations.NullMarked;
