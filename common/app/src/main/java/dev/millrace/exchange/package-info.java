/**
 * Import and export: facts as versioned NDJSON, tables as CSV and NDJSON. May see the store and the flow; may not see http.
 */
@NullMarked
package dev.millrace.exchange;

import org.jspecify.annotations.NullMarked;
