package dev.millrace.valuestream;

import java.time.Duration;
import java.util.Objects;

/**
 * What a re-open does to an item that was done.
 *
 * @param within a re-open up to this long after the item stopped extends it; a later one starts a new cycle. Zero: every
 *     re-open starts a new cycle
 */
public record ReopenPolicy(Duration within) {

    private static final int DEFAULT_DAYS = 14;

    /** Validates: not negative. */
    public ReopenPolicy {
        if (Objects.requireNonNull(within, "within").isNegative()) {
            throw new IllegalArgumentException("the time within which a re-open extends an item is not negative");
        }
    }

    /** Extends within 14 days. */
    public static ReopenPolicy standard() {
        return new ReopenPolicy(Duration.ofDays(DEFAULT_DAYS));
    }

    /** Whether a re-open that long after the stop extends the item. */
    public boolean extendsItem(Duration sinceStop) {
        return !within.isZero() && sinceStop.compareTo(within) <= 0;
    }
}
