/**
 * A fake Jira Cloud and a fake Jira Data Center, each with its own wire format. They store issues as REST returns
 * them, with their changelogs. A test can make them page, stall, reject and forget.
 */
@NullMarked
package dev.millrace.fake.jira;

import org.jspecify.annotations.NullMarked;
