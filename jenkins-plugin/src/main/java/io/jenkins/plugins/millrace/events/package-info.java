/**
 * Maps build records to the facts of the common model and their NDJSON, as docs/events.md describes it. Contains no
 * type of Jenkins and no page.
 */
@NullMarked
package io.jenkins.plugins.millrace.events;

import org.jspecify.annotations.NullMarked;
