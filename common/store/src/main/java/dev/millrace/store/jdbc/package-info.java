/**
 * The store over any database that has the schema: what commits write, and what reads as of an instant find.
 * Contains nothing that only one database understands.
 */
@NullMarked
package dev.millrace.store.jdbc;

import org.jspecify.annotations.NullMarked;
