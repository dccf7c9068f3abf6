package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.BlockerChanged;
import dev.millrace.model.FlowEvent.FlagChanged;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules F2a and F2b: what blocks an artifact. */
record NaiveBlocks(Map<String, ArtifactHistory> blockers, ValueStream stream, StateCatalogue catalogue, Instant asOf) {

    /** The rule by which it is blocked; null if it is not. */
    @Nullable String at(ArtifactHistory artifact, Instant at) {
        return f2aFlag(artifact, at) ? "F2a" : f2bBlockingLink(artifact, at) ? "F2b" : null;
    }

    private boolean f2aFlag(ArtifactHistory artifact, Instant at) {
        boolean raised = false;
        for (FlagChanged flag : new OneInstant<FlagChanged>(
                        change -> Optional.of(!change.raised()), change -> Optional.of(change.raised()))
                .inOrder(artifact.events(), FlagChanged.class, null)) {
            raised = flag.occurredAt().isAfter(at) ? raised : flag.raised();
        }
        return raised;
    }

    /** Whether something captured, which existed, is known not to have been closed, and was linked as its blocker. */
    private boolean f2bBlockingLink(ArtifactHistory artifact, Instant at) {
        Map<String, Boolean> linked = new LinkedHashMap<>();
        for (FlowEvent event : artifact.events()) {
            if (event instanceof BlockerChanged change && !change.occurredAt().isAfter(at)) {
                linked.put(change.blockerKey().toUpperCase(Locale.ROOT), change.added());
            }
        }
        for (Map.Entry<String, ArtifactHistory> entry : blockers.entrySet()) {
            if (linked.getOrDefault(entry.getKey().toUpperCase(Locale.ROOT), false)) {
                NaiveHistory blocker = new NaiveHistory(entry.getValue(), stream, catalogue, asOf);
                if (blocker.existsAt(at) && !blocker.unknownAt(at)) {
                    StageKind kind = blocker.kindAt(at);
                    if (kind != StageKind.DONE && kind != StageKind.CANCELLED) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
