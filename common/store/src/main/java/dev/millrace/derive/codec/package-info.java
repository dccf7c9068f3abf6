/** The bodies of derived rows as bytes: compact, because there are millions of them, and read in microseconds. */
@NullMarked
package dev.millrace.derive.codec;

import org.jspecify.annotations.NullMarked;
