package dev.millrace.derive;

import dev.millrace.chain.ChainAssembler;
import dev.millrace.chain.CodebaseChains;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.derive.codec.Bodies;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Derives all rows from scratch: first which artifacts make up a codebase, then the chains of each codebase, then the flow of each item.
 * Rows are written some at a time, so that others can store facts meanwhile; what is stored meanwhile counts as changed afterwards.
 */
final class FullDerivation {

    private static final int ROWS_AT_A_TIME = 20_000;
    private static final int ISSUES_AT_A_TIME = 2_000;

    private final FlowStore store;
    private final DerivedStore rows;
    private final Knowledge knowledge;
    private final Definition definition;
    private final Bodies bodies = new Bodies(List.of(), List.of());
    private final String derivation;
    private final BuildRows builds;
    private final Set<String> defaultBranches = new HashSet<>();
    private final Set<String> flagged = new HashSet<>();
    private final List<ArtifactId> alone = new ArrayList<>();
    private DerivedChanges changes = new DerivedChanges();

    FullDerivation(FlowStore store, Knowledge knowledge, Definition definition) {
        this.store = store;
        this.rows = store.derived();
        this.knowledge = knowledge;
        this.definition = definition;
        this.builds = new BuildRows(knowledge.asOf(), definition, bodies);
        this.derivation = rows.begin();
    }

    /**
     * Derives.
     *
     * @param mark where the facts stood before
     * @return false if another process has begun to derive since
     */
    boolean run(String fingerprint, FactMark mark) {
        try {
            Partition partition = partition();
            defaultBranches.addAll(partition.defaultBranches());
            partition.forEach(this::codebase);
            flush();
            items();
            flush();
        } catch (RuntimeException e) {
            // another process has deleted the rows that this one was reading: it is no failure
            if (rows.isUnderWay(derivation)) {
                throw e;
            }
            return false;
        }
        return rows.built(derivation, fingerprint, mark);
    }

    private Partition partition() {
        Partition partition = new Partition();
        for (ArtifactKind kind : CodebaseNames.KINDS) {
            store.forEachSnapshot(kind, knowledge, partition::add);
        }
        return partition;
    }

    private void codebase(int number, List<ArtifactId> members, Set<String> names) {
        names.forEach(name -> changes.name(name, number));
        CodebaseChains chains = new CodebaseChains(store, knowledge, definition, defaultBranches, members);
        CodebaseRows codebase = new CodebaseRows(number, chains);
        changes.facts(
                number, codebase.facts().defaultBranches(), codebase.facts().flagged());
        flagged.addAll(codebase.facts().flagged());
        codebase.addChanges(codebase.changes().keySet(), changes);
        codebase.addDeliveries(bodies, changes, null, List.of());
        members.forEach(member -> changes.add(DerivedTable.CODEBASE_MEMBER, member, (long) number));
        chains.forEach(history -> builds.addRecent(history, changes));
        chains.forEachBuild(build -> builds.add(build, changes));
        alone.addAll(codebase.alone());
        flushIfFull();
    }

    private void items() {
        DerivedLinks links = new DerivedLinks(rows);
        ChainAssembler assembler = new ChainAssembler(store, knowledge, new ServiceCatalog(definition, flagged), links);
        DerivedItems items = new DerivedItems(store, knowledge, assembler, links, () -> alone);
        ItemFlows flows = new ItemFlows(store, knowledge, definition, items, stream -> Optional.empty());
        ItemRows itemRows = new ItemRows(knowledge.asOf(), flows, bodies);
        List<ArtifactId> some = new ArrayList<>();
        List<ArtifactId> issues = new ArrayList<>();
        store.forEachId(ArtifactKind.ISSUE, issues::add);
        for (ArtifactId issue : issues) {
            some.add(issue);
            if (some.size() == ISSUES_AT_A_TIME) {
                issues(some, items, itemRows);
            }
        }
        issues(some, items, itemRows);
        items.forEachItem(List.of(), alone, item -> {
            itemRows.add(item, changes);
            flushIfFull();
        });
        store.forEachArtifact(ArtifactKind.INCIDENT, knowledge, incident -> builds.addRecent(incident, changes));
    }

    private void issues(List<ArtifactId> some, DerivedItems items, ItemRows itemRows) {
        items.forEachItem(some, List.of(), item -> {
            itemRows.add(item, changes);
            issues(item).forEach(issue -> {
                itemRows.addCompletions(issue, changes);
                builds.addRecent(issue, changes);
            });
        });
        flushIfFull();
        some.clear();
    }

    /** The item and the sub-tasks that it has now: so every issue comes once. */
    private static List<ArtifactHistory> issues(ItemHistory item) {
        List<ArtifactHistory> issues = new ArrayList<>(item.presentSubTasks());
        issues.add(item.item());
        return issues;
    }

    private void flushIfFull() {
        if (changes.rows() >= ROWS_AT_A_TIME) {
            flush();
        }
    }

    private void flush() {
        if (!rows.build(derivation, changes, bodies.takeNew())) {
            throw new IllegalStateException("another process has begun to derive");
        }
        changes = new DerivedChanges();
    }
}
