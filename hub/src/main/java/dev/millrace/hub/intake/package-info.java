/** The way of posted facts into the store: one writer, many posts in one commit, acknowledged after it. */
@NullMarked
package dev.millrace.hub.intake;

import org.jspecify.annotations.NullMarked;
