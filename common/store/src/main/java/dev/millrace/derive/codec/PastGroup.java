package dev.millrace.derive.codec;

import dev.millrace.metrics.time.PastItem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What many items have in common of which a window sees nothing more, because they had ended before it began.
 *
 * @param team the name of their team; null if the definition says none
 * @param services what they change, one a line
 * @param past what a report still counts of each
 */
public record PastGroup(@Nullable String team, String services, PastItem past) {

    /** Validates. */
    public PastGroup {
        Objects.requireNonNull(services, "services");
        Objects.requireNonNull(past, "past");
    }
}
