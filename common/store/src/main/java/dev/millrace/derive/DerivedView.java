package dev.millrace.derive;

import dev.millrace.chain.ChainAssembler;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.derive.codec.Bodies;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.Completion;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.model.Workflow;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers from derived rows, as of one knowledge. Not for concurrent use. */
public final class DerivedView {

    private final FlowStore store;
    private final DerivedStore rows;
    private final Knowledge knowledge;
    private final Definition definition;
    private final @Nullable Refresh refresh;
    private final long revision;
    private final DerivedLinks links;
    private final DerivedItems items;
    private final ItemFlows flows;
    private final Map<String, Map<Project, List<Completion>>> freshCompletions = new HashMap<>();

    private record Project(ToolInstance tool, String key) {}

    /**
     * A view.
     *
     * @param definition as of the knowledge
     * @param refresh what replaces rows that are not up to date; null if all are
     * @param revision of the rows
     */
    DerivedView(FlowStore store, Knowledge knowledge, Definition definition, @Nullable Refresh refresh, long revision) {
        this.revision = revision;
        this.store = store;
        this.rows = store.derived();
        this.knowledge = knowledge;
        this.definition = definition;
        this.refresh = refresh;
        this.links = refresh == null ? new DerivedLinks(rows) : refresh.links();
        Set<String> flagged = new HashSet<>();
        if (refresh == null) {
            rows.codebases().facts().values().forEach(said -> flagged.addAll(said.flagged()));
        } else {
            flagged.addAll(refresh.flagged());
        }
        ChainAssembler assembler = new ChainAssembler(store, knowledge, new ServiceCatalog(definition, flagged), links);
        this.items = new DerivedItems(store, knowledge, assembler, links, this::alone);
        this.flows = new ItemFlows(store, knowledge, definition, items, stream -> Optional.of(completions(stream)));
    }

    /** Whether the rows are still those that it is about. */
    boolean isCurrent() {
        return rows.state().filter(state -> state.revision() == revision).isPresent();
    }

    /** The flows of items. */
    public ItemFlows flows() {
        return flows;
    }

    /**
     * Gives what a report is made of.
     *
     * @param stream the stream that it is about, as of the knowledge
     * @param earliest the begin of its earliest window
     */
    public void report(ValueStream stream, Instant earliest, ReportParts parts) {
        report(stream, earliest, earliest, parts);
    }

    /**
     * The same for a question that is also how many items were done before.
     *
     * @param doneSince from when on what was done is given of items that ended before {@code earliest}
     */
    public void report(ValueStream stream, Instant earliest, Instant doneSince, ReportParts parts) {
        rows.read(() -> {
            Bodies bodies = new Bodies(rows.words(), rows.groups());
            new DerivedReport(source(), rows, bodies, stream, earliest).give(doneSince, parts);
            return true;
        });
    }

    /**
     * Gives items of a stream with their chains.
     *
     * @param wanted says by project and owner which
     */
    public void forEachItem(
            ValueStream stream, BiPredicate<String, Belonging> wanted, Consumer<? super ItemHistory> consumer) {
        Set<ArtifactId> again = refresh == null ? Set.of() : refresh.items();
        List<ArtifactId> issues = new ArrayList<>();
        List<ArtifactId> pullRequests = new ArrayList<>();
        rows.items()
                .forEachOwned(
                        stream.id(),
                        (project, team, services) -> wanted.test(project, Belonging.ofRow(team, services)),
                        item -> {
                            if (!again.contains(item)) {
                                (item.kind() == ArtifactKind.ISSUE ? issues : pullRequests).add(item);
                            }
                        });
        items.forEachItem(issues, pullRequests, consumer);
        if (refresh != null) {
            refresh.forEachItem(items, consumer);
        }
    }

    /** How many items of each owner there are. */
    List<ItemGroup> groups() {
        ItemGroups groups = new ItemGroups(definition);
        rows.items()
                .forEachOwner(
                        refresh == null ? Set.of() : refresh.items(),
                        (stream, project, team, services, count) -> groups.add(
                                stream.isEmpty() ? null : stream, project, Belonging.ofRow(team, services), count));
        if (refresh != null) {
            refresh.forEachItem(items, groups::add);
        }
        return groups.all();
    }

    /** When the first item of any stream was created, or the first build or deployment ended; empty if there is nothing. */
    public Optional<Instant> first() {
        return rows.items().first();
    }

    private DerivedSource source() {
        return new DerivedSource(store, knowledge, definition, refresh, items, flows);
    }

    private List<ArtifactId> alone() {
        Set<ArtifactId> again = refresh == null ? Set.of() : refresh.items();
        List<ArtifactId> alone = new ArrayList<>(refresh == null ? Set.of() : refresh.alone());
        rows.items().forEachPullRequestItem(item -> {
            if (!again.contains(item)) {
                alone.add(item);
            }
        });
        alone.sort(null);
        return alone;
    }

    private CompletedWork.Source completions(ValueStream stream) {
        return (tool, project, to) -> {
            Bodies bodies = new Bodies(rows.words(), List.of());
            Set<ArtifactId> again = refresh == null ? Set.of() : refresh.touched();
            rows.items().forEachCompletion(stream.id(), tool, project, Instant.EPOCH, (issue, body) -> {
                if (!again.contains(issue)) {
                    to.accept(bodies.completion(issue, body));
                }
            });
            fresh(stream, to, new Project(tool, project));
            return Set.of(project);
        };
    }

    private void fresh(ValueStream stream, Consumer<Completion> to, Project project) {
        if (refresh == null) {
            return;
        }
        freshCompletions
                .computeIfAbsent(stream.id(), id -> {
                    Map<Project, List<Completion>> all = new HashMap<>();
                    List<ArtifactId> issues = refresh.touched().stream()
                            .filter(artifact -> artifact.kind() == ArtifactKind.ISSUE)
                            .toList();
                    for (ArtifactHistory issue : store.histories(issues, knowledge)) {
                        for (Completion completion : flows.own(stream).completions(issue, knowledge.asOf())) {
                            Workflow workflow = completion.workflow();
                            all.computeIfAbsent(
                                            new Project(workflow.tool(), workflow.project()),
                                            unseen -> new ArrayList<>())
                                    .add(completion);
                        }
                    }
                    return all;
                })
                .getOrDefault(project, List.of())
                .forEach(to);
    }
}
