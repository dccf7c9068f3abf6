/**
 * From the nodes of a Pipeline's flow graph to its stages. Pure: knows neither Jenkins nor Pipeline types, so that a live
 * graph and one rebuilt from stored XML are read by the same code. May see only the records.
 */
@NullMarked
package io.jenkins.plugins.millrace.graph;

import org.jspecify.annotations.NullMarked;
