package dev.millrace.metrics;

import dev.millrace.model.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of the requested interval that is known. Figures cover only the known part, which is the window of the
 * {@link ReportRequest}: a week without data is not a week without done items.
 *
 * @param window the requested window
 * @param asOf the requested as-of
 * @param coverage until when the sources were completely read, and from when on; null if nobody has noted it
 * @param first when the first item was created; null if nobody looked, or if there is none
 * @param aside sources that were not read to their end and cut nothing, since nothing of what is asked about was ever in them
 */
public record Freshness(
        Window window,
        Instant asOf,
        @Nullable Coverage coverage,
        @Nullable Instant first,
        List<Coverage.Behind> aside) {

    private static final Duration LONG = Duration.ofDays(1);

    /** Validates. Copies the list. */
    public Freshness {
        aside = List.copyOf(aside);
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(asOf, "asOf");
    }

    /** Of a question that nothing is known of but what it says itself. */
    public static Freshness notNoted(Window window, Instant asOf) {
        return new Freshness(window, asOf, null, null, List.of());
    }

    /** From when on it is known; empty if from the beginning. */
    public Optional<Instant> from() {
        Optional<Instant> late = Optional.ofNullable(coverage).flatMap(Coverage::knownFrom);
        return Stream.concat(late.stream(), Stream.ofNullable(first)).max(Comparator.naturalOrder());
    }

    /** Until when it is known: until as-of, or less if a source was not read until then. */
    public Instant until() {
        return Optional.ofNullable(coverage)
                .flatMap(Coverage::knownUntil)
                .filter(until -> until.isBefore(asOf))
                .orElse(asOf);
    }

    /** Whether nothing is known of a requested interval before as-of. */
    public boolean cutAtEnd() {
        return until().isBefore(asOf) && until().isBefore(window.end());
    }

    /** The sources that were not read to their end since, and so cut it there; none where all were last read then. */
    public List<String> cutting() {
        if (coverage == null || !cutAtEnd()) {
            return List.of();
        }
        return coverage.behind().stream()
                .filter(one -> until().equals(one.until()))
                .map(Coverage.Behind::source)
                .toList();
    }

    /** Whether more is missing at the end than between two collections. */
    public boolean cutLongBeforeEnd() {
        Instant end = asOf.isBefore(window.end()) ? asOf : window.end();
        return until().plus(LONG).isBefore(end);
    }

    /** Whether nothing is known of the begin of the window. */
    public boolean cutAtBegin() {
        return from().isPresent() && from().get().isAfter(window.start());
    }

    /** The part of the window that is known, as far as its begin goes; empty if nothing of it is. */
    Optional<Window> known() {
        Instant start = from().filter(from -> from.isAfter(window.start())).orElse(window.start());
        return start.isBefore(window.end()) && start.isBefore(until())
                ? Optional.of(new Window(start, window.end()))
                : Optional.empty();
    }
}
