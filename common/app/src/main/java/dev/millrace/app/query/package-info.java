/**
 * The questions that a server answers for many readers: an item, a build, a report, each within what the reader may
 * see. Calls the services of the use cases and computes nothing of its own.
 */
@NullMarked
package dev.millrace.app.query;

import org.jspecify.annotations.NullMarked;
