/**
 * Issues of GitHub with their types, parents and project status, as work items of the common model.
 * Reads over the clients of {@code api}; contains no configuration and no pull request.
 */
@NullMarked
package dev.millrace.github.issues;

import org.jspecify.annotations.NullMarked;
