/** The use case import: checks files, pipes and URLs of facts to their end, and stores them. Prints nothing. */
@NullMarked
package dev.millrace.app.importing;

import org.jspecify.annotations.NullMarked;
