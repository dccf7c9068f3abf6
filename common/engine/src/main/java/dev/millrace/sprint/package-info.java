/**
 * Sprints as issues name them, and when an issue was in which. Pure values, read from attributes of snapshots. No figures: those are in
 * {@code metrics}.
 */
@NullMarked
package dev.millrace.sprint;

import org.jspecify.annotations.NullMarked;
