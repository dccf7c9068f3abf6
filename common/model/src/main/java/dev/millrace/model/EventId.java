package dev.millrace.model;

/**
 * The deterministic id of a flow event. The same fact read again from its source has the same id, so that re-reading adds
 * nothing.
 *
 * @param value built by the collector from the ids of the source, such as
 *     {@code jira:apache:issue:12687722#13947923.status}; at most 1,200 characters
 */
public record EventId(String value) implements Comparable<EventId> {

    private static final int MAX_LENGTH = 1_200;

    /** Validates: not blank, bounded, no control characters. */
    public EventId {
        Require.text(value, "event id");
        if (value.length() > MAX_LENGTH || Require.hasControl(value)) {
            throw new IllegalArgumentException(
                    "an event id has at most " + MAX_LENGTH + " characters and no control characters");
        }
    }

    /** The id of an event of that artifact; {@code local} is unique among the artifact's events. */
    public static EventId of(ArtifactId artifact, String local) {
        return new EventId(artifact + "#" + Require.text(local, "local event id"));
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
