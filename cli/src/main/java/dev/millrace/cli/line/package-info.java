/**
 * What all command lines share: limits of numbers, messages about wrong input, help, completion and manual pages, all
 * from picocli's model. Uses no command.
 */
@NullMarked
package dev.millrace.cli.line;

import org.jspecify.annotations.NullMarked;
