package dev.millrace.derive.codec;

import dev.millrace.derive.codec.Word.Place;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.ItemFlow.TypePeriod;
import dev.millrace.flow.PullRequestFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cycles of one item into tokens; see {@link FlowDecoder}. What is the instant of the report becomes a token that says so,
 * and not when that was: two encodings, each as of another instant, are the same if nothing in them depends on it.
 */
final class FlowEncoder {

    static final int AS_OF = 0;
    static final int NONE = 1;
    static final int MILLIS = 2;
    static final int NANOS = 3;
    static final int KNOWN = 4;

    private static final int RULES = FlowRule.values().length;
    private static final int SIGNALS = OriginSignal.values().length;
    private static final long FAR = 1_000_000_000_000L;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Vocabulary vocabulary;
    private final List<ArtifactId> artifacts = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private Tokens tokens = new Tokens();
    private Instant asOf = Instant.EPOCH;
    private long lastMillis;

    FlowEncoder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Begins with another item; its own id is the first of its artifacts. */
    void begin(ArtifactId item) {
        artifacts.clear();
        artifacts.add(item);
    }

    /** The artifacts that the tokens since {@link #begin} name, by their place. */
    List<ArtifactId> artifacts() {
        return artifacts;
    }

    /** Replaces the tokens by those of these cycles. */
    void encode(List<ItemFlow> flows, Tokens into) {
        tokens = into;
        tokens.clear();
        instants.clear();
        lastMillis = 0;
        tokens.add(flows.size());
        flows.forEach(this::add);
    }

    private void add(ItemFlow flow) {
        asOf = flow.asOf();
        tokens.add(Constants.number(flow.type()));
        tokens.add(flow.cycle());
        tokens.add(Constants.number(flow.status()));
        add(flow.createdAt());
        add(flow.start());
        add(flow.stop());
        tokens.add(flow.segments().size());
        Instant before = null;
        for (Segment segment : flow.segments()) {
            add(segment, segment.start().equals(before));
            before = segment.end();
        }
        addTimes(flow);
        tokens.add(flow.visits().size());
        for (Visit visit : flow.visits()) {
            tokens.add(vocabulary.number(new Place(visit.stage(), visit.state())));
            add(visit.artifact());
            add(visit.start());
            add(visit.end());
        }
        tokens.add(flow.reopenings());
        tokens.add(flow.backwardMoves());
        tokens.add(flow.stalled().size());
        for (Period stretch : flow.stalled()) {
            add(stretch.start());
            add(stretch.end());
        }
        tokens.add(flow.handOffs().size());
        for (HandOff handOff : flow.handOffs()) {
            add(handOff.at());
            tokens.add(Constants.number(handOff.kind()));
            add(handOff.waiting());
        }
        tokens.add(flow.types().size());
        for (TypePeriod spell : flow.types()) {
            add(spell.from());
            tokens.add(Constants.number(spell.type()));
        }
        tokens.add(flow.sprints().size());
        for (SprintStay stay : flow.sprints()) {
            tokens.add(vocabulary.number(stay.sprint().text()));
            tokens.add(stay.times().size());
            for (SprintStay.Time time : stay.times()) {
                add(time.from());
                add(time.until());
            }
        }
        add(flow.origin());
        tokens.add(flow.pullRequests().size());
        flow.pullRequests().forEach(this::add);
    }

    private void add(OriginEvidence origin) {
        tokens.add((long) Constants.number(origin.origin()) * SIGNALS + Constants.number(origin.signal()));
        tokens.add(vocabulary.number(origin.rule()));
    }

    private void add(PullRequestFlow one) {
        add(one.artifact());
        add(one.origin());
        add(one.openedAt());
        add(one.endedAt());
        Duration first = one.firstReview();
        Duration turn = one.reviewersTurn();
        tokens.add((one.merged() ? 1 : 0) | (first == null ? 0 : 2) | (turn == null ? 0 : 4) | (one.reverts() ? 8 : 0));
        if (first != null) {
            add(first);
        }
        if (turn != null) {
            add(turn);
        }
        tokens.add(one.sentBack());
        tokens.add(one.reviews());
        tokens.add(one.agentReviews());
        tokens.add(one.botReviews());
    }

    /** What follows from the timeline is not written: so that of an open item it is right as of any instant. */
    private void addTimes(ItemFlow flow) {
        FlowTotals totals = flow.totals();
        boolean derived = totals.equals(Expected.totals(flow.segments()));
        tokens.add(derived ? 1 : 0);
        if (!derived) {
            add(totals.active());
            add(totals.waiting());
            add(totals.paused());
            add(totals.closedGap());
            add(totals.unmapped());
        }
        Expected expected = Expected.of(totals, flow.createdAt(), flow.stop() == null ? flow.asOf() : flow.stop());
        add(flow.flowTime(), expected.flowTime(), (Duration time) -> add(time));
        add(flow.leadTime(), expected.leadTime(), (Duration time) -> add(time));
        add(flow.efficiency(), expected.efficiency(), (Double ratio) -> tokens.add(Double.doubleToRawLongBits(ratio)));
        if (flow.waitingNotSeen()) {
            tokens.add(vocabulary.number(flow.workflow().type()));
        }
    }

    private void add(Segment segment, boolean gapless) {
        long rule = (long) Constants.number(segment.kind()) * RULES + Constants.number(segment.rule());
        tokens.add(rule << 1 | (gapless ? 1 : 0));
        tokens.add(vocabulary.number(new Place(segment.stage(), segment.state())));
        add(segment.source());
        if (!gapless) {
            add(segment.start());
        }
        add(segment.end());
    }

    private void add(ArtifactId artifact) {
        int place = artifacts.indexOf(artifact);
        if (place < 0) {
            place = artifacts.size();
            artifacts.add(artifact);
        }
        tokens.add(place);
    }

    private <T> void add(Figure<T> figure, T expected, Consumer<T> value) {
        if (figure instanceof Figure.Measured<T> measured) {
            boolean derived = measured.value().equals(expected);
            tokens.add(Constants.number(derived ? FigureKind.DERIVED : FigureKind.MEASURED));
            if (!derived) {
                value.accept(measured.value());
            }
        } else if (figure instanceof Figure.Open<T> open) {
            boolean derived = open.lowerBound().equals(expected);
            tokens.add(Constants.number(derived ? FigureKind.OPEN_DERIVED : FigureKind.OPEN));
            if (!derived) {
                value.accept(open.lowerBound());
            }
        } else {
            FigureKind kind = figure instanceof Figure.Unknown<T>
                    ? FigureKind.UNKNOWN
                    : figure instanceof Figure.NotApplicable<T> ? FigureKind.NOT_APPLICABLE : FigureKind.CONTRADICTORY;
            tokens.add(Constants.number(kind));
            tokens.add(Constants.number(figure.reason().orElseThrow().code()));
        }
    }

    private void add(@Nullable Instant instant) {
        if (instant == null) {
            tokens.add(NONE);
            return;
        } else if (instant.equals(asOf)) {
            tokens.add(AS_OF);
            return;
        }
        int known = instants.lastIndexOf(instant);
        if (known >= 0) {
            tokens.add((long) KNOWN + known);
            return;
        }
        instants.add(instant);
        if (instant.getNano() % NANOS_PER_MILLI == 0 && near(instant.getEpochSecond())) {
            tokens.add(MILLIS);
            tokens.add(instant.toEpochMilli() - lastMillis);
            lastMillis = instant.toEpochMilli();
        } else {
            tokens.add(NANOS);
            tokens.add(instant.getEpochSecond());
            tokens.add(instant.getNano());
        }
    }

    /** Whole milliseconds as an even number; of any other duration its seconds follow an odd one, which holds the rest. */
    private void add(Duration duration) {
        if (duration.getNano() % NANOS_PER_MILLI == 0 && near(duration.getSeconds())) {
            tokens.add(duration.toMillis() << 1);
        } else {
            tokens.add((long) duration.getNano() << 1 | 1);
            tokens.add(duration.getSeconds());
        }
    }

    /** Whether so many seconds are few enough to be told in milliseconds. */
    private static boolean near(long seconds) {
        return seconds > -FAR && seconds < FAR;
    }
}
