/**
 * Which agents worked when for which label, kept in files by day, and what waiting for agents costs: by label, with what one more agent would
 * have saved. Only the two listeners and {@code AgentFigures} know Jenkins.
 */
@NullMarked
package io.jenkins.plugins.millrace.agents;

import org.jspecify.annotations.NullMarked;
