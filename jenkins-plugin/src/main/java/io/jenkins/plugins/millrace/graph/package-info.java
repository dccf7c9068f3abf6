/**
 * Computes the stages of a build from the nodes of a Pipeline's flow graph. Pure: contains no type of Jenkins or
 * Pipeline, so that the same code reads a live graph and one from stored XML. Depends on the records only.
 */
@NullMarked
package io.jenkins.plugins.millrace.graph;

import org.jspecify.annotations.NullMarked;
