/**
 * Options that several commands share, with the values that they stand for. Uses no command.
 */
@NullMarked
package dev.millrace.cli.option;

import org.jspecify.annotations.NullMarked;
