/**
 * The outbox: each message is one file that survives the process and is delivered in order, at least once. Contains
 * messages as bytes only; depends on the JDK and {@code dev.millrace.words}, not on Jenkins.
 */
@NullMarked
package io.jenkins.plugins.millrace.outbox;

import org.jspecify.annotations.NullMarked;
