/**
 * The store in a PostgreSQL database: its address, connections, schema and statistics. May not contain what both
 * databases share.
 */
@NullMarked
package dev.millrace.store.postgres;

import org.jspecify.annotations.NullMarked;
