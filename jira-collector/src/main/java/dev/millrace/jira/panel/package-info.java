/**
 * The issue property that a panel in Jira shows. Depends on the views and the flow. May not use HTTP or the store.
 */
@NullMarked
package dev.millrace.jira.panel;

import org.jspecify.annotations.NullMarked;
