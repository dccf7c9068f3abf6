package dev.millrace.flow.oracle;

import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.WaitingUse;
import dev.millrace.flow.oracle.NaiveCycle.Piece;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.Figure;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what the engine says of an item into the oracle's words, and asks both. */
public final class Agreement {

    private Agreement() {}

    /** What the oracle says; the same list as {@link #engine} if both agree. */
    public static List<NaiveCycle> oracle(
            ItemHistory item,
            ValueStream stream,
            StateCatalogue catalogue,
            Instant asOf,
            List<ArtifactHistory> others) {
        return Oracle.cycles(item, stream, catalogue, asOf, others);
    }

    /** What the engine says. */
    public static List<NaiveCycle> engine(
            ItemHistory item,
            ValueStream stream,
            StateCatalogue catalogue,
            Instant asOf,
            List<ArtifactHistory> others) {
        WaitingUse use = CompletedWork.ofFew(
                stream,
                catalogue,
                asOf,
                (tool, projects, to) -> others.stream()
                        .filter(issue -> issue.artifact().tool().equals(tool)
                                && projects.contains(issue.snapshot().project()))
                        .forEach(to));
        return new FlowAlgebra(stream, catalogue, Definition.standard(), use)
                .flows(item, asOf).stream().map(Agreement::translated).toList();
    }

    private static NaiveCycle translated(ItemFlow flow) {
        Map<String, Long> millis = new TreeMap<>();
        List<Piece> pieces = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            millis.merge(segment.kind().name(), segment.length().toMillis(), Long::sum);
            Piece piece = new Piece(
                    segment.start(),
                    segment.end(),
                    segment.kind().name(),
                    segment.stage() == null ? "-" : segment.stage().id(),
                    segment.rule().id(),
                    segment.cause() == FlowRule.Cause.DELIVERY ? flow.item().artifact() : segment.source());
            Piece before = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
            if (before != null && alike(before, piece)) {
                // The engine also tells apart the tool's words for one stage; the rules do not.
                pieces.set(
                        pieces.size() - 1,
                        new Piece(
                                before.start(),
                                piece.end(),
                                piece.kind(),
                                piece.stage(),
                                piece.rule(),
                                piece.source()));
            } else {
                pieces.add(piece);
            }
        }
        requireSums(flow, millis);
        return new NaiveCycle(
                flow.status().name(),
                flow.createdAt(),
                flow.start(),
                flow.stop(),
                millis,
                pieces,
                flow.reopenings(),
                words(flow.flowTime()),
                words(flow.leadTime()),
                flow.efficiency().measured().orElse(null));
    }

    private static String words(Figure<Duration> figure) {
        if (figure instanceof Figure.Measured<Duration> measured) {
            return "measured " + measured.value().toMillis();
        } else if (figure instanceof Figure.Open<Duration> open) {
            return "open " + open.lowerBound().toMillis();
        } else if (figure instanceof Figure.Contradictory<Duration>) {
            return "contradictory";
        }
        return figure instanceof Figure.Unknown<Duration> ? "unknown" : "not applicable";
    }

    /** The engine's totals are summed apart from its timeline, so they are held against it here. */
    private static void requireSums(ItemFlow flow, Map<String, Long> millis) {
        Map<SegmentKind, Long> totals = Map.of(
                SegmentKind.ACTIVE, flow.totals().active().toMillis(),
                SegmentKind.WAITING, flow.totals().waiting().toMillis(),
                SegmentKind.PAUSED, flow.totals().paused().toMillis(),
                SegmentKind.CLOSED_GAP, flow.totals().closedGap().toMillis(),
                SegmentKind.UNMAPPED, flow.totals().unmapped().toMillis());
        totals.forEach((kind, total) -> {
            if (millis.getOrDefault(kind.name(), 0L).longValue() != total) {
                throw new AssertionError(flow.item().key() + ": " + kind + " totals " + total + " but its segments "
                        + millis.get(kind.name()));
            }
        });
    }

    private static boolean alike(Piece one, Piece other) {
        return one.kind().equals(other.kind())
                && one.stage().equals(other.stage())
                && one.rule().equals(other.rule())
                && one.source().equals(other.source());
    }
}
