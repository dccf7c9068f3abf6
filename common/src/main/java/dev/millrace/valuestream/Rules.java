package dev.millrace.valuestream;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a value stream says from some instant on. A later version never changes what an earlier one said of its own time.
 *
 * @param from the first instant it holds for, {@link Instant#MIN} for the first version
 * @param mapping which stage a native state stands for
 * @param types which item type a native type stands for
 * @param notDelivered resolutions that mean "not delivered", in lower case
 * @param reopen what a re-open does
 * @param done what decides that an item is done
 */
public record Rules(
        Instant from,
        StateMapping mapping,
        ItemTypes types,
        Set<String> notDelivered,
        ReopenPolicy reopen,
        DonePolicy done) {

    /** Copies the set, in lower case. */
    public Rules {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(mapping, "mapping");
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(reopen, "reopen");
        Objects.requireNonNull(done, "done");
        notDelivered = notDelivered.stream()
                .map(resolution -> resolution.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a resolution means that the item was not delivered. */
    public boolean meansNotDelivered(@Nullable String resolution) {
        return resolution != null && notDelivered.contains(resolution.toLowerCase(Locale.ROOT));
    }
}
