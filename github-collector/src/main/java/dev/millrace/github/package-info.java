/**
 * GitHub to the common model: pull requests and commits through GraphQL, deployments through REST, and the step summary of
 * GitHub Actions. Sees common only; what the queries ask for stands in the {@code .graphql} files beside this package.
 */
@NullMarked
package dev.millrace.github;

import org.jspecify.annotations.NullMarked;
