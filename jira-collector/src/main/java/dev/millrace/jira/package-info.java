/**
 * Reads and writes Jira, Cloud and Data Center. Pure functions map issues and changelogs to facts; {@link
 * dev.millrace.jira.JiraClient} hides the differences of the two. May not use another collector.
 */
@NullMarked
package dev.millrace.jira;

import org.jspecify.annotations.NullMarked;
