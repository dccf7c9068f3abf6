/**
 * The common model: artifacts, flow events, links and figures, as records and sealed interfaces that validate
 * themselves. Knows no tool, no stage definition and no computation; everything else stands on it, so it may see nothing
 * else of Millrace.
 */
@NullMarked
package dev.millrace.model;

import org.jspecify.annotations.NullMarked;
