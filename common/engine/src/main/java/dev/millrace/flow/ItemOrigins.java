package dev.millrace.flow;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.AssigneeChanged;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.OriginSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The origin of an item: that of its changes together, else what the item says itself. */
final class ItemOrigins {

    private ItemOrigins() {}

    /**
     * The origin as of an instant. What an agent wrote together with somebody else is assisted. What automation added to it does not count
     * where others took part.
     */
    static OriginEvidence of(ItemHistory history, OriginRules rules, Instant asOf) {
        List<OriginEvidence> parts = new ArrayList<>();
        for (ChainedChange change : history.changes()) {
            if (change.source().artifact().kind() != ArtifactKind.BUILD
                    && !change.source().snapshot().createdAt().isAfter(asOf)) {
                parts.add(PullRequestFlow.origin(change.source(), rules));
            }
        }
        OriginEvidence changes = together(parts);
        return changes.origin() == Origin.UNKNOWN ? own(history.item(), rules, asOf) : changes;
    }

    private static OriginEvidence together(List<OriginEvidence> parts) {
        List<OriginEvidence> others = parts.stream()
                .filter(part -> part.origin() != Origin.AUTOMATION)
                .toList();
        List<OriginEvidence> deciding = others.isEmpty() ? parts : others;
        Set<Origin> origins = EnumSet.noneOf(Origin.class);
        deciding.forEach(part -> origins.add(part.origin()));
        if (origins.isEmpty()) {
            return OriginEvidence.NONE;
        }
        if (origins.size() == 1) {
            return strongest(deciding);
        }
        List<OriginEvidence> machines = deciding.stream()
                .filter(part -> part.origin() == Origin.AGENT || part.origin() == Origin.ASSISTED)
                .toList();
        // people wrote a part and nobody knows who wrote the other
        return machines.isEmpty() ? OriginEvidence.NONE : strongest(machines).of(Origin.ASSISTED);
    }

    private static OriginEvidence strongest(List<OriginEvidence> parts) {
        return parts.stream()
                .min(Comparator.comparing(OriginEvidence::signal).thenComparing(OriginEvidence::rule))
                .orElse(OriginEvidence.NONE);
    }

    private static OriginEvidence own(ArtifactHistory item, OriginRules rules, Instant asOf) {
        OriginEvidence labelled = item.artifact().kind() == ArtifactKind.PULL_REQUEST
                ? PullRequestFlow.origin(item, rules)
                : rules.of(item.snapshot(), false);
        if (labelled.signal() != OriginSignal.NONE) {
            return labelled;
        }
        Actor assignee = null;
        for (FlowEvent event : item.events()) {
            if (event instanceof AssigneeChanged change && !change.occurredAt().isAfter(asOf)) {
                assignee = change.to();
            }
        }
        return assignee != null && assignee.type() == Actor.Type.BOT
                ? new OriginEvidence(Origin.AGENT, OriginSignal.ASSIGNEE, "")
                : OriginEvidence.NONE;
    }
}
