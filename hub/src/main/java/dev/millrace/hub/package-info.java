/**
 * The hub of a team: the only writer of a shared store. Takes events, answers with views and reports, runs the sync at its
 * times. Sees app; knows no tool, and leaves what an item and a report are to {@link dev.millrace.app.query.Queries}.
 */
@NullMarked
package dev.millrace.hub;

import org.jspecify.annotations.NullMarked;
