package dev.millrace.sprint;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sprint, as far as one issue tells of it: the form of {@link dev.millrace.model.Attribute#SPRINTS}. An issue that left a sprint tells
 * its id alone.
 *
 * @param id the tool's id, without spaces
 * @param state where the sprint stood when the issue was last read
 * @param start when it began or is planned to, or null if that is not known
 * @param end when it is planned to end, or null if that is not known
 * @param completed when somebody ended it, or null if nobody did or that is not known
 * @param name its name, or empty; hostile text
 */
public record Sprint(
        String id,
        State state,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Instant completed,
        String name) {

    private static final String NONE = "-";

    /** Which of two tells more lately; by all parts, so that it does not matter in which order they come. */
    private static final Comparator<Sprint> ORDER =
            Comparator.<Sprint, State>comparing(Sprint::state).thenComparing(sprint -> sprint.text());

    private static final int PARTS = 6;

    /** Where a sprint stands, the later the higher. */
    public enum State {
        /** The issue does not tell. */
        UNKNOWN,
        /** Planned. */
        FUTURE,
        /** Begun. */
        ACTIVE,
        /** Ended. */
        CLOSED
    }

    /** Validates. */
    public Sprint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(name, "name");
        if (id.isEmpty() || id.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("no id of a sprint: '" + id + "'");
        }
    }

    /** A sprint of which nothing but the id is known. */
    public static Sprint ofId(String id) {
        return new Sprint(id, State.UNKNOWN, null, null, null, "");
    }

    /** Reads what {@link #text} wrote; empty if it is something else. */
    public static Optional<Sprint> parse(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length < PARTS || parts[0].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sprint(
                parts[0],
                state(parts[1]),
                instant(parts[2]),
                instant(parts[3]),
                instant(parts[4]),
                parts[5].equals(NONE) ? "" : parts[5]));
    }

    /** The tool's word for a state. */
    public static State state(String word) {
        for (State state : State.values()) {
            if (state.name().equalsIgnoreCase(word)) {
                return state;
            }
        }
        return State.UNKNOWN;
    }

    /** Id, state, start, end, completion and name, with spaces between, {@code -} for what is not known. */
    public String text() {
        return String.join(
                " ",
                id,
                state == State.UNKNOWN ? NONE : state.name().toLowerCase(Locale.ROOT),
                text(start),
                text(end),
                text(completed),
                name.isEmpty() ? NONE : name);
    }

    /**
     * What several issues tell of one sprint: of each part what the one tells that was read in the latest state, and tells it at all.
     *
     * @param told not empty, of one id
     */
    public static Sprint merged(Collection<Sprint> told) {
        List<Sprint> latestFirst = told.stream().sorted(ORDER.reversed()).toList();
        return new Sprint(
                latestFirst.get(0).id,
                latestFirst.get(0).state,
                first(latestFirst, Sprint::start),
                first(latestFirst, Sprint::end),
                first(latestFirst, Sprint::completed),
                latestFirst.stream()
                        .map(Sprint::name)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private static @Nullable Instant first(List<Sprint> sprints, Function<Sprint, @Nullable Instant> part) {
        for (Sprint sprint : sprints) {
            Instant instant = part.apply(sprint);
            if (instant != null) {
                return instant;
            }
        }
        return null;
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? NONE : instant.toString();
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.equals(NONE) ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // written by hand in an import
        }
    }
}
