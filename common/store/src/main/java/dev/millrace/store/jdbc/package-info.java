/**
 * The store over any database with the schema: what commits write, and what reads as of an instant return. May not
 * contain what only one database supports.
 */
@NullMarked
package dev.millrace.store.jdbc;

import org.jspecify.annotations.NullMarked;
