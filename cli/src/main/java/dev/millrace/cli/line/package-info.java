/**
 * What holds for every command line of {@code millrace}: bounds of numbers, messages about what was typed, help, completion and
 * manual pages, all from picocli's model. Sees no command.
 */
@NullMarked
package dev.millrace.cli.line;

import org.jspecify.annotations.NullMarked;
