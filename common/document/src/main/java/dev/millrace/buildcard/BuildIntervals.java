package dev.millrace.buildcard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The intervals of one build that a page shows; in a running build an open interval ends now. */
public final class BuildIntervals {

    /** An interval with a known start and end. */
    record Interval(Instant start, Instant end) {
        Duration length() {
            return Duration.between(start, end);
        }
    }

    private final BuildRecord build;
    private final Instant now;

    /** The intervals of a build at that instant. */
    public BuildIntervals(BuildRecord build, Instant now) {
        this.build = build;
        this.now = now;
    }

    boolean running() {
        return build.result() == null;
    }

    /** The build's end, or now while it runs; null if its end is not known. */
    @Nullable Instant end() {
        return build.endedAt() != null ? build.endedAt() : running() ? now : null;
    }

    /** From start to end; null if one of them is unknown. A running build's open end is now. */
    @Nullable Interval of(@Nullable Instant start, @Nullable Instant end) {
        Instant until = end != null ? end : running() ? now : null;
        return start == null || until == null ? null : new Interval(start, until);
    }

    /** All waits of that kind, in or outside of stages. */
    Stream<Wait> waits(Wait.Kind kind) {
        return Stream.concat(
                        build.waitsOutside().stream(),
                        build.stages().stream().map(StageRecord::waits).flatMap(List::stream))
                .filter(wait -> wait.kind() == kind);
    }

    /** How long at least one step waited; waits at the same time count once. Null if one of them has no known end. */
    public @Nullable Duration waited(Wait.Kind kind) {
        List<Interval> intervals = new ArrayList<>();
        for (Wait wait : waits(kind).toList()) {
            Interval interval = of(wait.start(), wait.end());
            if (interval == null) {
                return null;
            }
            intervals.add(interval);
        }
        return union(intervals);
    }

    /** How long at least one step waited, for whatever, or the controller was down; waits without a known end are left out. */
    Duration waitedForAnything() {
        List<Interval> intervals = new ArrayList<>();
        for (Wait.Kind kind : Wait.Kind.values()) {
            if (!kind.inQueue()) {
                waits(kind).forEach(wait -> {
                    Interval interval = of(wait.start(), wait.end());
                    if (interval != null) {
                        intervals.add(interval);
                    }
                });
            }
        }
        return union(intervals);
    }

    static Duration union(List<Interval> intervals) {
        Duration sum = Duration.ZERO;
        Instant reached = Instant.MIN;
        for (Interval interval :
                intervals.stream().sorted(Comparator.comparing(Interval::start)).toList()) {
            Instant from = interval.start().isAfter(reached) ? interval.start() : reached;
            if (interval.end().isAfter(from)) {
                sum = sum.plus(Duration.between(from, interval.end()));
                reached = interval.end();
            }
        }
        return sum;
    }
}
