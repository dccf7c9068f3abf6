/**
 * The command line. Here live the picocli commands and what they print.
 * No logic of their own: a command reads its options, calls another module and shows the answer.
 * Only {@code Console} may write to standard output and error. What is public here is what a {@code CommandProvider} needs.
 */
@NullMarked
package dev.millrace.cli;

import org.jspecify.annotations.NullMarked;
