package dev.millrace.flow.oracle;

import dev.millrace.flow.oracle.NaiveCycle.Piece;
import dev.millrace.flow.oracle.NaiveHistory.Held;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.ReopenPolicy;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules S1 to S7, and S13 where S7 asks for it: where an item starts and stops, and its figures.
 *
 * @param stream whose rules say what a re-open does
 * @param history the item and what bears on it
 * @param item its own history
 * @param issues that, and those of its sub-tasks
 * @param asOf the instant of the report
 * @param codingKnown whether it is known when a pull request's coding began
 * @param others what other issues did
 */
record NaiveCycles(
        ValueStream stream,
        ItemHistory history,
        NaiveHistory item,
        List<NaiveHistory> issues,
        Instant asOf,
        boolean codingKnown,
        NaiveOthers others) {

    /** Divides what held into cycles: a re-open that comes too late begins the next one. */
    List<NaiveCycle> divide(List<Moment> moments) {
        List<NaiveCycle> cycles = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= moments.size(); i++) {
            boolean end = i == moments.size();
            boolean reopened =
                    !end && moments.get(i - 1).closed() && !moments.get(i).closed();
            if (end
                    || (reopened
                            && !s3Extends(
                                    moments.subList(from, i), moments.get(i).at()))) {
                Instant until = end ? null : moments.get(i).at();
                cycles.add(cycle(moments.subList(from, i), until, cycles.isEmpty()));
                from = i;
            }
        }
        return cycles;
    }

    private boolean s3Extends(List<Moment> moments, Instant again) {
        Instant stopped = s2Stop(moments);
        return s3ExtendsItem(NaiveHistory.h4RulesAt(stream, stopped), stopped, again);
    }

    static boolean s3ExtendsItem(Rules rules, Instant stopped, Instant again) {
        Duration most = rules.reopen().within();
        return rules.reopen().mode() == ReopenPolicy.Mode.EXTEND
                && Duration.between(stopped, again).compareTo(most) <= 0;
    }

    /** The beginning of the last unbroken run of the same closed kind. */
    private static Instant s2Stop(List<Moment> moments) {
        StageKind kind = moments.get(moments.size() - 1).kind();
        Instant stop = moments.get(moments.size() - 1).at();
        for (int i = moments.size() - 1; i >= 0 && moments.get(i).kind() == kind; i--) {
            stop = moments.get(i).at();
        }
        return stop;
    }

    /** The first moment in the flow, or a visit of its own to a stage of the flow that took no time. */
    private @Nullable Instant s1Start(List<Moment> moments, @Nullable Instant stop, @Nullable Instant next) {
        Instant start = null;
        for (Moment moment : moments) {
            if (start == null && moment.inFlow() && (stop == null || moment.at().isBefore(stop))) {
                start = moment.at();
            }
        }
        List<Held> visits = item.h1Visits();
        for (int i = 0; i + 1 < visits.size(); i++) {
            Instant at = visits.get(i).since();
            Stage stage = item.stageOf(visits, i);
            boolean passed = at.equals(visits.get(i + 1).since())
                    && stage != null
                    && stage.kind().inFlow();
            if (passed
                    && new NaiveParent(history.item(), history).s9Claims(at)
                    && !at.isBefore(moments.get(0).at())
                    && (next == null || at.isBefore(next))
                    && (stop == null || !at.isAfter(stop))) {
                start = start == null || at.isBefore(start) ? at : start;
            }
        }
        return start;
    }

    private NaiveCycle cycle(List<Moment> moments, @Nullable Instant next, boolean first) {
        Moment last = moments.get(moments.size() - 1);
        Instant stop = last.closed() ? s2Stop(moments) : null;
        Instant start = s1Start(moments, stop, next);
        int reopenings = 0;
        for (int i = 1; i < moments.size(); i++) {
            reopenings += moments.get(i - 1).closed() && !moments.get(i).closed() ? 1 : 0;
        }
        String status =
                last.closed() ? Objects.requireNonNull(last.kind()).name() : start == null ? "NOT_STARTED" : "IN_FLOW";
        Map<String, Long> millis = new TreeMap<>();
        List<Piece> timeline = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Instant until = next == null ? asOf : next;
            Instant end = i + 1 < moments.size() ? moments.get(i + 1).at() : until;
            Moment moment = moments.get(i);
            if (moment.at().isBefore(end)) {
                Piece piece = piece(moment, end, s4Kind(moment, start, stop, status));
                long length = Duration.between(piece.start(), piece.end()).toMillis();
                millis.merge(piece.kind(), length, Long::sum);
                join(timeline, piece);
            }
        }
        NaiveFigures figures = new NaiveFigures(
                status,
                moments.get(0).at(),
                start,
                stop,
                asOf,
                millis,
                stop == null || item.seenAt(stop),
                first && item.h10CreatedLate(),
                first && startedLate(start));
        return new NaiveCycle(
                status,
                moments.get(0).at(),
                start,
                stop,
                millis,
                timeline,
                reopenings,
                figures.s6FlowTime(),
                figures.s6LeadTime(),
                figures.s7Efficiency(
                        s7Observable(timeline, moments.get(0).at(), next, first)
                                || (stop != null && others.s13MostWait(history.item(), stop)),
                        codingKnown || !first));
    }

    /** Whether its state was one of the flow already when what is told of it begins, before its creation. */
    private boolean startedLate(@Nullable Instant start) {
        List<Held> visits = item.h1Visits();
        Stage stage = item.stageOf(visits, 0);
        return item.h10CreatedLate()
                && visits.get(0).since().equals(start)
                && stage != null
                && stage.kind().inFlow();
    }

    private static void join(List<Piece> timeline, Piece piece) {
        Piece before = timeline.isEmpty() ? null : timeline.get(timeline.size() - 1);
        if (before != null && piece.continues(before)) {
            timeline.set(
                    timeline.size() - 1,
                    new Piece(before.start(), piece.end(), piece.kind(), piece.stage(), piece.rule(), piece.source()));
        } else {
            timeline.add(piece);
        }
    }

    private Piece piece(Moment moment, Instant end, String kind) {
        boolean blocked = kind.equals("WAITING") && moment.blocked() != null;
        Stage stage = blocked ? stream.blockedStage() : moment.stage();
        return new Piece(
                moment.at(),
                end,
                kind,
                stage == null ? "-" : stage.id(),
                blocked ? String.valueOf(moment.blocked()) : moment.rule(),
                blocked ? moment.item() : moment.source());
    }

    private static String s4Kind(Moment moment, @Nullable Instant start, @Nullable Instant stop, String status) {
        if (stop != null && !moment.at().isBefore(stop)) {
            return status;
        } else if (start == null || moment.at().isBefore(start)) {
            return "NOT_STARTED";
        } else if (moment.closed()) {
            return "CLOSED_GAP";
        } else if (moment.blocked() != null) {
            return "WAITING";
        } else if (moment.kind() == null) {
            return "UNMAPPED";
        }
        return moment.kind() == StageKind.NEW ? "PAUSED" : moment.kind().name();
    }

    /** Whether waiting could have been seen: by a change, or because there was some. */
    private boolean s7Observable(List<Piece> timeline, Instant begun, @Nullable Instant next, boolean first) {
        if (!history.changes().isEmpty()
                || timeline.stream().anyMatch(piece -> piece.kind().equals("WAITING"))) {
            return true;
        }
        for (NaiveHistory issue : issues) {
            List<Held> visits = issue.h1Visits();
            for (int i = 0; i < visits.size(); i++) {
                Stage stage = issue.stageOf(visits, i);
                if (stage != null && stage.kind() == StageKind.WAITING) {
                    Instant left = i + 1 < visits.size() ? visits.get(i + 1).since() : null;
                    if (s9Within(issue, visits.get(i).since(), left, begun, next, first)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether a piece of a visit, as the parents of its time cut it, is the item's and lies in the cycle. */
    private boolean s9Within(
            NaiveHistory issue,
            Instant since,
            @Nullable Instant left,
            Instant begun,
            @Nullable Instant next,
            boolean first) {
        for (OwnTime piece : OwnTime.of(issue.history(), history, since, left, asOf)) {
            boolean over = !first
                    && piece.start().isBefore(begun)
                    && piece.end() != null
                    && !piece.end().isAfter(begun);
            if (!over && (next == null || piece.start().isBefore(next))) {
                return true;
            }
        }
        return false;
    }
}
