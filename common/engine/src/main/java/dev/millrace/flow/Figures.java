package dev.millrace.flow;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one cycle, each with its reason where there is no plain value.
 *
 * @param status where the item stands
 * @param createdAt when the cycle began
 * @param start when it was started, or null
 * @param stop when it stopped, or null
 * @param asOf the instant of the report
 * @param totals how the time from start to stop divides
 * @param intervals the intervals of the cycle
 * @param stopSeen whether it is known when it stopped; else {@code stop} is the latest instant at which it can have
 * @param createdLate whether it changed before it was created
 * @param startedLate whether it was in the flow already when the first of those changes came
 */
record Figures(
        Status status,
        Instant createdAt,
        @Nullable Instant start,
        @Nullable Instant stop,
        Instant asOf,
        FlowTotals totals,
        List<Interval> intervals,
        boolean stopSeen,
        boolean createdLate,
        boolean startedLate) {

    private static final int PATH_SHOWN = 6;

    /** Start to stop. */
    Figure<Duration> flowTime() {
        return switch (status) {
            case NOT_STARTED -> Figure.notApplicable(Reason.Code.NOT_STARTED);
            case CANCELLED -> Figure.notApplicable(Reason.Code.CANCELLED);
            case IN_FLOW -> startedLate ? contradictory() : new Figure.Open<>(totals.elapsed());
            case DONE -> {
                if (start == null) {
                    yield neverStarted();
                }
                yield !stopSeen ? stopUnknown() : startedLate ? contradictory() : Figure.of(totals.elapsed());
            }
        };
    }

    /** Creation to stop. */
    Figure<Duration> leadTime() {
        return switch (status) {
            case NOT_STARTED, IN_FLOW ->
                createdLate ? contradictory() : new Figure.Open<>(Duration.between(createdAt, asOf));
            case CANCELLED -> Figure.notApplicable(stopSeen ? Reason.Code.CANCELLED : Reason.Code.STOP_UNKNOWN);
            case DONE -> {
                if (!stopSeen) {
                    yield stopUnknown();
                }
                yield createdLate
                        ? contradictory()
                        : Figure.of(Duration.between(createdAt, stop == null ? asOf : stop));
            }
        };
    }

    /**
     * Active / (active + waiting) of a done item.
     *
     * @param codingUnknown why part of its active time was not seen, or null if none is known to be missing
     */
    Figure<Double> efficiency(boolean waitingObservable, @Nullable Reason codingUnknown) {
        return switch (status) {
            case NOT_STARTED -> Figure.notApplicable(Reason.Code.NOT_STARTED);
            case CANCELLED -> Figure.notApplicable(Reason.Code.CANCELLED);
            case IN_FLOW -> Figure.notApplicable(Reason.Code.NOT_DONE);
            case DONE -> ratio(waitingObservable, codingUnknown);
        };
    }

    private Figure<Double> ratio(boolean waitingObservable, @Nullable Reason codingUnknown) {
        if (start == null) {
            return neverStarted();
        }
        if (!stopSeen) {
            return stopUnknown();
        }
        if (startedLate) {
            return contradictory();
        }
        if (!totals.unmapped().isZero()) {
            return Figure.unknown(
                    Reason.Code.UNMAPPED_STATE,
                    totals.unmapped().toMillis() + " ms in a state that has no stage in the value stream");
        }
        if (codingUnknown != null) {
            return new Figure.Unknown<>(codingUnknown);
        }
        Duration both = totals.active().plus(totals.waiting());
        if (both.isZero()) {
            return new Figure.Unknown<>(Reason.of(Reason.Code.NO_TIME));
        }
        if (!waitingObservable) {
            return new Figure.Unknown<>(Reason.of(Reason.Code.WAITING_NOT_OBSERVABLE));
        }
        return Figure.of((double) totals.active().toMillis() / both.toMillis());
    }

    private <T> Figure<T> stopUnknown() {
        return Figure.unknown(
                Reason.Code.STOP_UNKNOWN,
                "done by " + stop + "; neither its history nor its tool shows the exact time");
    }

    private <T> Figure<T> contradictory() {
        return new Figure.Contradictory<>(new Reason(
                Reason.Code.CREATED_AFTER_CHANGE, "its history begins at " + createdAt + ", before its creation"));
    }

    private <T> Figure<T> neverStarted() {
        boolean unmapped = intervals.stream().anyMatch(interval -> interval.kind() == null);
        return unmapped
                ? Figure.unknown(
                        Reason.Code.START_UNMAPPED,
                        "went " + path() + ", and the value stream does not define all of these states")
                : Figure.unknown(Reason.Code.NEVER_STARTED, "went " + path() + " without an active or waiting stage");
    }

    /** The states it went through, in the tool's words; a long path keeps its beginning and its end. */
    private String path() {
        List<String> names = intervals.stream()
                .map(interval -> interval.decisive().state().name())
                .collect(Collectors.toList());
        for (int i = names.size() - 1; i > 0; i--) {
            if (names.get(i).equals(names.get(i - 1))) {
                names.remove(i);
            }
        }
        if (names.size() > PATH_SHOWN) {
            String last = names.get(names.size() - 1);
            names = new ArrayList<>(names.subList(0, PATH_SHOWN - 2));
            names.add("...");
            names.add(last);
        }
        return String.join(" -> ", names);
    }
}
