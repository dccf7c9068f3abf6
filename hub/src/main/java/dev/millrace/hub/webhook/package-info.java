/**
 * Webhooks of tools: who sends them is verified, and what they name is kept as a hint of what to read. Nothing of their content is
 * stored; the tool itself says what is true.
 */
@NullMarked
package dev.millrace.hub.webhook;

import org.jspecify.annotations.NullMarked;
