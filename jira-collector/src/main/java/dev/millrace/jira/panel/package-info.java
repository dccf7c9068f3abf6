/**
 * What the panel in a Jira issue is made of: one issue property. Sees common's views and the flow, and neither http nor the store;
 * writing it into a Jira is not its business.
 */
@NullMarked
package dev.millrace.jira.panel;

import org.jspecify.annotations.NullMarked;
