/**
 * Plays Jira Cloud and GitHub on loopback for the demo: the wire formats as the tools publish them, with paging and rate limits,
 * filled from a simulated company. Knows no collector: what it answers is held to the published schemas in tests.
 */
@NullMarked
package dev.millrace.demo.fake;

import org.jspecify.annotations.NullMarked;
