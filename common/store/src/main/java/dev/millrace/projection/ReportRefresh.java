package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.chain.ChainReader;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Kept;
import dev.millrace.store.StoredText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a report of what was kept, and computes only what changed since or with the time itself. */
final class ReportRefresh {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final KeptCompletions completions = new KeptCompletions();
    private final ReportComputation computation;

    ReportRefresh(FlowStore store, Knowledge knowledge, ReportSubject subject) {
        this.store = store;
        this.knowledge = knowledge;
        this.computation = new ReportComputation(store, knowledge, subject, completions);
    }

    /** Gives all of it to the report. */
    void run(Kept kept, ChangedFacts changes, ChainReader.Refreshed refreshed, ReportParts parts) {
        Map<ArtifactKind, Set<ArtifactId>> changed =
                changes.artifacts().stream().collect(Collectors.groupingBy(ArtifactId::kind, Collectors.toSet()));
        Set<ArtifactId> issues = new HashSet<>(refreshed.issues());
        Set<ArtifactId> changedIssues = changed.getOrDefault(ArtifactKind.ISSUE, Set.of());
        issues.addAll(changedIssues);
        complete(kept, changedIssues);
        Set<String> keys = store.projections().keys(changedIssues);
        try (BinaryInput in = new BinaryInput(kept.part(ReportFiles.BLOCKERS))) {
            ItemRecords.forEachBlockerKey(in, (key, blocked) -> {
                if (keys.contains(StoredText.folded(key))) {
                    issues.add(blocked);
                }
            });
        }
        Set<ArtifactId> items = new HashSet<>(store.projections().families(issues));
        items.addAll(refreshed.pullRequests());
        Set<ArtifactId> unsettled = new HashSet<>();
        computation.begin();
        try (BinaryInput in = new BinaryInput(kept.part(ReportFiles.ITEMS))) {
            ReadAhead.run(
                    sink -> ItemRecords.read(in, knowledge.asOf(), items, sink),
                    new Taking(parts, computation, unsettled));
        }
        items.addAll(unsettled);
        refreshed
                .chains()
                .forEachItem(
                        of(ArtifactKind.ISSUE, items),
                        of(ArtifactKind.PULL_REQUEST, items),
                        item -> computation.item(item, parts, Recording.NONE));
        computation.automation(refreshed.chains(), parts);
        computation.incidents(parts);
        parts.itemsEnded();
        Set<ArtifactId> builds = changed.getOrDefault(ArtifactKind.BUILD, Set.of());
        try (BinaryInput in = new BinaryInput(kept.part(ReportFiles.BUILDS))) {
            parts.buildsBefore(BuildRecords.read(in, builds, parts::build));
        }
        store.histories(builds, knowledge).forEach(history -> computation.build(history, parts, Recording.NONE));
        computation.deliveries(refreshed.chains(), parts);
    }

    /** Before the items: the store is read by another thread while they are taken. */
    private void complete(Kept kept, Set<ArtifactId> changedIssues) {
        Set<ArtifactId> again = new HashSet<>(changedIssues);
        try (BinaryInput in = new BinaryInput(kept.part(ReportFiles.COMPLETED))) {
            again.addAll(CompletionRecords.read(in, changedIssues, completions::add));
        }
        store.histories(again, knowledge)
                .forEach(issue -> computation
                        .algebra()
                        .completions(issue, knowledge.asOf())
                        .forEach(completions::add));
    }

    /** Passes on what was kept, and remembers what must be computed as of now. */
    private record Taking(ReportParts parts, ReportComputation computation, Set<ArtifactId> unsettled)
            implements ItemRecords.Sink {

        @Override
        public void kept(ItemFlow flow) {
            parts.flow(computation.algebra().judged(flow));
        }

        @Override
        public void past(PastItem past, long items) {
            parts.past(past, items);
        }

        @Override
        public void incident(ProductionIncident incident) {
            computation.incident(incident);
        }

        @Override
        public void unsettled(ArtifactId item) {
            unsettled.add(item);
        }
    }

    private static List<ArtifactId> of(ArtifactKind kind, Set<ArtifactId> artifacts) {
        return artifacts.stream()
                .filter(artifact -> artifact.kind() == kind)
                .sorted()
                .toList();
    }
}
