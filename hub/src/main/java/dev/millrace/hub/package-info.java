/**
 * The hub of a team: the only process that writes a shared store. Accepts events, answers with views and reports, and
 * runs sync and publish on a schedule. Calls {@link dev.millrace.app.query.Queries} for items and reports; may not
 * use {@code cli} or a tool.
 */
@NullMarked
package dev.millrace.hub;

import org.jspecify.annotations.NullMarked;
