/**
 * Commits, pull requests, builds and deployments as numbers: history, branches, reverts, services. May not decide
 * what belongs to an item or what a deployment contains.
 */
@NullMarked
package dev.millrace.chain.graph;

import org.jspecify.annotations.NullMarked;
