package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Moved;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose work the parts of one item's chain are, and when that changes. */
final class Teams {

    private final Definition definition;
    private final Map<ArtifactId, ArtifactHistory> parts = new HashMap<>();

    Teams(Definition definition, ItemHistory item) {
        this.definition = definition;
        if (!definition.teams().isEmpty()) {
            add(item.item());
            item.subTasks().forEach(this::add);
            item.changes().forEach(change -> {
                add(change.source());
                change.attempts().forEach(this::add);
            });
        }
    }

    /** The instants at which a team goes on with what another one had; what is no team's work in between changes nothing. */
    List<Instant> changes(List<Segment> segments) {
        List<Instant> changes = new ArrayList<>();
        String last = null;
        for (Segment segment : parts.isEmpty() ? List.<Segment>of() : segments) {
            for (Instant at : instants(segment)) {
                String team = team(segment.source(), at);
                if (team != null && last != null && !team.equals(last)) {
                    changes.add(at);
                }
                last = team == null ? last : team;
            }
        }
        return changes;
    }

    private void add(ArtifactHistory part) {
        parts.put(part.artifact(), part);
    }

    /** When a segment may have come to another team: at its start, and whenever its artifact moved to another project. */
    private List<Instant> instants(Segment segment) {
        List<Instant> instants = new ArrayList<>();
        instants.add(segment.start());
        ArtifactHistory part = parts.get(segment.source());
        for (FlowEvent event : part == null ? List.<FlowEvent>of() : part.events()) {
            if (event instanceof Moved
                    && event.occurredAt().isAfter(segment.start())
                    && event.occurredAt().isBefore(segment.end())) {
                instants.add(event.occurredAt());
            }
        }
        return instants;
    }

    private @Nullable String team(ArtifactId source, Instant at) {
        ArtifactHistory part = parts.get(source);
        return part == null
                ? null
                : definition
                        .team(part.snapshot(), projectAt(part, at))
                        .map(Team::id)
                        .orElse(null);
    }

    /** The snapshot has the current project; earlier keys have the earlier ones. */
    private static String projectAt(ArtifactHistory part, Instant at) {
        for (FlowEvent event : part.events()) {
            if (event instanceof Moved moved && moved.occurredAt().isAfter(at)) {
                int dash = moved.fromKey().lastIndexOf('-');
                return dash < 1 ? part.snapshot().project() : moved.fromKey().substring(0, dash);
            }
        }
        return part.snapshot().project();
    }
}
