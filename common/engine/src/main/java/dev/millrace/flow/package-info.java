/**
 * The flow algebra of one item: events become visits, visits a gapless timeline, the timeline figures. Pure functions with
 * the time given; may not see the store, http or a clock.
 */
@NullMarked
package dev.millrace.flow;

import org.jspecify.annotations.NullMarked;
