/**
 * What assistants ask over the Model Context Protocol: tools over the queries of {@code app}, with one form of answer. Computes
 * no number; may not use HTTP. {@code hub.web} and the command line bring the messages.
 */
@NullMarked
package dev.millrace.hub.mcp;

import org.jspecify.annotations.NullMarked;
