/** The use case prune: removes from the store what was finished long ago. Prints nothing. */
@NullMarked
package dev.millrace.app.prune;

import org.jspecify.annotations.NullMarked;
