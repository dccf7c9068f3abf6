/**
 * The use case doctor: examines the configuration, tokens, hosts and the store. Only reads: it writes nothing into
 * the store or a tool. What only one tool needs is in its collector.
 */
@NullMarked
package dev.millrace.app.doctor;

import org.jspecify.annotations.NullMarked;
