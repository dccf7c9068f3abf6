package dev.millrace.valuestream;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a value stream says from some instant on. A later version never changes what an earlier one said of its own time.
 *
 * @param from the first instant it holds for, {@link Instant#MIN} for the first version
 * @param mapping which stage a native state stands for
 * @param types which item type a native type stands for
 * @param resolutions what resolutions mean
 * @param reopen what a re-open does
 * @param done what decides that an item is done
 * @param name distinguishes this version from others that hold from the same instant; empty for the first version
 */
public record Rules(
        Instant from,
        StateMapping mapping,
        ItemTypes types,
        ResolutionRules resolutions,
        ReopenPolicy reopen,
        DonePolicy done,
        String name) {

    /** Validates. */
    public Rules {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(mapping, "mapping");
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(reopen, "reopen");
        Objects.requireNonNull(done, "done");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(resolutions, "resolutions");
    }

    /** Rules without a name. */
    public Rules(
            Instant from,
            StateMapping mapping,
            ItemTypes types,
            ResolutionRules resolutions,
            ReopenPolicy reopen,
            DonePolicy done) {
        this(from, mapping, types, resolutions, reopen, done, "");
    }

    /** The same rules, whose name stands elsewhere. */
    Rules unnamed() {
        return name.isEmpty() ? this : new Rules(from, mapping, types, resolutions, reopen, done, "");
    }

    /**
     * Whether a resolution means that the item was not delivered.
     *
     * @param resolution its name, or null for none
     * @param id the tool's id of it, or null if it is not known
     */
    public boolean meansNotDelivered(@Nullable String resolution, @Nullable String id) {
        return resolution != null && !resolutions.of(resolution, id).delivered();
    }
}
