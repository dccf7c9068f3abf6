/**
 * Stores posted facts: one writer, many posts per commit, acknowledged after the commit. May not use HTTP or tokens.
 */
@NullMarked
package dev.millrace.hub.intake;

import org.jspecify.annotations.NullMarked;
