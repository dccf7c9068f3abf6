/** What failures of the JDK mean for a person. Sees nothing of Millrace and nothing but the JDK, so that every package may use it. */
@NullMarked
package dev.millrace.words;

import org.jspecify.annotations.NullMarked;
