/** Pull requests and commits that Jira itself connects with an issue: by a remote link, or by its development panel. No facts, no store. */
@NullMarked
package dev.millrace.jira.development;

import org.jspecify.annotations.NullMarked;
