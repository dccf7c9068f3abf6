package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.BlockerChanged;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.FlagChanged;
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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an issue was at one instant, read from its whole history again for every question. */
record NaiveIssue(ArtifactHistory history, ValueStream stream, StateCatalogue catalogue, Instant asOf) {

    private record Held(NativeState state, Instant since) {}

    /** When it began: its creation, or its first change of state where an import brought one that is older. */
    Instant begin() {
        Instant begin = history.snapshot().createdAt();
        for (FlowEvent event : history.events()) {
            if (event instanceof Created) {
                begin = event.occurredAt();
            }
        }
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged
                    && event.occurredAt().isBefore(begin)
                    && !event.occurredAt().isAfter(asOf)) {
                begin = event.occurredAt();
            }
        }
        return begin;
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
                    if (kind != StageKind.DONE && kind != StageKind.CANCELLED) {
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
        NativeState state = first();
        Instant since = begin();
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged change
                    && !change.occurredAt().isAfter(at)
                    && !change.to().sameAs(state)) {
                state = change.to();
                since = change.occurredAt();
            }
        }
        return new Held(state, since);
    }

    private NativeState first() {
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
        return now == null ? new NativeState(null, "(unknown)") : now;
    }

    /** The resolution in force when the visit that holds the instant ended, or as of the report while it has not. */
    private @Nullable String resolutionOfTheVisitAt(Instant at) {
        Instant left = null;
        for (FlowEvent event : history.events()) {
            if (left == null
                    && event instanceof StateChanged change
                    && change.occurredAt().isAfter(at)
                    && !change.occurredAt().isAfter(asOf)
                    && !change.to().sameAs(heldAt(at).state())) {
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
