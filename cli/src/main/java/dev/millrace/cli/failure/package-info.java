/** Messages for failures at the command line. Depends on the failure only; uses no command. */
@NullMarked
package dev.millrace.cli.failure;

import org.jspecify.annotations.NullMarked;
