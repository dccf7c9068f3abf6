package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.BlockerChanged;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.FlagChanged;
import dev.millrace.model.FlowEvent.ParentChanged;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an issue was at one instant, read from its whole history again for every question. */
record NaiveIssue(ArtifactHistory history, ValueStream stream, StateCatalogue catalogue, Instant asOf) {

    private static final NativeState UNKNOWN = new NativeState(null, "(unknown)");

    private record Held(NativeState state, Instant since, boolean seen) {}

    /** When it began: its creation, or what happened first where an import brought something that is older. */
    Instant begin() {
        Instant begin = created();
        for (StateChanged change : changes()) {
            begin = change.occurredAt().isBefore(begin) ? change.occurredAt() : begin;
        }
        Instant resolved = closedAtFirst(begin)
                ? resolvedAt(null, changes().isEmpty() ? null : changes().get(0).occurredAt())
                : null;
        return resolved != null && resolved.isBefore(begin) ? resolved : begin;
    }

    Instant created() {
        Instant created = history.snapshot().createdAt();
        for (FlowEvent event : history.events()) {
            if (event instanceof Created) {
                created = event.occurredAt();
            }
        }
        return created;
    }

    /** Whether it is known that what ended at that instant did not end before. */
    boolean stopSeenAt(Instant at) {
        List<StateChanged> changes = changes();
        boolean unseenBefore = !changes.isEmpty()
                && changes.get(0).occurredAt().equals(at)
                && closedAtFirst(begin())
                && resolvedAt(null, at) == null;
        return heldAt(at).seen() && !unseenBefore;
    }

    /** Every instant up to the report at which it came into a state that is active or waiting, if only in passing. */
    List<Instant> entriesIntoFlow() {
        List<Instant> entries = new ArrayList<>();
        Instant begin = begin();
        if (!closedAtFirst(begin)) {
            addIfInFlow(first(), begin, entries);
        }
        for (StateChanged change : changes()) {
            if (!change.occurredAt().isAfter(asOf)) {
                addIfInFlow(change.to(), change.occurredAt(), entries);
            }
        }
        Held now = heldAt(asOf);
        addIfInFlow(now.state(), now.since(), entries);
        return entries;
    }

    /** Whether it was in a waiting state at any time up to the report, if only in passing. */
    boolean waited() {
        List<StateChanged> changes = changes();
        boolean waited = !begin().isAfter(asOf) && kindOf(first(), begin()) == StageKind.WAITING;
        for (StateChanged change : changes) {
            waited |=
                    !change.occurredAt().isAfter(asOf) && kindOf(change.to(), change.occurredAt()) == StageKind.WAITING;
        }
        return waited || (!begin().isAfter(asOf) && kindAt(asOf) == StageKind.WAITING);
    }

    private void addIfInFlow(NativeState state, Instant at, List<Instant> entries) {
        StageKind kind = kindOf(state, at);
        if (kind == StageKind.ACTIVE || kind == StageKind.WAITING) {
            entries.add(at);
        }
    }

    @Nullable StageKind kindOf(NativeState state, Instant at) {
        return NaiveIssue.rulesAt(stream, at)
                .mapping()
                .map(
                        state,
                        catalogue.definition(history.artifact().tool(), state).orElse(null))
                .map(mapped -> mapped.stage().kind())
                .orElse(null);
    }

    /** Whether it was a part of that parent at the instant: always, unless a change of parent says otherwise. */
    boolean partOf(ArtifactId parent, Instant at) {
        ArtifactId held = parent;
        boolean first = true;
        Instant last = null;
        for (FlowEvent event : history.events()) {
            if (event instanceof ParentChanged change) {
                if (first) {
                    held = change.from();
                }
                first = false;
                last = change.occurredAt();
                held = change.occurredAt().isAfter(at) ? held : change.to();
            }
        }
        if (last != null && !at.isBefore(last) && !parent.equals(held)) {
            Instant shown = history.snapshot().updatedAt();
            return parent.equals(history.snapshot().parent()) && !at.isBefore(shown);
        }
        return parent.equals(held);
    }

    private List<StateChanged> changes() {
        List<StateChanged> changes = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged change) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Nothing is done when it is created. */
    boolean closedAtFirst(Instant begin) {
        StageKind kind = kindOf(first(), begin);
        return kind == StageKind.DONE || kind == StageKind.CANCELLED;
    }

    boolean existsAt(Instant at) {
        return !at.isBefore(begin());
    }

    /** When it came into the state it had at that instant. */
    Instant since(Instant at) {
        return heldAt(at).since();
    }

    /** The stage its state stood for; null for a state that the definition does not know. */
    @Nullable Stage stageAt(Instant at) {
        NativeState state = heldAt(at).state();
        Rules rules = NaiveIssue.rulesAt(stream, since(at));
        Stage stage = rules.mapping()
                .map(
                        state,
                        catalogue.definition(history.artifact().tool(), state).orElse(null))
                .map(MappedStage::stage)
                .orElse(null);
        boolean done = stage != null && stage.kind() == StageKind.DONE;
        return done && rules.meansNotDelivered(resolutionOfTheVisitAt(at)) ? stream.cancelledStage() : stage;
    }

    @Nullable StageKind kindAt(Instant at) {
        Stage stage = stageAt(at);
        return stage == null ? null : stage.kind();
    }

    boolean flaggedAt(Instant at) {
        boolean raised = false;
        for (FlowEvent event : history.events()) {
            if (event instanceof FlagChanged flag && !flag.occurredAt().isAfter(at)) {
                raised = flag.raised();
            }
        }
        return raised;
    }

    /** Whether something captured, which existed and was not closed, was linked as its blocker. */
    boolean blockedByLinkAt(Instant at, Map<String, ArtifactHistory> blockers) {
        Map<String, Boolean> linked = new LinkedHashMap<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof BlockerChanged change && !change.occurredAt().isAfter(at)) {
                linked.put(change.blockerKey().toUpperCase(Locale.ROOT), change.added());
            }
        }
        for (Map.Entry<String, ArtifactHistory> entry : blockers.entrySet()) {
            if (linked.getOrDefault(entry.getKey().toUpperCase(Locale.ROOT), false)) {
                NaiveIssue blocker = new NaiveIssue(entry.getValue(), stream, catalogue, asOf);
                if (blocker.existsAt(at)) {
                    StageKind kind = blocker.kindAt(at);
                    boolean known = !blocker.heldAt(at).state().equals(UNKNOWN);
                    if (known && kind != StageKind.DONE && kind != StageKind.CANCELLED) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The last rules that had begun by then. */
    static Rules rulesAt(ValueStream stream, Instant at) {
        Rules held = stream.rules().get(0);
        for (Rules rules : stream.rules()) {
            if (!at.isBefore(rules.from())) {
                held = rules;
            }
        }
        return held;
    }

    private Held heldAt(Instant at) {
        List<StateChanged> changes = changes();
        int last = -1;
        for (int i = 0; i < changes.size(); i++) {
            last = changes.get(i).occurredAt().isAfter(at) ? last : i;
        }
        if (last < 0) {
            return heldAtFirst(at, changes);
        }
        NativeState state = changes.get(last).to();
        Instant entered = changes.get(last).occurredAt();
        if (last + 1 < changes.size()) {
            if (!changes.get(last + 1).from().sameAs(state)) {
                return new Held(UNKNOWN, entered, true);
            }
        } else if (elsewhere(state)) {
            return present(at, entered);
        }
        return new Held(state, since(changes, last), true);
    }

    /** An entry that leads to the state that it comes from is no new visit. */
    private Instant since(List<StateChanged> changes, int last) {
        int i = last;
        while (i > 0
                && changes.get(i).from().sameAs(changes.get(i).to())
                && changes.get(i - 1).to().sameAs(changes.get(i).from())) {
            i--;
        }
        boolean stays = i == 0
                && changes.get(0).from().sameAs(changes.get(0).to())
                && first().sameAs(changes.get(0).from());
        return stays
                ? heldAtFirst(changes.get(0).occurredAt(), changes).since()
                : changes.get(i).occurredAt();
    }

    private Held heldAtFirst(Instant at, List<StateChanged> changes) {
        Instant begin = begin();
        Instant next = changes.isEmpty() ? null : changes.get(0).occurredAt();
        Held held = new Held(first(), begin, true);
        if (closedAtFirst(begin)) {
            Instant resolved = resolvedAt(null, next);
            Instant shown = later(begin, history.snapshot().updatedAt());
            if (resolved != null) {
                held = new Held(first(), resolved, true);
            } else if (next != null) {
                held = new Held(first(), next, false);
            } else if (!shown.isAfter(asOf) && !elsewhere(first())) {
                held = new Held(first(), shown, false);
            } else {
                held = new Held(UNKNOWN, begin, true);
            }
        }
        boolean gap = next != null && !changes.get(0).from().sameAs(first());
        if (at.isBefore(held.since()) || (gap && at.isBefore(next))) {
            return new Held(UNKNOWN, begin, true);
        }
        return next == null && elsewhere(first()) ? present(at, held.since()) : held;
    }

    /** Whether the tool shows another state than the history ends in, and did so already as of the report. */
    private boolean elsewhere(NativeState last) {
        NativeState now = history.snapshot().state();
        return now != null
                && !now.sameAs(last)
                && !history.snapshot().updatedAt().isAfter(asOf);
    }

    private Held present(Instant at, Instant last) {
        NativeState now = Objects.requireNonNull(history.snapshot().state());
        Instant updated = history.snapshot().updatedAt();
        StageKind kind = kindOf(now, updated);
        boolean closed = kind == StageKind.DONE || kind == StageKind.CANCELLED;
        Instant resolved = closed ? resolvedAt(last, null) : null;
        Instant from = resolved == null ? later(last, updated) : resolved;
        return at.isBefore(from) ? new Held(UNKNOWN, last, true) : new Held(now, from, !closed || resolved != null);
    }

    /** When the resolution was last set between the two instants and not taken back, else what the tool says if that lies between them. */
    private @Nullable Instant resolvedAt(@Nullable Instant from, @Nullable Instant to) {
        Instant at = null;
        for (FlowEvent event : history.events()) {
            if (event instanceof ResolutionChanged change) {
                boolean set = change.from() == null && change.to() != null && between(change.occurredAt(), from, to);
                at = change.to() == null ? null : set ? change.occurredAt() : at;
            }
        }
        List<String> told = history.snapshot().attributes().getOrDefault("resolved", List.of());
        if (at == null && !told.isEmpty() && between(Instant.parse(told.get(0)), from, to)) {
            at = Instant.parse(told.get(0));
        }
        return at;
    }

    private static boolean between(Instant at, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    NativeState first() {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created) {
                return created.state();
            }
        }
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged change) {
                return change.from();
            }
        }
        NativeState now = history.snapshot().state();
        return now == null ? UNKNOWN : now;
    }

    /** The resolution in force when the visit that holds the instant ended, or as of the report while it has not. */
    private @Nullable String resolutionOfTheVisitAt(Instant at) {
        Instant left = null;
        for (FlowEvent event : history.events()) {
            if (left == null
                    && event instanceof StateChanged change
                    && change.occurredAt().isAfter(at)
                    && !change.occurredAt().isAfter(asOf)
                    && (!change.to().sameAs(heldAt(at).state())
                            || !change.from().sameAs(heldAt(at).state()))) {
                left = change.occurredAt();
            }
        }
        String resolution = history.snapshot().resolution();
        boolean first = true;
        for (FlowEvent event : history.events()) {
            if (event instanceof ResolutionChanged change) {
                resolution = first ? change.from() : resolution;
                first = false;
                boolean inForce = left == null
                        ? !change.occurredAt().isAfter(asOf)
                        : change.occurredAt().isBefore(left);
                if (inForce) {
                    resolution = change.to();
                }
            }
        }
        return resolution;
    }
}
