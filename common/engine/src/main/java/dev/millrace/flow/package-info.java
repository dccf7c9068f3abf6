/**
 * The flow algebra of one item: events become visits, visits a timeline without gaps, the timeline figures. Pure
 * functions: the time is an argument. May not use the store, HTTP or a clock.
 */
@NullMarked
package dev.millrace.flow;

import org.jspecify.annotations.NullMarked;
