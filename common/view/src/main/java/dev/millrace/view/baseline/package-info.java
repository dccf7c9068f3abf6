/** What is usual in a value stream, as one small file between a run that knows all and runs that know one change. Computes nothing. */
@NullMarked
package dev.millrace.view.baseline;

import org.jspecify.annotations.NullMarked;
