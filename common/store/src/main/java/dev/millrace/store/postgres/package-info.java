/**
 * The store in a PostgreSQL database: its address, its connections, its schema and its statistics.
 */
@NullMarked
package dev.millrace.store.postgres;

import org.jspecify.annotations.NullMarked;
