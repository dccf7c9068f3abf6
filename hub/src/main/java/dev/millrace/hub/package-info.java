/**
 * The hub of a team: the only writer of a shared store. Takes events, answers with views and reports, runs the sync at its
 * times. Sees common; knows no tool, and leaves what a report is to the {@link dev.millrace.hub.engine.Engine} it is given.
 */
@NullMarked
package dev.millrace.hub;

import org.jspecify.annotations.NullMarked;
