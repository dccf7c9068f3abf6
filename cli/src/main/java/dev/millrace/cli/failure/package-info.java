/** What a failure means for the person at the command line. Sees no command: a sentence needs the failure alone. */
@NullMarked
package dev.millrace.cli.failure;

import org.jspecify.annotations.NullMarked;
