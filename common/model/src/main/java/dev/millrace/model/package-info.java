/**
 * The common model: artifacts, flow events, links and figures, as records and sealed interfaces that validate their
 * arguments. Contains no tool, no stage definition and no computation over time. Depends on no other package of
 * Millrace.
 */
@NullMarked
package dev.millrace.model;

import org.jspecify.annotations.NullMarked;
