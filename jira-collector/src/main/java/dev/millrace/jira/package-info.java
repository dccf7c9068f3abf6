/**
 * Jira as a source of facts: issues with their changelogs, page by page, in the words of the common model. A dialect lies
 * behind {@link dev.millrace.jira.JiraClient}; what an issue means is said in one place for all dialects, by pure functions.
 * May not see views, nor any other collector.
 */
@NullMarked
package dev.millrace.jira;

import org.jspecify.annotations.NullMarked;
