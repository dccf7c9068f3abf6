/**
 * Releases and tags of a repository, as releases of the common model, and as deployments where they stand for them.
 * Reads over the clients of {@code api}; contains no configuration.
 */
@NullMarked
package dev.millrace.github.releases;

import org.jspecify.annotations.NullMarked;
