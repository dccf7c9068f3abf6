/** Export of tables as CSV and NDJSON. Depends on the store and the flow. May not use HTTP. */
@NullMarked
package dev.millrace.exchange;

import org.jspecify.annotations.NullMarked;
