package dev.millrace.flow;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the work on a change began, by the author dates of its own commits.
 *
 * @param at the earliest of them; unknown without any, contradictory if it is later than the merge
 * @param bounded whether that date is later than the opening, because of a rebase or an amendment: then {@code at} is the opening,
 *     and earlier work is not known
 */
public record AuthorDate(Figure<Instant> at, boolean bounded) {

    /** What reports say of a bounded one. */
    public static final String BOUNDED = "author date bounded by the opening";

    /** Validates: only what is known is bounded. */
    public AuthorDate {
        Objects.requireNonNull(at, "at");
        if (bounded && at.measured().isEmpty()) {
            throw new IllegalArgumentException("an author date that is not known is not bounded");
        }
    }

    /**
     * Reads the earliest date.
     *
     * @param key what people call the change
     * @param earliest the earliest author date among its own commits, or null if none was captured
     * @param opened when others could see it first
     * @param landed when it came to the trunk, or null if it has not
     */
    public static AuthorDate of(String key, @Nullable Instant earliest, Instant opened, @Nullable Instant landed) {
        if (earliest == null) {
            return new AuthorDate(
                    Figure.unknown(Reason.Code.INCOMPLETE_HISTORY, "the commits of " + key + " are not captured"),
                    false);
        }
        if (landed != null && earliest.isAfter(landed)) {
            return new AuthorDate(
                    new Figure.Contradictory<>(new Reason(
                            Reason.Code.CLOCK_SKEW, "the first author date of " + key + " is after it was merged")),
                    false);
        }
        boolean bounded = earliest.isAfter(opened);
        return new AuthorDate(Figure.of(bounded ? opened : earliest), bounded);
    }
}
