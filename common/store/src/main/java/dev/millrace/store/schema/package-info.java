/**
 * The schema of all databases and its migrations from each earlier version, with the key of pseudonyms. The SQL
 * migrations are resources in {@code db/migration}. May not read or write facts otherwise.
 */
@NullMarked
package dev.millrace.store.schema;

import org.jspecify.annotations.NullMarked;
