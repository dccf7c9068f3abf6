/**
 * From build records to the facts of the common model and their NDJSON, as docs/events.md describes it. Sees the records
 * and the common model, and neither Jenkins nor a page.
 */
@NullMarked
package io.jenkins.plugins.millrace.events;

import org.jspecify.annotations.NullMarked;
