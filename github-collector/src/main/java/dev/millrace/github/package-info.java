/**
 * Reads GitHub into facts: pull requests, commits and deployments, page by page. The calls are in {@code github.api},
 * the step summary is in {@code github.actions}. May not use another collector.
 */
@NullMarked
package dev.millrace.github;

import org.jspecify.annotations.NullMarked;
