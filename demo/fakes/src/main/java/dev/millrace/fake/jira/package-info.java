/**
 * A Jira Cloud and a Jira Data Center, each in its own wire format. They keep issues as REST writes them, with their changelogs, and can be
 * told to page, stall, refuse and forget as real ones do.
 */
@NullMarked
package dev.millrace.fake.jira;

import org.jspecify.annotations.NullMarked;
