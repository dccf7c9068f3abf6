/**
 * The store in one SQLite file: how it is opened, checked, locked, and read if it may not be written. May not contain
 * what both databases share.
 */
@NullMarked
package dev.millrace.store.sqlite;

import org.jspecify.annotations.NullMarked;
