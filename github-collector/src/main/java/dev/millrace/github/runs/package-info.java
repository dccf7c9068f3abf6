/**
 * Workflow runs of GitHub Actions, attempt by attempt with their jobs, as builds of the common model; and which of them deploy.
 * Reads over the clients of {@code api}; contains no configuration and no other artifact of GitHub.
 */
@NullMarked
package dev.millrace.github.runs;

import org.jspecify.annotations.NullMarked;
