package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every instant at which anything that bears on an item could change. */
final class Points {

    private Points() {}

    /** From the item's first instant to the instant of the report, both included. */
    static SortedSet<Instant> of(ItemHistory history, Instant begin, Instant asOf) {
        List<ArtifactHistory> all = new ArrayList<>(history.subTasks());
        all.add(history.item());
        all.addAll(history.blockers().values());
        history.changes().forEach(change -> {
            all.add(change.source());
            all.addAll(change.attempts());
        });
        TreeSet<Instant> points = new TreeSet<>();
        points.add(begin);
        points.add(asOf);
        for (ArtifactHistory artifact : all) {
            points.add(artifact.snapshot().createdAt());
            points.add(artifact.snapshot().updatedAt());
            artifact.snapshot()
                    .attributes()
                    .getOrDefault("resolved", List.of())
                    .forEach(at -> points.add(Instant.parse(at)));
            for (FlowEvent event : artifact.events()) {
                points.add(event.occurredAt());
                if (event instanceof StageRan ran) {
                    add(points, ran.run());
                }
            }
        }
        points.removeIf(point -> point.isBefore(begin) || point.isAfter(asOf));
        return points;
    }

    private static void add(SortedSet<Instant> points, StageRun run) {
        if (run.start() != null) {
            Instant at = run.start();
            points.add(at);
            at = run.inputPause() == null ? at : at.plus(run.inputPause());
            points.add(at);
            points.add(run.agentWait() == null ? at : at.plus(run.agentWait()));
        }
        if (run.end() != null) {
            points.add(run.end());
        }
    }
}
