/**
 * Jira Cloud and GitHub on loopback, filled from a simulated company: the published wire formats with paging and rate
 * limits, checked against the published schemas. May not use a collector.
 */
@NullMarked
package dev.millrace.demo.fake;

import org.jspecify.annotations.NullMarked;
