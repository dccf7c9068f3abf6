/**
 * The company's tools: a fake Jira Cloud and a fake GitHub, filled from the simulated company, with the limits of the real ones. Knows no
 * collector: what is answered is held to the published schemas in tests.
 */
@NullMarked
package dev.millrace.demo.tools;

import org.jspecify.annotations.NullMarked;
