/**
 * A second, deliberately naive reading of the flow rules, to hold the engine against. It reads the model and the definition's
 * data and nothing of {@code flow}; the test beside it compares the two.
 */
@NullMarked
package dev.millrace.flow.oracle;

import org.jspecify.annotations.NullMarked;
