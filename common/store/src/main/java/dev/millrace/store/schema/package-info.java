/**
 * The schema of all databases and the way to it from every earlier version, with the key of pseudonyms.
 * Contains Flyway's migrations in Java; those in SQL are resources in {@code db/migration}.
 */
@NullMarked
package dev.millrace.store.schema;

import org.jspecify.annotations.NullMarked;
