/**
 * The outbox of a producer that must not wait: what is appended survives the process and is delivered in order, at least once.
 * One file per message. Knows messages only as bytes; needs the JDK and {@code dev.millrace.words}, nothing of Jenkins.
 */
@NullMarked
package io.jenkins.plugins.millrace.outbox;

import org.jspecify.annotations.NullMarked;
