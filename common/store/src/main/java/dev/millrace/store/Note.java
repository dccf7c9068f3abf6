package dev.millrace.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Something to remember about the running of Millrace itself, such as how the last run of a source ended. No fact: the next one of
 * the same topic and name takes its place.
 *
 * @param topic what it is about, for all notes of one sort
 * @param name what of it
 * @param content JSON of whoever has the topic; never a secret
 * @param notedAt when it was noted, by our clock
 */
public record Note(String topic, String name, String content, Instant notedAt) {

    /** Validates. */
    public Note {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(notedAt, "notedAt");
    }
}
