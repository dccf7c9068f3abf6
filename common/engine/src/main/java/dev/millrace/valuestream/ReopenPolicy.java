package dev.millrace.valuestream;

import java.time.Duration;
import java.util.Objects;

/**
 * What a re-open does to an item that was done.
 *
 * @param mode what it does at all
 * @param within in mode EXTEND: a re-open up to this long after the item stopped extends it; a later one starts a new cycle.
 *     Else zero
 */
public record ReopenPolicy(Mode mode, Duration within) {

    private static final int DEFAULT_DAYS = 14;

    /** What a re-open does. */
    public enum Mode {
        /** It extends the item if it comes soon enough, else it starts a new cycle. */
        EXTEND,
        /** It always starts a new cycle. */
        NEW_CYCLE,
        /** Nothing: the item was done when it was first done, and stays so. */
        FIRST_DONE
    }

    /** Validates: not negative, and zero unless it extends. */
    public ReopenPolicy {
        Objects.requireNonNull(mode, "mode");
        if (Objects.requireNonNull(within, "within").isNegative()) {
            throw new IllegalArgumentException("the time within which a re-open extends an item is not negative");
        }
        if (mode != Mode.EXTEND && !within.isZero()) {
            throw new IllegalArgumentException("only mode extend has a time within which it extends");
        }
    }

    /** Extends within that time; zero: every re-open starts a new cycle. */
    public ReopenPolicy(Duration within) {
        this(within.isZero() ? Mode.NEW_CYCLE : Mode.EXTEND, within);
    }

    /** Extends within 14 days. */
    public static ReopenPolicy standard() {
        return new ReopenPolicy(Duration.ofDays(DEFAULT_DAYS));
    }

    /** Whether a re-open that long after the stop extends the item. */
    public boolean extendsItem(Duration sinceStop) {
        return mode == Mode.EXTEND && sinceStop.compareTo(within) <= 0;
    }
}
