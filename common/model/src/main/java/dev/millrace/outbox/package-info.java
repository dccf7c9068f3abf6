/**
 * The outbox of a producer that must not wait: what is appended survives the process and reaches the hub in order, at least
 * once. Needs nothing but the JDK, so that the Jenkins plugin can carry it. Knows messages only as bytes; it may not see the
 * store, the metrics or the views.
 */
@NullMarked
package dev.millrace.outbox;

import org.jspecify.annotations.NullMarked;
