/**
 * From Jenkins to build records: listens to builds, reads them off Jenkins' own threads, keeps their files. The classes
 * of optional plugins (Pipeline, Git, metrics) may be named only in {@code PipelineGraphs}, {@code GitFacts} and
 * {@code MetricsFacts}, which are touched only where the plugin is there.
 */
@NullMarked
package io.jenkins.plugins.millrace.capture;

import org.jspecify.annotations.NullMarked;
