package dev.millrace.derive.codec;

import dev.millrace.derive.codec.ItemHead.Head;
import dev.millrace.derive.codec.Word.Place;
import dev.millrace.flow.Chain;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.flow.ItemFlow.TypePeriod;
import dev.millrace.flow.PullRequestFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.Workflow;
import dev.millrace.sprint.Sprint;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the tokens that a {@link FlowEncoder} made, as of another instant. */
final class FlowDecoder {

    private static final ItemType[] TYPES = ItemType.values();
    private static final Status[] STATUSES = Status.values();
    private static final SegmentKind[] KINDS = SegmentKind.values();
    private static final FlowRule[] RULES = FlowRule.values();
    private static final HandOff.Kind[] HAND_OFFS = HandOff.Kind.values();
    private static final Origin[] ORIGINS = Origin.values();
    private static final OriginSignal[] SIGNALS = OriginSignal.values();
    private static final FigureKind[] FIGURES = FigureKind.values();
    private static final Reason.Code[] REASONS = Reason.Code.values();

    private final BinaryInput in;
    private final Dictionary dictionary;
    private final Instant asOf;
    private final List<Instant> instants = new ArrayList<>();
    private long lastMillis;

    FlowDecoder(BinaryInput in, Dictionary dictionary, Instant asOf) {
        this.in = in;
        this.dictionary = dictionary;
        this.asOf = asOf;
    }

    /** The cycles of the item. */
    List<ItemFlow> decode(Head head) {
        instants.clear();
        lastMillis = 0;
        List<ItemFlow> flows = new ArrayList<>();
        for (int i = Dictionary.count(in); i > 0; i--) {
            flows.add(flow(head));
        }
        return flows;
    }

    private ItemFlow flow(Head head) {
        ItemType type = Constants.get(TYPES, in.number());
        int cycle = in.integer();
        Status status = Constants.get(STATUSES, in.number());
        Instant createdAt = instant();
        Instant start = instantOrNull();
        Instant stop = instantOrNull();
        List<Segment> segments = segments(head.artifacts());
        FlowTotals totals = in.flag()
                ? Expected.totals(segments)
                : new FlowTotals(duration(), duration(), duration(), duration(), duration());
        Expected expected = Expected.of(totals, createdAt, stop == null ? asOf : stop);
        List<LedgerEntry> gaps = head.gaps();
        ArtifactSnapshot item = head.snapshot(createdAt);
        Figure<Duration> flowTime = figure(expected.flowTime(), this::duration);
        Figure<Duration> leadTime = figure(expected.leadTime(), this::duration);
        Figure<Double> efficiency = figure(expected.efficiency(), () -> Double.longBitsToDouble(in.number()));
        String nativeType = isNotSeen(efficiency) ? dictionary.getOrNull(in.integer(), String.class) : null;
        return new ItemFlow(
                item,
                type,
                cycle,
                status,
                asOf,
                createdAt,
                start,
                stop,
                totals,
                flowTime,
                leadTime,
                efficiency,
                segments,
                visits(head.artifacts()),
                in.integer(),
                in.integer(),
                stalled(),
                gaps,
                Chain.NONE,
                handOffs(),
                types(),
                new Workflow(item.artifact().tool(), item.project(), nativeType),
                sprints(),
                origin(),
                pullRequests(head.artifacts()));
    }

    private OriginEvidence origin() {
        int told = in.integer();
        return new OriginEvidence(
                Constants.get(ORIGINS, told / SIGNALS.length),
                Constants.get(SIGNALS, told % SIGNALS.length),
                dictionary.get(in.integer(), String.class));
    }

    private List<PullRequestFlow> pullRequests(List<ArtifactId> artifacts) {
        PullRequestFlow[] all = new PullRequestFlow[Dictionary.count(in)];
        for (int i = 0; i < all.length; i++) {
            ArtifactId artifact = artifact(artifacts);
            OriginEvidence origin = origin();
            Instant openedAt = instant();
            Instant endedAt = instantOrNull();
            int said = in.integer();
            all[i] = new PullRequestFlow(
                    artifact,
                    origin,
                    openedAt,
                    endedAt,
                    (said & 1) != 0,
                    (said & 2) == 0 ? null : duration(),
                    (said & 4) == 0 ? null : duration(),
                    in.integer(),
                    in.integer(),
                    in.integer(),
                    in.integer(),
                    (said & 8) != 0);
        }
        return List.of(all);
    }

    private static boolean isNotSeen(Figure<Double> efficiency) {
        return efficiency.reason().map(Reason::code).stream()
                .anyMatch(code -> code == Reason.Code.WAITING_NOT_OBSERVABLE);
    }

    private List<Segment> segments(List<ArtifactId> artifacts) {
        Segment[] segments = new Segment[Dictionary.count(in)];
        Instant before = null;
        for (int i = 0; i < segments.length; i++) {
            int head = in.integer();
            Place place = dictionary.get(in.integer(), Place.class);
            ArtifactId source = artifact(artifacts);
            Instant start = (head & 1) == 0 ? instant() : before;
            if (start == null) {
                throw BinaryInput.damaged("a timeline without a beginning");
            }
            before = instant();
            segments[i] = new Segment(
                    start,
                    before,
                    Constants.get(KINDS, (head >> 1) / RULES.length),
                    place.stage(),
                    Constants.get(RULES, (head >> 1) % RULES.length),
                    source,
                    place.state());
        }
        return List.of(segments);
    }

    private List<Visit> visits(List<ArtifactId> artifacts) {
        Visit[] visits = new Visit[Dictionary.count(in)];
        for (int i = 0; i < visits.length; i++) {
            Place place = dictionary.get(in.integer(), Place.class);
            ArtifactId artifact = artifact(artifacts);
            visits[i] = new Visit(artifact, place.state(), place.stage(), instant(), instantOrNull());
        }
        return List.of(visits);
    }

    private List<Period> stalled() {
        Period[] stalled = new Period[Dictionary.count(in)];
        for (int i = 0; i < stalled.length; i++) {
            stalled[i] = new Period(instant(), instant());
        }
        return List.of(stalled);
    }

    private List<HandOff> handOffs() {
        HandOff[] handOffs = new HandOff[Dictionary.count(in)];
        for (int i = 0; i < handOffs.length; i++) {
            handOffs[i] = new HandOff(instant(), Constants.get(HAND_OFFS, in.number()), duration());
        }
        return List.of(handOffs);
    }

    private List<TypePeriod> types() {
        TypePeriod[] types = new TypePeriod[Dictionary.count(in)];
        for (int i = 0; i < types.length; i++) {
            types[i] = new TypePeriod(instant(), Constants.get(TYPES, in.number()));
        }
        return List.of(types);
    }

    private List<SprintStay> sprints() {
        SprintStay[] stays = new SprintStay[Dictionary.count(in)];
        for (int i = 0; i < stays.length; i++) {
            Sprint sprint = Sprint.parse(dictionary.get(in.integer(), String.class))
                    .orElseThrow(() -> BinaryInput.damaged("what is no sprint"));
            SprintStay.Time[] times = new SprintStay.Time[Dictionary.count(in)];
            for (int j = 0; j < times.length; j++) {
                times[j] = new SprintStay.Time(instant(), instantOrNull());
            }
            stays[i] = new SprintStay(sprint, List.of(times));
        }
        return List.of(stays);
    }

    private <T> Figure<T> figure(T expected, Supplier<T> value) {
        return switch (Constants.get(FIGURES, in.number())) {
            case DERIVED -> Figure.of(expected);
            case MEASURED -> Figure.of(value.get());
            case OPEN_DERIVED -> new Figure.Open<>(expected);
            case OPEN -> new Figure.Open<>(value.get());
            case UNKNOWN -> new Figure.Unknown<>(reason());
            case NOT_APPLICABLE -> new Figure.NotApplicable<>(reason());
            case CONTRADICTORY -> new Figure.Contradictory<>(reason());
        };
    }

    private Reason reason() {
        return Reason.of(Constants.get(REASONS, in.number()));
    }

    private Instant instant() {
        Instant instant = instantOrNull();
        if (instant == null) {
            throw BinaryInput.damaged("nothing where an instant belongs");
        }
        return instant;
    }

    private @Nullable Instant instantOrNull() {
        int token = in.integer();
        return switch (token) {
            case FlowEncoder.AS_OF -> asOf;
            case FlowEncoder.NONE -> null;
            case FlowEncoder.MILLIS -> {
                lastMillis += in.number();
                yield told(Instant.ofEpochMilli(lastMillis));
            }
            case FlowEncoder.NANOS -> told(Instant.ofEpochSecond(in.number(), in.number()));
            default -> known(token - FlowEncoder.KNOWN);
        };
    }

    private Instant told(Instant instant) {
        instants.add(instant);
        return instant;
    }

    private Instant known(int place) {
        if (place < 0 || place >= instants.size()) {
            throw BinaryInput.damaged("an instant that was not told");
        }
        return instants.get(place);
    }

    private ArtifactId artifact(List<ArtifactId> artifacts) {
        int place = in.integer();
        if (place < 0 || place >= artifacts.size()) {
            throw BinaryInput.damaged("an artifact that was not told");
        }
        return artifacts.get(place);
    }

    private Duration duration() {
        long token = in.number();
        return (token & 1) == 0 ? Duration.ofMillis(token >> 1) : Duration.ofSeconds(in.number(), token >> 1);
    }
}
