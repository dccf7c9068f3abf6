package dev.millrace.buildcard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stretches of time of one build that a page shows; for a running build everything open reaches until now. */
final class Spans {

    /** A stretch with both ends. */
    record Span(Instant start, Instant end) {
        Duration length() {
            return Duration.between(start, end);
        }
    }

    private final BuildRecord build;
    private final Instant now;

    Spans(BuildRecord build, Instant now) {
        this.build = build;
        this.now = now;
    }

    boolean running() {
        return build.result() == null;
    }

    /** The build's end, or now while it runs; null if it ended nobody knows when. */
    @Nullable Instant end() {
        return build.endedAt() != null ? build.endedAt() : running() ? now : null;
    }

    /** From start to end; null if one of them is unknown. A running build's open end is now. */
    @Nullable Span of(@Nullable Instant start, @Nullable Instant end) {
        Instant until = end != null ? end : running() ? now : null;
        return start == null || until == null ? null : new Span(start, until);
    }

    /** All waits of that kind, in or outside of stages. */
    Stream<Wait> waits(Wait.Kind kind) {
        return Stream.concat(
                        build.waitsOutside().stream(),
                        build.stages().stream().map(StageRecord::waits).flatMap(List::stream))
                .filter(wait -> wait.kind() == kind);
    }

    /** How long at least one step waited; waits at the same time count once. Null if one of them has no known end. */
    @Nullable Duration waited(Wait.Kind kind) {
        List<Span> spans = new ArrayList<>();
        for (Wait wait : waits(kind).toList()) {
            Span span = of(wait.start(), wait.end());
            if (span == null) {
                return null;
            }
            spans.add(span);
        }
        return union(spans);
    }

    /** How long at least one step waited, for whatever; waits without a known end are left out. */
    Duration waitedForAnything() {
        List<Span> spans = new ArrayList<>();
        for (Wait.Kind kind : Wait.Kind.values()) {
            waits(kind).forEach(wait -> {
                Span span = of(wait.start(), wait.end());
                if (span != null) {
                    spans.add(span);
                }
            });
        }
        return union(spans);
    }

    static Duration union(List<Span> spans) {
        Duration sum = Duration.ZERO;
        Instant reached = Instant.MIN;
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
            Instant from = span.start().isAfter(reached) ? span.start() : reached;
            if (span.end().isAfter(from)) {
                sum = sum.plus(Duration.between(from, span.end()));
                reached = span.end();
            }
        }
        return sum;
    }
}
