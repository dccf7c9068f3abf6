package dev.millrace.store.checkup;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a store without changing it: nothing is made, migrated or repaired.
 *
 * @param exists whether there is one
 * @param schema the version of its schema, or null if that could not be read
 * @param newestSchema the version that this program brings a store to when it writes it
 * @param journalMode how SQLite keeps changes apart, {@code wal} as Millrace makes it; null for other databases, and for a file that can only be read
 * @param damage what an integrity check found, the first lines; empty if nothing, or if there is no such check
 * @param problem why it cannot be used, or null if it can: on a network file system, locked, not a store, not reachable
 */
public record StoreHealth(
        boolean exists,
        @Nullable Integer schema,
        int newestSchema,
        @Nullable String journalMode,
        List<String> damage,
        @Nullable String problem) {

    /** Copies the list. */
    public StoreHealth {
        damage = List.copyOf(Objects.requireNonNull(damage, "damage"));
    }

    /** Whether it can be opened by this version without bringing it up to date first. */
    public boolean readable() {
        return exists && problem == null && damage.isEmpty() && schema != null && schema == newestSchema;
    }
}
