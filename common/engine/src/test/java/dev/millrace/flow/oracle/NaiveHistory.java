package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.ResolutionChanged;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules H1 to H10 of one artifact.
 *
 * @param history what is told of it
 * @param stream whose rules say what a state stands for
 * @param catalogue what the tool says of its states
 * @param asOf what happened later is not seen
 */
record NaiveHistory(ArtifactHistory history, ValueStream stream, StateCatalogue catalogue, Instant asOf) {

    static final NativeState UNKNOWN = new NativeState(null, "(unknown)");

    /**
     * A state that it was in.
     *
     * @param state the state
     * @param since from when on
     * @param seen whether anybody knows that it was then
     */
    record Held(NativeState state, Instant since, boolean seen) {}

    /** Everything it was in, in order; each until the next begins. Empty if it did not exist by then. */
    List<Held> h1Visits() {
        List<StateChanged> entries = h3InOrder();
        NativeState state = h2FirstState(entries);
        List<Held> visits = new ArrayList<>();
        if (isIssue() && closes(state, h10Begin(entries))) {
            h9NothingIsDoneAtItsCreation(state, entries, visits);
        } else {
            visits.add(new Held(state, h10Begin(entries), true));
        }
        Instant last = visits.get(visits.size() - 1).since();
        for (StateChanged entry : entries) {
            boolean gap = isIssue() && !entry.from().sameAs(state);
            if (gap) {
                h7Unknown(last, entry.occurredAt(), visits);
            }
            if (gap || !entry.to().sameAs(state)) {
                visits.add(new Held(entry.to(), entry.occurredAt(), true));
            }
            state = entry.to();
            last = entry.occurredAt();
        }
        if (isIssue()) {
            h8PresentState(state, last, visits);
        }
        visits.removeIf(visit -> visit.since().isAfter(asOf));
        return visits;
    }

    NativeState h2FirstState(List<StateChanged> entries) {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created) {
                return created.state();
            }
        }
        NativeState now = history.snapshot().state();
        return !entries.isEmpty() ? entries.get(0).from() : now == null ? UNKNOWN : now;
    }

    /** Each instant's changes as a chain: tried are all orders, the source's own first. */
    List<StateChanged> h3InOrder() {
        Optional<?> first = null;
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created) {
                first = Optional.of(created.state());
            }
        }
        return new OneInstant<StateChanged>(change -> Optional.of(change.from()), change -> Optional.of(change.to()))
                .inOrder(history.events(), StateChanged.class, first);
    }

    private List<ResolutionChanged> h3Resolutions() {
        return new OneInstant<ResolutionChanged>(
                        change -> Optional.ofNullable(change.from()), change -> Optional.ofNullable(change.to()))
                .inOrder(history.events(), ResolutionChanged.class, null);
    }

    /** The rules of the day on which something happened: the last that had begun by then. */
    static Rules h4RulesAt(ValueStream stream, Instant at) {
        Rules held = stream.rules().get(0);
        for (Rules rules : stream.rules()) {
            if (!at.isBefore(rules.from())) {
                held = rules;
            }
        }
        return held;
    }

    /** The stage of a visit; null for a state that nobody knows (H6). */
    private @Nullable Stage stageOf(NativeState state, Instant since, @Nullable Instant left) {
        if (history.artifact().kind() == ArtifactKind.PULL_REQUEST) {
            return t6Of(state);
        }
        Stage stage = h6StageOf(state, since);
        boolean done = stage != null && stage.kind() == StageKind.DONE;
        boolean cancelled = done && h4RulesAt(stream, since).meansNotDelivered(h5Resolution(left), null);
        return cancelled ? stream.cancelledStage() : stage;
    }

    @Nullable Stage h6StageOf(NativeState state, Instant since) {
        return h4RulesAt(stream, since)
                .mapping()
                .map(
                        state,
                        catalogue.definition(history.artifact().tool(), state).orElse(null))
                .map(MappedStage::stage)
                .orElse(null);
    }

    private @Nullable Stage t6Of(NativeState state) {
        return switch (state.name().toLowerCase(Locale.ROOT)) {
            case "draft" -> stream.delivery().authoring();
            case "open" -> stream.delivery().reviewing();
            case "merged" -> stream.doneStage();
            case "closed" -> stream.cancelledStage();
            default -> null;
        };
    }

    /** The resolution in force when a visit ended, or as of the report while it has not. */
    private @Nullable String h5Resolution(@Nullable Instant left) {
        String resolution = history.snapshot().resolution();
        boolean first = true;
        for (ResolutionChanged change : h3Resolutions()) {
            resolution = first ? change.from() : resolution;
            first = false;
            boolean inForce = left == null
                    ? !change.occurredAt().isAfter(asOf)
                    : change.occurredAt().isBefore(left);
            if (inForce) {
                resolution = change.to();
            }
        }
        return resolution;
    }

    /** Where the history ends elsewhere, the present state holds since it is known to. */
    private void h8PresentState(NativeState led, Instant last, List<Held> visits) {
        NativeState now = history.snapshot().state();
        Instant updated = history.snapshot().updatedAt();
        if (now == null || now.sameAs(led) || updated.isAfter(asOf)) {
            return;
        }
        boolean closed = closes(now, updated);
        Instant resolved = closed ? h9ResolvedAt(last, null) : null;
        Instant since = resolved != null ? resolved : updated.isBefore(last) ? last : updated;
        h7Unknown(last, since, visits);
        visits.add(new Held(now, since, !closed || resolved != null));
    }

    private void h9NothingIsDoneAtItsCreation(NativeState state, List<StateChanged> entries, List<Held> visits) {
        Instant begin = h10Begin(entries);
        Instant next = entries.isEmpty() ? null : entries.get(0).occurredAt();
        Instant resolved = h9ResolvedAt(null, next);
        Instant updated = history.snapshot().updatedAt();
        NativeState now = history.snapshot().state();
        if (resolved != null) {
            h7Unknown(resolved.isBefore(begin) ? resolved : begin, resolved, visits);
            visits.add(new Held(state, resolved, true));
        } else if (next != null) {
            h7Unknown(begin, next, visits);
            visits.add(new Held(state, next, false));
        } else if (!updated.isAfter(asOf) && (now == null || now.sameAs(state))) {
            h7Unknown(begin, updated, visits);
            visits.add(new Held(state, updated.isBefore(begin) ? begin : updated, false));
        } else {
            visits.add(new Held(UNKNOWN, begin, true));
        }
    }

    /** The last logged change from none to a resolution in that time that still held at its end, else what the tool says. */
    private @Nullable Instant h9ResolvedAt(@Nullable Instant from, @Nullable Instant to) {
        Instant resolved = null;
        for (ResolutionChanged change : h3Resolutions()) {
            if (lies(change.occurredAt(), from, to) && change.to() == null) {
                resolved = change.occurredAt().equals(to) ? resolved : null;
            } else if (lies(change.occurredAt(), from, to) && change.from() == null) {
                resolved = change.occurredAt();
            }
        }
        List<String> told = history.snapshot().attributes().getOrDefault("resolved", List.of());
        if (resolved == null && !told.isEmpty() && lies(Instant.parse(told.get(0)), from, to)) {
            resolved = Instant.parse(told.get(0));
        }
        return resolved;
    }

    private static boolean lies(Instant at, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
    }

    private Instant h10Begin(List<StateChanged> entries) {
        Instant created = created();
        return !entries.isEmpty() && entries.get(0).occurredAt().isBefore(created)
                ? entries.get(0).occurredAt()
                : created;
    }

    Instant created() {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created) {
                return event.occurredAt();
            }
        }
        return history.snapshot().createdAt();
    }

    /** Whether what is told of it begins before its creation. */
    boolean h10CreatedLate() {
        return h1Visits().get(0).since().isBefore(created());
    }

    private static void h7Unknown(Instant from, Instant to, List<Held> visits) {
        boolean already =
                !visits.isEmpty() && visits.get(visits.size() - 1).state().equals(UNKNOWN);
        if (from.isBefore(to) && !already) {
            visits.add(new Held(UNKNOWN, from, true));
        }
    }

    private boolean closes(NativeState state, Instant at) {
        Stage stage = h6StageOf(state, at);
        return stage != null && stage.kind().closed();
    }

    private boolean isIssue() {
        return history.artifact().kind() == ArtifactKind.ISSUE
                || history.artifact().kind() == ArtifactKind.INCIDENT;
    }

    boolean existsAt(Instant at) {
        List<Held> visits = h1Visits();
        return !visits.isEmpty() && !at.isBefore(visits.get(0).since());
    }

    /** The stage of the visit that holds the instant; null in a state that nobody knows. */
    @Nullable Stage stageAt(Instant at) {
        List<Held> visits = h1Visits();
        for (int i = visits.size() - 1; i >= 0; i--) {
            if (!visits.get(i).since().isAfter(at)) {
                return stageOf(visits, i);
            }
        }
        throw new IllegalStateException("nothing was there at " + at);
    }

    @Nullable StageKind kindAt(Instant at) {
        Stage stage = stageAt(at);
        return stage == null ? null : stage.kind();
    }

    /** What the visit stands for. */
    @Nullable Stage stageOf(List<Held> visits, int i) {
        Instant left = i + 1 < visits.size() ? visits.get(i + 1).since() : null;
        return stageOf(visits.get(i).state(), visits.get(i).since(), left);
    }

    /** Whether anybody knows that it came at that instant into the state it then had. */
    boolean seenAt(Instant at) {
        return h1Visits().stream().noneMatch(visit -> visit.since().equals(at) && !visit.seen());
    }

    /** Whether nobody knows what state it was in. */
    boolean unknownAt(Instant at) {
        Held held = null;
        for (Held visit : h1Visits()) {
            held = visit.since().isAfter(at) ? held : visit;
        }
        return held != null && held.state().equals(UNKNOWN);
    }
}
