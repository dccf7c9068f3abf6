/**
 * What the command line prints: the console with its escaping, progress of a sync, and results as text and JSON.
 * Knows no option.
 */
@NullMarked
package dev.millrace.cli.output;

import org.jspecify.annotations.NullMarked;
