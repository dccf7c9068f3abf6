/**
 * The chain of an item: which pull requests, commits, builds and deployments belong to it, by links and by git ancestry. Reads
 * the store and computes no figure; may not see http or views.
 */
@NullMarked
package dev.millrace.chain;

import org.jspecify.annotations.NullMarked;
