/**
 * The command line: picocli commands, console and exit codes. A command reads its options, calls a service of {@code
 * app} and prints the result; it computes nothing. Only {@code Console} writes to standard output and error. Public
 * classes are those that a {@code CommandProvider} needs.
 */
@NullMarked
package dev.millrace.cli;

import org.jspecify.annotations.NullMarked;
