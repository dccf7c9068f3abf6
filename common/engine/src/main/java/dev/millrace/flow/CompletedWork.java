package dev.millrace.flow;

import dev.millrace.model.NativeState;
import dev.millrace.model.ProjectIssues;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.ToolInstance;
import dev.millrace.model.Workflow;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The waiting stages that done issues passed, by project. A project is read on its first use: for most items, which had a change or
 * waited, it is not needed. A project without a known waiting state is never read. Thread-safe if its source is.
 */
public final class CompletedWork implements WaitingUse {

    /** Where completed work is known from. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads all of a project; called once.
         *
         * @return the projects of the tool of which all was given: that one, and others of which it was no more work
         */
        Set<String> give(ToolInstance tool, String project, Consumer<Completion> to);
    }

    private record Project(ToolInstance tool, String key) {}

    private final ValueStream stream;
    private final StateCatalogue states;
    private final StageMapper mapper;
    private final Instant asOf;
    private final Instant earliest;
    private final Source source;
    private final Set<Project> read = new HashSet<>();
    private final Map<Project, Boolean> waiting = new HashMap<>();
    private final Map<Workflow, List<Completion>> completions = new HashMap<>();
    private final Map<Workflow, Map<Instant, StagesPassed>> passed = new HashMap<>();

    /**
     * What a source knows.
     *
     * @param stream what its states stand for
     * @param states what the tools say of their states
     * @param asOf the instant of the report
     * @param earliest nothing is measured that stopped before: no report with these windows would count it
     */
    public CompletedWork(ValueStream stream, StateCatalogue states, Instant asOf, Instant earliest, Source source) {
        this.stream = stream;
        this.states = states;
        this.mapper = new StageMapper(stream, states);
        this.asOf = asOf;
        this.earliest = earliest;
        this.source = source;
    }

    /** For few items: reads the issues of one project on each use. */
    public static CompletedWork ofFew(ValueStream stream, StateCatalogue states, Instant asOf, ProjectIssues issues) {
        VisitBuilder visits = new VisitBuilder(stream, new StageMapper(stream, states));
        return new CompletedWork(stream, states, asOf, Instant.MIN, (tool, project, to) -> {
            Set<String> projects = Set.of(project);
            read(issues, tool, projects, visits, asOf, to);
            return projects;
        });
    }

    /** For all items that stopped from an instant on: reads every project with a waiting state at once, since most are needed. */
    public static CompletedWork ofAll(
            ValueStream stream, StateCatalogue states, Instant asOf, Instant earliest, ProjectIssues issues) {
        StageMapper mapper = new StageMapper(stream, states);
        VisitBuilder visits = new VisitBuilder(stream, mapper);
        return new CompletedWork(stream, states, asOf, earliest, (tool, project, to) -> {
            Set<String> projects = new HashSet<>(Set.of(project));
            states.uses().stream()
                    .filter(use -> use.tool().equals(tool) && waits(stream, mapper, tool, use.state()))
                    .forEach(use -> projects.add(use.project()));
            read(issues, tool, projects, visits, asOf, to);
            return projects;
        });
    }

    private static void read(
            ProjectIssues issues,
            ToolInstance tool,
            Set<String> projects,
            VisitBuilder visits,
            Instant asOf,
            Consumer<Completion> to) {
        issues.forEach(
                tool,
                projects,
                issue -> Completion.of(issue, visits.read(issue, asOf)).forEach(to));
    }

    @Override
    public synchronized boolean usual(Workflow workflow, Instant at, Instant reportedAsOf) {
        if (!reportedAsOf.equals(asOf)) {
            throw new IllegalArgumentException("requested as of " + reportedAsOf + " what others did as of " + asOf);
        }
        Project project = new Project(workflow.tool(), workflow.project());
        if (at.isBefore(earliest) || !waiting.computeIfAbsent(project, this::waits)) {
            return false;
        }
        if (!read.contains(project)) {
            source.give(project.tool(), project.key(), this::add)
                    .forEach(key -> read.add(new Project(project.tool(), key)));
        }
        Rules rules = stream.rulesAt(at);
        return passed.computeIfAbsent(workflow, unseen -> new HashMap<>())
                .computeIfAbsent(rules.from(), unseen -> passed(workflow, at))
                .most(at);
    }

    /** Whether anything that stopped from an instant on can be held against it. */
    public static boolean matters(Completion completion, Instant earliest) {
        return !completion.since().plus(Workflow.LOOKED_BACK).isBefore(earliest);
    }

    private void add(Completion completion) {
        if (matters(completion, earliest)) {
            completions
                    .computeIfAbsent(completion.workflow(), unseen -> new ArrayList<>())
                    .add(completion);
        }
    }

    /** What the issues of a workflow passed, by the rules of that day. */
    private StagesPassed passed(Workflow workflow, Instant day) {
        List<Completion> inOrder = completions.getOrDefault(workflow, new ArrayList<>());
        inOrder.sort(Comparator.comparing(Completion::since));
        return new StagesPassed(
                inOrder,
                state -> mapper.map(workflow.tool(), state, day).stream()
                        .map(MappedStage::stage)
                        .filter(stage -> stage.kind() == StageKind.WAITING));
    }

    /** Whether a waiting state of the project is known, or no state at all (imports may name none). */
    private boolean waits(Project project) {
        Set<NativeState> seen = states.seenIn(project.tool(), project.key());
        return seen.isEmpty() || seen.stream().anyMatch(state -> waits(stream, mapper, project.tool(), state));
    }

    private static boolean waits(ValueStream stream, StageMapper mapper, ToolInstance tool, NativeState state) {
        return stream.rules().stream()
                .map(rules -> mapper.map(tool, state, rules.from()))
                .flatMap(found -> found.stream())
                .anyMatch(found -> found.stage().kind() == StageKind.WAITING);
    }
}
