/** Messages for failures of the JDK. Depends on the JDK only, so that every package may use it. */
@NullMarked
package dev.millrace.words;

import org.jspecify.annotations.NullMarked;
