/**
 * Reads GitHub: pull requests and commits through GraphQL, deployments through REST; and writes the step summary of
 * GitHub Actions. The queries are {@code .graphql} files beside this package. May not use another collector.
 */
@NullMarked
package dev.millrace.github;

import org.jspecify.annotations.NullMarked;
