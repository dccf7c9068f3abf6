package dev.millrace.metrics;

import dev.millrace.flow.Chain;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.flow.PullRequestFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.ToolInstance;
import dev.millrace.model.Workflow;
import dev.millrace.sprint.Sprint;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the flow of one item from its stays, by the plainest reading of the flow algebra: one artifact, no sub-tasks. Lets
 * the tests of metrics and views say in one line what an item went through.
 */
public final class Flows {

    /** The Jira of the tests. */
    public static final ToolInstance JIRA = ToolInstance.jira("test");

    private record Stay(@Nullable Stage stage, String state, Instant from) {}

    private final String key;
    private final List<Stay> stays = new ArrayList<>();
    private final List<Period> stalled = new ArrayList<>();
    private final List<LedgerEntry> gaps = new ArrayList<>();
    private String title;
    private String project = "TEST";
    private ItemType type = ItemType.FEATURE;
    private final List<ItemFlow.TypePeriod> types = new ArrayList<>();
    private Level level = Level.STANDARD;
    private @Nullable URI url;
    private int cycle = 1;
    private int reopenings;
    private int backwardMoves;
    private boolean waitingObservable = true;
    private boolean stopKnown = true;
    private final List<SprintStay> sprints = new ArrayList<>();
    private OriginEvidence origin = OriginEvidence.NONE;
    private final List<PullRequestFlow> pullRequests = new ArrayList<>();

    private Flows(String key) {
        this.key = key;
        this.title = "Title of " + key;
    }

    /** An item of that key, such as {@code TEST-7}; the digits are its id. */
    public static Flows item(String key) {
        return new Flows(key);
    }

    /** From that instant on it is in that stage, in a state named like the stage. */
    public Flows in(Stage stage, Instant from) {
        return in(stage, stage.name(), from);
    }

    /** From that instant on it is in that state; null is a state without a stage. */
    public Flows in(@Nullable Stage stage, String state, Instant from) {
        stays.add(new Stay(stage, state, from));
        return this;
    }

    /** Of that type from then on. */
    public Flows typeFrom(Instant from, ItemType value) {
        types.add(new ItemFlow.TypePeriod(from, value));
        return this;
    }

    /** Written by that origin. */
    public Flows origin(OriginEvidence value) {
        origin = value;
        return this;
    }

    /** With that pull request. */
    public Flows pullRequest(PullRequestFlow value) {
        pullRequests.add(value);
        return this;
    }

    /** Of that type. */
    public Flows type(ItemType value) {
        type = value;
        return this;
    }

    /** With that title. */
    public Flows title(String value) {
        title = value;
        return this;
    }

    /** In that project. */
    public Flows project(String value) {
        project = value;
        return this;
    }

    /** On that level. */
    public Flows level(Level value) {
        level = value;
        return this;
    }

    /** To be looked at there. */
    public Flows url(String value) {
        url = URI.create(value);
        return this;
    }

    /** In that cycle. */
    public Flows cycle(int value) {
        cycle = value;
        return this;
    }

    /** Re-opened and moved back that often. */
    public Flows rework(int reopened, int backward) {
        reopenings = reopened;
        backwardMoves = backward;
        return this;
    }

    /** Stalled from then to then. */
    public Flows stalled(Instant from, Instant to) {
        stalled.add(new Period(from, to));
        return this;
    }

    /** With history that was not captured. */
    public Flows incomplete(long expected, long captured) {
        gaps.add(new LedgerEntry(JIRA, id().toString(), "changelog histories", expected, captured, null));
        return this;
    }

    /** In a workflow without any waiting state. */
    public Flows waitingNotObservable() {
        waitingObservable = false;
        return this;
    }

    /** Closed by its last closed stay at the latest: nobody knows when. */
    public Flows stopUnknown() {
        stopKnown = false;
        return this;
    }

    /** In that sprint from then to then; null is for good. */
    public Flows sprint(Sprint sprint, Instant from, @Nullable Instant until) {
        sprints.add(new SprintStay(sprint, List.of(new SprintStay.Time(from, until))));
        return this;
    }

    /** In that sprint, and nobody knows since when. */
    public Flows sprint(Sprint sprint) {
        sprints.add(new SprintStay(sprint, List.of()));
        return this;
    }

    /** The flow as of that instant. */
    public ItemFlow asOf(Instant asOf) {
        List<Stay> seen =
                stays.stream().filter(stay -> !stay.from().isAfter(asOf)).toList();
        Instant created = seen.get(0).from();
        Instant stop = stop(seen);
        Instant start = start(seen, stop);
        Status status = status(seen, start);
        List<Segment> segments = new ArrayList<>();
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Stay stay = seen.get(i);
            Instant end = i + 1 < seen.size() ? seen.get(i + 1).from() : null;
            NativeState state = new NativeState(null, stay.state());
            visits.add(new Visit(id(), state, stay.stage(), stay.from(), end));
            Instant until = end == null ? asOf : end;
            if (stay.from().isBefore(until)) {
                SegmentKind kind = kind(stay, start, stop, status);
                segments.add(new Segment(stay.from(), until, kind, stay.stage(), FlowRule.STATE, id(), state));
            }
        }
        FlowTotals totals = totals(segments);
        Instant last = stop == null ? asOf : stop;
        List<ItemFlow.TypePeriod> spells = new ArrayList<>(List.of(new ItemFlow.TypePeriod(created, type)));
        types.stream().filter(spell -> !spell.from().isAfter(last)).forEach(spells::add);
        return new ItemFlow(
                snapshot(created, asOf),
                spells.get(spells.size() - 1).type(),
                cycle,
                status,
                asOf,
                created,
                start,
                stop,
                totals,
                flowTime(status, start, seen, totals),
                leadTime(status, created, stop, asOf),
                efficiency(status, start, seen, totals),
                segments,
                visits,
                reopenings,
                backwardMoves,
                stalled,
                gaps,
                Chain.NONE,
                List.of(),
                spells,
                new Workflow(JIRA, project, null),
                sprints,
                origin,
                pullRequests);
    }

    private ArtifactId id() {
        return ArtifactId.issue(JIRA, key.replaceAll("\\D", ""));
    }

    private ArtifactSnapshot snapshot(Instant created, Instant asOf) {
        SortedMap<String, List<String>> none = new TreeMap<>();
        NativeType nativeType = new NativeType(null, "Some type");
        return new ArtifactSnapshot(
                id(), key, title, project, nativeType, level, null, null, null, url, created, asOf, none);
    }

    private static boolean closed(Stay stay) {
        return stay.stage() != null && stay.stage().kind().closed();
    }

    private static @Nullable Instant stop(List<Stay> seen) {
        int i = seen.size() - 1;
        if (!closed(seen.get(i))) {
            return null;
        }
        while (i > 0 && closed(seen.get(i - 1))) {
            i--;
        }
        return seen.get(i).from();
    }

    private static @Nullable Instant start(List<Stay> seen, @Nullable Instant stop) {
        return seen.stream()
                .filter(stay -> stay.stage() != null && stay.stage().kind().inFlow())
                .map(Stay::from)
                .filter(from -> stop == null || from.isBefore(stop))
                .findFirst()
                .orElse(null);
    }

    private static Status status(List<Stay> seen, @Nullable Instant start) {
        Stay last = seen.get(seen.size() - 1);
        if (closed(last)) {
            return last.stage().kind() == StageKind.DONE ? Status.DONE : Status.CANCELLED;
        }
        return start == null ? Status.NOT_STARTED : Status.IN_FLOW;
    }

    private static SegmentKind kind(Stay stay, @Nullable Instant start, @Nullable Instant stop, Status status) {
        if (stop != null && !stay.from().isBefore(stop)) {
            return status == Status.DONE ? SegmentKind.DONE : SegmentKind.CANCELLED;
        } else if (start == null || stay.from().isBefore(start)) {
            return SegmentKind.NOT_STARTED;
        } else if (stay.stage() == null) {
            return SegmentKind.UNMAPPED;
        }
        return switch (stay.stage().kind()) {
            case ACTIVE -> SegmentKind.ACTIVE;
            case WAITING -> SegmentKind.WAITING;
            case NEW -> SegmentKind.PAUSED;
            case DONE, CANCELLED -> SegmentKind.CLOSED_GAP;
        };
    }

    private static FlowTotals totals(List<Segment> segments) {
        return new FlowTotals(
                sum(segments, SegmentKind.ACTIVE),
                sum(segments, SegmentKind.WAITING),
                sum(segments, SegmentKind.PAUSED),
                sum(segments, SegmentKind.CLOSED_GAP),
                sum(segments, SegmentKind.UNMAPPED));
    }

    private static Duration sum(List<Segment> segments, SegmentKind kind) {
        return segments.stream()
                .filter(segment -> segment.kind() == kind)
                .map(Segment::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Figure<Duration> flowTime(Status status, @Nullable Instant start, List<Stay> seen, FlowTotals totals) {
        return switch (status) {
            case NOT_STARTED -> Figure.notApplicable(Reason.Code.NOT_STARTED);
            case CANCELLED -> Figure.notApplicable(Reason.Code.CANCELLED);
            case IN_FLOW -> new Figure.Open<>(totals.elapsed());
            case DONE -> start == null ? new Figure.Unknown<>(whyNoStart(seen)) : atStop(totals.elapsed());
        };
    }

    private Figure<Duration> atStop(Duration time) {
        return stopKnown ? Figure.of(time) : Figure.unknown(Reason.Code.STOP_UNKNOWN, "done, nobody knows when");
    }

    private static Reason whyNoStart(List<Stay> seen) {
        boolean unmapped = seen.stream().anyMatch(stay -> stay.stage() == null);
        return Reason.of(unmapped ? Reason.Code.START_UNMAPPED : Reason.Code.NEVER_STARTED);
    }

    private Figure<Duration> leadTime(Status status, Instant created, @Nullable Instant stop, Instant asOf) {
        return switch (status) {
            case NOT_STARTED, IN_FLOW -> new Figure.Open<>(Duration.between(created, asOf));
            case CANCELLED -> Figure.notApplicable(stopKnown ? Reason.Code.CANCELLED : Reason.Code.STOP_UNKNOWN);
            case DONE -> atStop(Duration.between(created, stop));
        };
    }

    private Figure<Double> efficiency(Status status, @Nullable Instant start, List<Stay> seen, FlowTotals totals) {
        if (status != Status.DONE) {
            return Figure.notApplicable(status == Status.CANCELLED ? Reason.Code.CANCELLED : Reason.Code.NOT_DONE);
        } else if (start == null) {
            return new Figure.Unknown<>(whyNoStart(seen));
        } else if (!stopKnown) {
            return Figure.unknown(Reason.Code.STOP_UNKNOWN, "done, nobody knows when");
        } else if (!totals.unmapped().isZero()) {
            return Figure.unknown(Reason.Code.UNMAPPED_STATE, "some time lies in a state without a stage");
        } else if (!waitingObservable) {
            return Figure.unknown(Reason.Code.WAITING_NOT_OBSERVABLE, "no state of the project waits");
        }
        double both = totals.active().plus(totals.waiting()).toMillis();
        return both == 0
                ? Figure.unknown(Reason.Code.NO_TIME, "no time")
                : Figure.of(totals.active().toMillis() / both);
    }
}
