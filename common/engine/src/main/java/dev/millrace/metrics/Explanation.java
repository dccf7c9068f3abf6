package dev.millrace.metrics;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a number is what it is: everything it was computed from, so that a person or a program can compute it again from this alone.
 *
 * @param metric which number
 * @param constants what the computation needs besides, such as the seed of a drawing, by name
 * @param rows what it was computed from, in the order of their ids
 * @param exclusions what could have been part of it and is not, and why, in the order of their ids
 */
public record Explanation(Metric metric, Map<String, Value> constants, List<Row> rows, List<Exclusion> exclusions) {

    /** One value of a row, in one of the units there are. */
    public sealed interface Value {
        /** An instant, or none. */
        record At(@Nullable Instant instant) implements Value {}

        /** Milliseconds. */
        record Millis(long millis) implements Value {}

        /** A count. */
        record Count(long n) implements Value {}

        /** Yes or no. */
        record Is(boolean yes) implements Value {}

        /** A word; hostile text, or none. */
        record Word(@Nullable String text) implements Value {}
    }

    /**
     * One item, change, deployment or build.
     *
     * @param subject which one
     * @param values what of it entered the number, by name
     * @param parts its intervals that entered the number; empty if none did
     * @param events its events, in order; empty if they were not requested
     */
    public record Row(ItemRef subject, Map<String, Value> values, List<Map<String, Value>> parts, List<Event> events) {
        /** Copies the collections and keeps their order. */
        public Row {
            Objects.requireNonNull(subject, "subject");
            values = ordered(values);
            parts = parts.stream().map(Explanation::ordered).toList();
            events = List.copyOf(events);
        }
    }

    /**
     * One event as a person reads it.
     *
     * @param id its id, by which the export has it as well
     * @param at when, by the source's clock
     * @param artifact whose event it is
     * @param kind which kind of event
     * @param text what happened; hostile text
     */
    public record Event(String id, Instant at, ArtifactId artifact, String kind, String text) {}

    /**
     * Something that is not part of the number.
     *
     * @param subject which one
     * @param state what its figure is instead
     * @param why the reason; null if its value merely still grows
     */
    public record Exclusion(
            ItemRef subject, FigureState state, @Nullable Reason why) {}

    /** Copies the collections. */
    public Explanation {
        Objects.requireNonNull(metric, "metric");
        constants = ordered(constants);
        rows = List.copyOf(rows);
        exclusions = List.copyOf(exclusions);
    }

    private static Map<String, Value> ordered(Map<String, Value> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
