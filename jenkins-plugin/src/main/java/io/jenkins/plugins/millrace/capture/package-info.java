/**
 * Captures builds: listens to Jenkins, reads builds on a thread of its own, and writes their records. Only {@code
 * PipelineGraphs}, {@code GitFacts} and {@code MetricsFacts} may name classes of the optional plugins. No listener
 * may wait or throw.
 */
@NullMarked
package io.jenkins.plugins.millrace.capture;

import org.jspecify.annotations.NullMarked;
