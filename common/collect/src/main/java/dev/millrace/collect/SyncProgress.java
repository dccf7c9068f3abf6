package dev.millrace.collect;

import dev.millrace.store.CommitResult;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The progress of a run, reported after each stored page.
 *
 * @param source whose run
 * @param page how many pages this process has stored, from 1
 * @param done how many items the run has covered; includes what an earlier process did of the same run
 * @param total how many items the run will cover, if the source says so; may change while it runs
 * @param stored what storing the page changed
 */
public record SyncProgress(String source, int page, long done, OptionalLong total, CommitResult stored) {

    /** Validates. */
    public SyncProgress {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(stored, "stored");
    }
}
