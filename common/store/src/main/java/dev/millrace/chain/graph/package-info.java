/**
 * What is known of commits, pull requests, builds and deployments, as numbers: history, branches, reverts, services.
 * Contains no decision about what belongs to an item and what a deployment contains.
 */
@NullMarked
package dev.millrace.chain.graph;

import org.jspecify.annotations.NullMarked;
