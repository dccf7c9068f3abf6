/**
 * Examines a store of either kind without changing it, for {@code millrace doctor}.
 */
@NullMarked
package dev.millrace.store.checkup;

import org.jspecify.annotations.NullMarked;
