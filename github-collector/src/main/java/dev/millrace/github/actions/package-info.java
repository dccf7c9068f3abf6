/**
 * Millrace inside GitHub Actions: the event of a step, and the step summary. Renders figures, computes none; calls
 * nothing over the network.
 */
@NullMarked
package dev.millrace.github.actions;

import org.jspecify.annotations.NullMarked;
