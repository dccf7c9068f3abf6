/**
 * The queries of a server with many readers: an item, a build, a report, each restricted to what the reader may see.
 * Calls the services of the other use cases; computes nothing itself.
 */
@NullMarked
package dev.millrace.app.query;

import org.jspecify.annotations.NullMarked;
