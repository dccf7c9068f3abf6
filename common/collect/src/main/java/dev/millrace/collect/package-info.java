/**
 * The sync kernel every collector uses: it takes a source page by page and stores each page together with the cursor behind
 * it, so that a run can stop anywhere and go on there. Knows no tool; may not see views.
 */
@NullMarked
package dev.millrace.collect;

import org.jspecify.annotations.NullMarked;
