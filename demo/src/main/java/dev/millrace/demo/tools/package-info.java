/**
 * The tools of the simulated company: a fake Jira Cloud and a fake GitHub with the rate limits of the real ones. Uses
 * no collector; tests compare the responses with the published schemas.
 */
@NullMarked
package dev.millrace.demo.tools;

import org.jspecify.annotations.NullMarked;
