package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.chain.ChainReader;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.BuildResult;
import dev.millrace.metrics.PastItem;
import dev.millrace.metrics.ProductionIncident;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Kept;
import dev.millrace.store.Projections;
import dev.millrace.store.StoreException;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a report is made of: computed from all facts and kept in the store, or taken from what was kept, and computed only of the items
 * whose chains have changed since. Both give the same report. What was kept by another build of this program, of another definition
 * or for later windows is not used; if it is damaged everything is computed, as if nothing had been kept.
 */
public final class KeptReports {

    /** How what a report is made of was come by. */
    public enum How {
        /** Everything was computed, and none of it could be kept. */
        COMPUTED,
        /** Everything was computed and is kept now. */
        KEPT,
        /** What was kept was brought up to date. */
        REFRESHED
    }

    /**
     * An answer.
     *
     * @param parts took all of it
     * @param how how it was come by
     */
    public record Answer<P extends ReportParts>(P parts, How how) {}

    /**
     * What reports are about that can use the same; that of a later day can.
     *
     * @param definition as of the report
     * @param stream the stream they are about, as of the report
     * @param accepts which items flow through it
     * @param acceptedBy whose code that is
     * @param earliest the begin of the earliest window
     */
    public record Question(
            Definition definition,
            ValueStream stream,
            Predicate<ItemHistory> accepts,
            Class<?> acceptedBy,
            Instant earliest) {

        String name() {
            return nameOf(stream);
        }

        Optional<String> fingerprint() {
            return CodeVersion.of(List.of(KeptReports.class, acceptedBy))
                    .map(code -> String.join(
                            "\n",
                            code,
                            definition.version(),
                            stream.version(),
                            definition.streams().stream()
                                    .flatMap(one -> one.rules().stream())
                                    .map(rules -> rules.from().toString())
                                    .collect(Collectors.joining(" ")),
                            definition.text()));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeptReports.class);
    /** With more changes than that it is hardly slower to compute everything. */
    private static final int MOST_CHANGES = 20_000;

    private static final String HEAD = "head";
    private static final String ITEMS = "items";
    private static final String BLOCKERS = "blockers";
    private static final String BUILDS = "builds";

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Question question;
    private final long least;
    private final FlowAlgebra algebra;

    /**
     * Of what the store knew by then.
     *
     * @param least with fewer events than that nothing is kept: it would take longer than to compute it
     */
    public KeptReports(FlowStore store, Knowledge knowledge, Question question, long least) {
        this.least = least;
        this.store = store;
        this.knowledge = knowledge;
        this.question = question;
        this.algebra = new FlowAlgebra(question.stream(), store.states(knowledge), question.definition());
    }

    /** Gives all of it to new parts, and keeps nothing. */
    public <P extends ReportParts> Answer<P> compute(Supplier<P> parts) {
        P taker = parts.get();
        everything(new ChainReader(store, knowledge, question.definition()), taker, new Recording() {});
        return new Answer<>(taker, How.COMPUTED);
    }

    /**
     * Gives all of it to new parts: from what was kept if that is possible, else computed, and kept if that is possible.
     *
     * @param parts makes them; twice if what was kept turns out to be damaged
     */
    public <P extends ReportParts> Answer<P> get(Supplier<P> parts) {
        Optional<String> fingerprint = question.fingerprint();
        if (fingerprint.isEmpty()) {
            return compute(parts);
        }
        try {
            Optional<P> refreshed = refresh(parts, fingerprint.get());
            if (refreshed.isPresent()) {
                return new Answer<>(refreshed.get(), How.REFRESHED);
            }
        } catch (RuntimeException e) {
            // whatever it is: without anything kept the report can still be made
            LOG.warn("what was kept of earlier reports cannot be used, so that everything is computed again", e);
        }
        // before anything is read: what is stored meanwhile counts as changed later
        Optional<FactMark> mark = store.projections().mark(knowledge).filter(facts -> events(facts) >= least);
        return mark.isPresent() ? keep(parts, fingerprint.get(), mark.get()) : compute(parts);
    }

    private <P extends ReportParts> Answer<P> keep(Supplier<P> parts, String fingerprint, FactMark mark) {
        P taker = parts.get();
        try (Spool spool = new Spool()) {
            try (Files files = new Files(spool)) {
                everything(
                        ChainReader.recording(
                                store, knowledge, question.definition(), question.earliest(), spool::checkedFile),
                        taker,
                        files);
            }
            try {
                store.projections().keep(question.name(), fingerprint, mark, spool.files());
                return new Answer<>(taker, How.KEPT);
            } catch (StoreException e) {
                LOG.warn("what was computed for the report could not be kept for the next one: {}", e.getMessage());
                return new Answer<>(taker, How.COMPUTED);
            }
        }
    }

    /** What is kept of reports on that stream, by its name among all projections. */
    public static String nameOf(ValueStream stream) {
        return "report/" + stream.id();
    }

    /** Hears what is computed. */
    private interface Recording {
        default void item(
                ItemHistory item, List<ItemFlow> flows, boolean accepted, List<ProductionIncident> incidents) {}

        default void build(BuildResult build) {}
    }

    /** Writes it down. */
    private final class Files implements Recording, AutoCloseable {
        private final BinaryOutput items;
        private final BinaryOutput blockers;
        private final BinaryOutput builds;
        private final ItemRecordWriter itemRecords;
        private final BuildRecords.Writer buildRecords;

        Files(Spool spool) {
            items = spool.file(ITEMS);
            blockers = spool.file(BLOCKERS);
            builds = spool.file(BUILDS);
            itemRecords = new ItemRecordWriter(items, blockers, knowledge.asOf(), question.earliest(), algebra);
            buildRecords = new BuildRecords.Writer(builds, knowledge.asOf(), question.earliest());
            try (BinaryOutput head = spool.file(HEAD)) {
                head.number(question.earliest().toEpochMilli()); // windows begin in whole milliseconds
            }
        }

        @Override
        public void item(ItemHistory item, List<ItemFlow> flows, boolean accepted, List<ProductionIncident> incidents) {
            itemRecords.add(item, flows, accepted, incidents);
        }

        @Override
        public void build(BuildResult build) {
            buildRecords.add(build);
        }

        @Override
        public void close() {
            itemRecords.close();
            buildRecords.close();
            items.close();
            blockers.close();
            builds.close();
        }
    }

    private void everything(ChainReader chains, ReportParts parts, Recording recording) {
        chains.forEachItem(item -> item(item, parts, recording));
        store.forEachArtifact(ArtifactKind.BUILD, knowledge, history -> build(history, parts, recording));
        chains.forEachDelivery(parts::delivery);
    }

    private void item(ItemHistory item, ReportParts parts, Recording recording) {
        List<ItemFlow> flows = algebra.flows(item, knowledge.asOf());
        boolean accepted = question.accepts().test(item);
        List<ProductionIncident> incidents = new ArrayList<>();
        for (ItemFlow flow : flows) {
            ProductionIncident.of(item, flow)
                    .map(incident -> incident.in(service(flow)))
                    .ifPresent(incidents::add);
        }
        incidents.forEach(parts::incident);
        if (accepted) {
            flows.forEach(flow -> parts.flow(item, flow));
        }
        recording.item(item, flows, accepted, incidents);
    }

    private @Nullable String service(ItemFlow flow) {
        return question.definition().service(flow.item()).map(Service::name).orElse(null);
    }

    private void build(ArtifactHistory history, ReportParts parts, Recording recording) {
        BuildResult.of(history, knowledge.asOf())
                .map(result -> result.of(question.definition().owner(history.snapshot())))
                .ifPresent(result -> {
                    parts.build(result);
                    recording.build(result);
                });
    }

    private <P extends ReportParts> Optional<P> refresh(Supplier<P> parts, String fingerprint) {
        Projections projections = store.projections();
        Optional<Kept> found = projections.find(question.name(), fingerprint);
        if (found.isEmpty() || question.earliest().isBefore(earliest(found.get()))) {
            return Optional.empty();
        }
        Kept kept = found.get();
        Optional<ChangedFacts> told = projections.changedSince(kept.mark(), knowledge, MOST_CHANGES);
        if (told.isEmpty() || told.get().states()) {
            return Optional.empty();
        }
        ChangedFacts changes = told.get();
        return ChainReader.refresh(
                        store,
                        knowledge,
                        question.definition(),
                        part -> new BinaryInput(new CheckedInput(new BinaryInput(kept.part(part)))),
                        changes)
                .map(refreshed -> {
                    P taker = parts.get();
                    refresh(kept, changes, refreshed, taker);
                    return taker;
                });
    }

    private void refresh(Kept kept, ChangedFacts changes, ChainReader.Refreshed refreshed, ReportParts parts) {
        Map<ArtifactKind, Set<ArtifactId>> changed =
                changes.artifacts().stream().collect(Collectors.groupingBy(ArtifactId::kind, Collectors.toSet()));
        Set<ArtifactId> issues = new HashSet<>(refreshed.issues());
        Set<ArtifactId> changedIssues = changed.getOrDefault(ArtifactKind.ISSUE, Set.of());
        issues.addAll(changedIssues);
        Set<String> keys = store.projections().keys(changedIssues);
        try (BinaryInput in = new BinaryInput(kept.part(BLOCKERS))) {
            ItemRecords.forEachBlockerKey(in, (key, blocked) -> {
                if (keys.contains(Projections.folded(key))) {
                    issues.add(blocked);
                }
            });
        }
        Set<ArtifactId> items = new HashSet<>(store.projections().families(issues));
        items.addAll(refreshed.pullRequests());
        Set<ArtifactId> unsettled = new HashSet<>();
        try (BinaryInput in = new BinaryInput(kept.part(ITEMS))) {
            ReadAhead.run(sink -> ItemRecords.read(in, knowledge.asOf(), items, sink), new Taking(parts, unsettled));
        }
        items.addAll(unsettled);
        Recording nothing = new Recording() {};
        refreshed
                .chains()
                .forEachItem(
                        of(ArtifactKind.ISSUE, items),
                        of(ArtifactKind.PULL_REQUEST, items),
                        item -> item(item, parts, nothing));
        parts.itemsEnded();
        Set<ArtifactId> builds = changed.getOrDefault(ArtifactKind.BUILD, Set.of());
        try (BinaryInput in = new BinaryInput(kept.part(BUILDS))) {
            BuildRecords.read(in, builds::contains, parts::build);
        }
        store.histories(builds, knowledge).forEach(history -> build(history, parts, nothing));
        refreshed.chains().forEachDelivery(parts::delivery);
    }

    /** Passes on what was kept, and remembers what must be computed as of now. */
    private record Taking(ReportParts parts, Set<ArtifactId> unsettled) implements ItemRecords.Sink {

        @Override
        public void kept(ItemFlow flow) {
            parts.flow(flow);
        }

        @Override
        public void past(PastItem past, long items) {
            parts.past(past, items);
        }

        @Override
        public void incident(ProductionIncident incident) {
            parts.incident(incident);
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

    /** How many events there are, with those that read differently since. */
    private static long events(FactMark mark) {
        FactMark.Place newest = mark.places().get("event");
        return newest == null ? 0 : newest.id();
    }

    private static Instant earliest(Kept kept) {
        try (BinaryInput head = new BinaryInput(kept.part(HEAD))) {
            return Instant.ofEpochMilli(head.number());
        }
    }
}
