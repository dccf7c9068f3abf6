package dev.millrace.collect.commit;

import dev.millrace.model.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit as a tool tells it.
 *
 * @param sha its whole hash, in small letters
 * @param message its whole message; empty if it has none
 * @param authoredAt when it was written
 * @param committedAt when it was committed, which a rebase changes
 * @param author who wrote it; null if the tool does not say
 * @param parents the hashes of its parents that the tool told, first parent first
 * @param parentCount how many it has
 */
public record Commit(
        String sha,
        String message,
        Instant authoredAt,
        Instant committedAt,
        @Nullable Actor author,
        List<String> parents,
        long parentCount) {

    /** Copies the list. */
    public Commit {
        sha = sha.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(authoredAt, "authoredAt");
        Objects.requireNonNull(committedAt, "committedAt");
        parents = List.copyOf(parents);
    }
}
