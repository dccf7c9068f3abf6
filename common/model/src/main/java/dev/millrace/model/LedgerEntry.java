package dev.millrace.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the completeness ledger: how much of something the source said there is, and how much was captured.
 *
 * @param tool the installation that was read
 * @param scope what was counted: the written form of an artifact id, or the name of a scan
 * @param measure what its unit is, such as {@code changelog histories} or {@code issues}
 * @param expected how many the source said there are, or null if it does not say
 * @param captured how many were captured
 * @param note why they differ, for a person to read, or null
 */
public record LedgerEntry(
        ToolInstance tool,
        String scope,
        String measure,
        @Nullable Long expected,
        long captured,
        @Nullable String note) {

    /** Validates: counts are not negative. */
    public LedgerEntry {
        Objects.requireNonNull(tool, "tool");
        Require.text(scope, "scope");
        Require.text(measure, "measure");
        if (captured < 0 || (expected != null && expected < 0)) {
            throw new IllegalArgumentException("ledger counts are not negative: " + expected + ", " + captured);
        }
    }

    /** Whether the source is known to hold more than was captured. */
    public boolean incomplete() {
        return expected != null && captured < expected;
    }
}
