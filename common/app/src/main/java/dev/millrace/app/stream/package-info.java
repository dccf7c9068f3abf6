/** The use case stream: the definition of the value streams and the states that it maps or guesses. Prints nothing. */
@NullMarked
package dev.millrace.app.stream;

import org.jspecify.annotations.NullMarked;
