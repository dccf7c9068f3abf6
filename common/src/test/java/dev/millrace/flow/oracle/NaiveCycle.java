package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactId;
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
 * One cycle as the oracle sees it, in plain words and numbers.
 *
 * @param status NOT_STARTED, IN_FLOW, DONE or CANCELLED
 * @param begun when it began
 * @param start when it started, or null
 * @param stop when it stopped, or null
 * @param millis how long each kind of segment held
 * @param timeline what held when, neighbours that are alike joined
 * @param reopenings how often it left done or cancelled
 * @param efficiency active / (active + waiting), or null where there is none
 */
public record NaiveCycle(
        String status,
        Instant begun,
        @Nullable Instant start,
        @Nullable Instant stop,
        Map<String, Long> millis,
        List<Piece> timeline,
        int reopenings,
        @Nullable Double efficiency) {

    /**
     * A piece of the timeline.
     *
     * @param start its first instant
     * @param end the first instant after it
     * @param kind what it counts as
     * @param stage the id of its stage, or a dash
     * @param rule the number of the rule that decided
     * @param source the decisive issue: a sub-task where that decided, else the item itself
     */
    public record Piece(Instant start, Instant end, String kind, String stage, String rule, ArtifactId source) {
        private boolean continues(Piece before) {
            return kind.equals(before.kind)
                    && stage.equals(before.stage)
                    && rule.equals(before.rule)
                    && source.equals(before.source);
        }
    }

    /** Divides what held into cycles: a re-open that comes too late begins the next one. */
    static List<NaiveCycle> divide(ValueStream stream, List<Moment> moments, Instant asOf, Known known) {
        List<NaiveCycle> cycles = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= moments.size(); i++) {
            boolean end = i == moments.size();
            boolean reopened =
                    !end && moments.get(i - 1).closed() && !moments.get(i).closed();
            if (end || (reopened && !extend(stream, moments, from, i))) {
                Instant until = end ? asOf : moments.get(i).at();
                cycles.add(cycle(stream, moments.subList(from, i), until, known, from == 0, end));
                from = i;
            }
        }
        return cycles;
    }

    private static boolean extend(ValueStream stream, List<Moment> moments, int from, int reopen) {
        Instant stopped = stopOf(moments.subList(from, reopen));
        return extendsItem(
                NaiveIssue.rulesAt(stream, stopped),
                stopped,
                moments.get(reopen).at());
    }

    static boolean extendsItem(Rules rules, Instant stopped, Instant again) {
        Duration most = rules.reopen().within();
        return rules.reopen().mode() == ReopenPolicy.Mode.EXTEND
                && Duration.between(stopped, again).compareTo(most) <= 0;
    }

    /** The beginning of the last unbroken run of the same closed kind. */
    private static Instant stopOf(List<Moment> moments) {
        StageKind kind = moments.get(moments.size() - 1).kind();
        Instant stop = moments.get(moments.size() - 1).at();
        for (int i = moments.size() - 1; i >= 0 && moments.get(i).kind() == kind; i--) {
            stop = moments.get(i).at();
        }
        return stop;
    }

    /**
     * What bears on the figures of a cycle beside what held when.
     *
     * @param observable whether waiting could have been seen
     * @param item the item's own history
     * @param startedLate whether it was active or waiting before anything that is known of it
     */
    record Known(boolean observable, NaiveIssue item, boolean startedLate) {}

    private static NaiveCycle cycle(
            ValueStream stream, List<Moment> moments, Instant until, Known known, boolean first, boolean last) {
        Moment now = moments.get(moments.size() - 1);
        Instant stop = now.closed() ? stopOf(moments) : null;
        Instant start = null;
        int reopenings = 0;
        for (int i = 0; i < moments.size(); i++) {
            if (start == null && moments.get(i).inFlow()) {
                start = moments.get(i).at();
            }
            if (i > 0 && moments.get(i - 1).closed() && !moments.get(i).closed()) {
                reopenings++;
            }
        }
        for (Instant entry : known.item().entriesIntoFlow()) {
            boolean here = !entry.isBefore(moments.get(0).at())
                    && (last || entry.isBefore(until))
                    && (stop == null || !entry.isAfter(stop));
            start = here && (start == null || entry.isBefore(start)) ? entry : start;
        }
        String status =
                now.closed() ? Objects.requireNonNull(now.kind()).name() : start == null ? "NOT_STARTED" : "IN_FLOW";
        Map<String, Long> millis = new TreeMap<>();
        List<Piece> timeline = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Instant end = i + 1 < moments.size() ? moments.get(i + 1).at() : until;
            Moment moment = moments.get(i);
            if (moment.at().isBefore(end)) {
                Piece piece = piece(stream, moment, end, kind(moment, start, stop, status));
                millis.merge(
                        piece.kind(),
                        Duration.between(piece.start(), piece.end()).toMillis(),
                        Long::sum);
                join(timeline, piece);
            }
        }
        return new NaiveCycle(
                status,
                moments.get(0).at(),
                start,
                stop,
                millis,
                timeline,
                reopenings,
                status.equals("DONE")
                                && start != null
                                && known.item().stopSeenAt(Objects.requireNonNull(stop))
                                && !(first
                                        && known.startedLate()
                                        && start.equals(moments.get(0).at()))
                        ? efficiency(millis, known.observable())
                        : null);
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

    private static Piece piece(ValueStream stream, Moment moment, Instant end, String kind) {
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

    private static String kind(Moment moment, @Nullable Instant start, @Nullable Instant stop, String status) {
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

    private static @Nullable Double efficiency(Map<String, Long> millis, boolean observable) {
        long active = millis.getOrDefault("ACTIVE", 0L);
        long waiting = millis.getOrDefault("WAITING", 0L);
        boolean known = !millis.containsKey("UNMAPPED") && (observable || waiting > 0) && active + waiting > 0;
        return known ? (Double) ((double) active / (active + waiting)) : null;
    }
}
