package dev.millrace.demo.company;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A commit.
 *
 * @param sha its full hash
 * @param message its message; the first line is its headline
 * @param author who wrote it
 * @param authoredAt when it was written, in whole seconds
 * @param committedAt when it got its hash, in whole seconds
 * @param parents the hashes of its parents, first parent first
 */
public record SimulatedCommit(
        String sha, String message, Person author, Instant authoredAt, Instant committedAt, List<String> parents) {

    /** Copies the list. */
    public SimulatedCommit {
        Objects.requireNonNull(sha, "sha");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(authoredAt, "authoredAt");
        Objects.requireNonNull(committedAt, "committedAt");
        parents = List.copyOf(parents);
    }
}
