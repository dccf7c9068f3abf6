/**
 * The store in one SQLite file: how it is opened, checked, locked and read where it cannot be written.
 */
@NullMarked
package dev.millrace.store.sqlite;

import org.jspecify.annotations.NullMarked;
