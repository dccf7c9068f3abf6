/** Examines a store of either kind for {@code millrace doctor}. May not change it. */
@NullMarked
package dev.millrace.store.checkup;

import org.jspecify.annotations.NullMarked;
