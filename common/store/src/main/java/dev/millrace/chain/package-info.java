/**
 * The chain of an item: the pull requests, commits, builds and deployments that belong to it, by links and by git
 * ancestry; and {@code ItemFlows}, the one place that computes flows from a store. May not use HTTP or views.
 */
@NullMarked
package dev.millrace.chain;

import org.jspecify.annotations.NullMarked;
