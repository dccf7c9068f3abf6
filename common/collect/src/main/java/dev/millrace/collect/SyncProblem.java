package dev.millrace.collect;

import java.util.Objects;

/**
 * An item that is not, or not wholly, captured. The run went on without it; the ledger says the same.
 *
 * @param item what it is, as people call it, such as an issue key; may be hostile text
 * @param reason why, and what can be done; may be hostile text
 */
public record SyncProblem(String item, String reason) {

    /** Validates. */
    public SyncProblem {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(reason, "reason");
    }
}
