/**
 * Flow by the origin of work: by whom changes were written, and how their pull requests went through reviews. Names no person and
 * ranks none.
 */
@NullMarked
package dev.millrace.metrics.origin;

import org.jspecify.annotations.NullMarked;
