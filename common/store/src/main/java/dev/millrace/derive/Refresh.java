package dev.millrace.derive;

import dev.millrace.chain.ChainAssembler;
import dev.millrace.chain.CodebaseChains;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.derive.ChangedCodebases.Changed;
import dev.millrace.derive.codec.Bodies;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedChanges.CodebaseFacts;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What derived rows must be replaced by after a change: the codebases of the artifacts that changed are derived again and compared
 * with their rows; so it is seen which items a change reached, however far. {@link #rows} says it as rows; without writing these a
 * {@link DerivedView} answers as if they were written.
 */
final class Refresh {

    private final FlowStore store;
    private final DerivedStore rows;
    private final Knowledge knowledge;
    private final Definition definition;
    private final Set<ArtifactId> touched;
    private final List<Changed> codebases;
    private final Map<Changed, CodebaseRows> fresh = new HashMap<>();
    private final Map<Changed, Set<ArtifactId>> differing = new HashMap<>();
    private final DerivedLinks links;
    private final Set<String> flagged = new HashSet<>();
    private final Set<ArtifactId> issues = new HashSet<>();
    private final Set<ArtifactId> items = new HashSet<>();
    private final boolean everything;

    /**
     * Derives what changed.
     *
     * @param artifacts whose facts differ from those that the rows follow from
     * @param linkSources whose links do
     * @param invalid items whose rows do not hold as of now
     */
    Refresh(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            Set<ArtifactId> artifacts,
            Set<ArtifactId> linkSources,
            Set<ArtifactId> invalid) {
        this.store = store;
        this.rows = store.derived();
        this.knowledge = knowledge;
        this.definition = definition;
        this.touched = new HashSet<>(artifacts);
        touched.addAll(linkSources);
        this.links = new DerivedLinks(rows);
        Set<ArtifactId> ofCodebases = new HashSet<>(touched);
        ofCodebases.removeIf(artifact -> !CodebaseNames.KINDS.contains(artifact.kind()));
        this.codebases = ofCodebases.isEmpty()
                ? List.of()
                : new ChangedCodebases(rows).find(ofCodebases, store.histories(ofCodebases, knowledge));
        Map<Integer, CodebaseFacts> facts = new HashMap<>(rows.codebases().facts());
        Set<String> branches = defaultBranches(facts.values());
        for (Changed codebase : codebases) {
            CodebaseRows again = new CodebaseRows(
                    codebase.number(), new CodebaseChains(store, knowledge, definition, branches, codebase.members()));
            facts.keySet().removeAll(codebase.before());
            facts.put(codebase.number(), again.facts());
            fresh.put(codebase, again);
        }
        // what a build of a branch says depends on the default branches of all repositories
        everything = !defaultBranches(facts.values()).equals(branches);
        facts.values().forEach(said -> flagged.addAll(said.flagged()));
        if (!everything) {
            for (Changed codebase : codebases) {
                compare(codebase);
            }
            items(invalid);
        }
    }

    private static Set<String> defaultBranches(Collection<CodebaseFacts> facts) {
        Set<String> branches = new HashSet<>();
        facts.forEach(said -> branches.addAll(said.defaultBranches()));
        return branches;
    }

    /** Whether the change is one of the rare ones after which everything must be derived again. */
    boolean everything() {
        return everything;
    }

    private void compare(Changed codebase) {
        CodebaseRows again = Objects.requireNonNull(fresh.get(codebase));
        Set<ArtifactId> differ = again.differing(rows, codebase.before(), touched);
        differing.put(codebase, differ);
        Set<ArtifactId> before = new HashSet<>();
        rows.codebases().itemsOf(differ).values().forEach(before::addAll);
        issues.addAll(before);
        for (ArtifactId change : differ) {
            issues.addAll(again.items().getOrDefault(change, Map.of()).keySet());
            if (change.kind() == ArtifactKind.PULL_REQUEST) {
                items.add(change);
            }
        }
        links.replace(codebase.before(), again);
    }

    private void items(Set<ArtifactId> invalid) {
        Set<ArtifactId> changed = new HashSet<>(touched);
        changed.removeIf(artifact -> artifact.kind() != ArtifactKind.ISSUE);
        issues.addAll(changed);
        issues.addAll(rows.items().blockedBy(store.changes().keys(changed)));
        items.addAll(store.changes().families(issues));
        items.addAll(invalid);
    }

    /** What belongs together now. */
    DerivedLinks links() {
        return links;
    }

    /** The repositories in which the tool's flag of production decides. */
    Set<String> flagged() {
        return flagged;
    }

    /** The issues and pull requests whose rows do not count. */
    Set<ArtifactId> items() {
        return items;
    }

    /** The artifacts whose own rows do not count. */
    Set<ArtifactId> touched() {
        return touched;
    }

    /** The codebases that were derived again. */
    Collection<CodebaseRows> codebases() {
        return fresh.values();
    }

    /** People's pull requests without an issue among the items that are derived again. */
    Set<ArtifactId> alone() {
        Set<ArtifactId> alone = new HashSet<>();
        fresh.values().forEach(codebase -> alone.addAll(codebase.alone()));
        Set<ArtifactId> found = new HashSet<>();
        for (ArtifactId item : items) {
            // of a codebase that did not change, the row says it
            if (item.kind() == ArtifactKind.PULL_REQUEST && (alone.contains(item) || !ofFresh(item))) {
                found.add(item);
            }
        }
        return found;
    }

    private boolean ofFresh(ArtifactId pullRequest) {
        return codebases.stream().anyMatch(codebase -> codebase.members().contains(pullRequest));
    }

    /** Gives every item that is derived again. */
    void forEachItem(DerivedItems reader, Consumer<? super ItemHistory> consumer) {
        List<ArtifactId> some = new ArrayList<>(items);
        some.removeIf(item -> item.kind() != ArtifactKind.ISSUE);
        reader.forEachItem(some, alone(), consumer);
    }

    /** The same as rows. */
    DerivedChanges rows(Bodies bodies) {
        DerivedChanges to = new DerivedChanges();
        for (Changed codebase : codebases) {
            CodebaseRows again = Objects.requireNonNull(fresh.get(codebase));
            Set<ArtifactId> differ = differing.getOrDefault(codebase, Set.of());
            for (ArtifactId change : differ) {
                to.clear(DerivedTable.CHAIN_CHANGE, change);
                to.clear(DerivedTable.SERVED, change);
                to.clear(DerivedTable.CHAIN_MEMBER, change);
            }
            again.addChanges(differ, to);
            again.addDeliveries(bodies, to, rows, codebase.before());
            codebase.before().stream()
                    .filter(number -> number != codebase.number())
                    .forEach(number -> to.merge(number, codebase.number()));
            codebase.names().forEach(name -> to.name(name, codebase.number()));
            to.facts(
                    codebase.number(),
                    again.facts().defaultBranches(),
                    again.facts().flagged());
            for (ArtifactId added : codebase.added()) {
                to.clear(DerivedTable.CODEBASE_MEMBER, added);
                to.add(DerivedTable.CODEBASE_MEMBER, added, (long) codebase.number());
            }
        }
        BuildRows builds = new BuildRows(knowledge.asOf(), definition, bodies);
        DerivedItems reader = new DerivedItems(
                store,
                knowledge,
                new ChainAssembler(store, knowledge, new ServiceCatalog(definition, flagged), links),
                links,
                List::of);
        ItemRows itemRows = new ItemRows(
                knowledge.asOf(),
                new ItemFlows(store, knowledge, definition, reader, stream -> Optional.empty()),
                bodies);
        touched.forEach(artifact -> {
            to.clear(DerivedTable.RECENT, artifact);
            to.clear(DerivedTable.BUILD_RESULT, artifact);
            to.clear(DerivedTable.COMPLETION, artifact);
        });
        for (ArtifactHistory history : store.histories(touched, knowledge)) {
            builds.addRecent(history, to);
            if (history.artifact().kind() == ArtifactKind.BUILD) {
                builds.add(history, to);
            } else if (history.artifact().kind() == ArtifactKind.ISSUE) {
                itemRows.addCompletions(history, to);
            }
        }
        items.forEach(item -> ItemRows.clear(item, to));
        forEachItem(reader, item -> itemRows.add(item, to));
        return to;
    }
}
