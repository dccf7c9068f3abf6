package dev.millrace.github.issues;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.Refusal;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps an issue of GraphQL, with its type and its projects, to facts. Pure. */
final class IssueMapper {

    static final String MEASURE = "changes of the issue";

    private static final Set<String> ABOVE = Set.of("epic", "initiative", "theme", "objective");
    private static final Set<String> BELOW = Set.of("sub-task", "subtask", "sub task");

    private final ToolInstance tool;
    private final OptionalInt project;
    private final Accounts accounts;

    /** For issues of which that project's status counts. */
    IssueMapper(ToolInstance tool, OptionalInt project) {
        this.tool = tool;
        this.project = project;
        this.accounts = new Accounts(tool);
    }

    /**
     * What GitHub gives of an issue in questions of their own.
     *
     * @param type the issue with its type; missing if GitHub knows no types
     * @param projects the issue with its projects; missing if GitHub did not give them
     */
    record Extras(JsonNode type, JsonNode projects) {}

    /** The artifact of an issue; empty if its number is not known. */
    Optional<ArtifactId> artifact(JsonNode issue) {
        return GitHubJson.text(issue, "fullDatabaseId").map(id -> ArtifactId.issue(tool, id));
    }

    /**
     * Everything the issue says.
     *
     * @param repository the full name of its repository
     * @throws GitHubJson.FieldException if a field is missing or unreadable
     */
    FactBatch map(JsonNode issue, Extras extras, String repository) {
        ArtifactId artifact = ArtifactId.issue(tool, GitHubJson.requiredText(issue, "fullDatabaseId"));
        Optional<ProjectStatus> status = ProjectStatus.of(extras.projects(), project);
        IssueStates.History states = IssueStates.of(issue, status, accounts);
        List<LabelHistory.Change> labels = LabelHistory.of(issue.path("timelineItems"));
        NativeType type = type(issue, extras);
        Events events = new Events(artifact);
        events.add(
                "created",
                GitHubJson.requiredInstant(issue, "createdAt"),
                issue.path("author"),
                header -> new FlowEvent.Created(header, IssueStates.OPEN, type));
        states.changes()
                .forEach(change -> events.add(
                        String.valueOf(change.to().id()),
                        change.at(),
                        change.sequence(),
                        change.actor(),
                        header -> new FlowEvent.StateChanged(header, change.from(), change.to())));
        states.resolutions()
                .forEach(change -> events.add(
                        "resolution",
                        change.at(),
                        0,
                        change.actor(),
                        header -> new FlowEvent.ResolutionChanged(header, change.from(), change.to())));
        LabelHistory.flags(labels)
                .forEach(flag -> events.add(
                        "flag", flag.at(), 0, null, header -> new FlowEvent.FlagChanged(header, flag.raised())));
        assignees(issue, events);
        parents(issue, artifact, events);
        ArtifactId parent = artifact(issue.path("parent"))
                .filter(other -> !other.equals(artifact))
                .orElse(null);
        boolean closed = issue.path("state").asText().equals("CLOSED");
        LedgerEntry ledger = ledger(artifact, issue, states, status);
        String handle = GitHubJson.requiredText(issue, "id");
        boolean partial = !Refusal.of(issue).isEmpty();
        FactBatch facts = new FactBatch(
                List.of(snapshot(artifact, issue, repository, type, parent, states, labels)),
                events.all,
                parent == null ? List.of() : List.of(new Link(artifact, parent, "child of", Link.Rule.EXPLICIT)),
                definitions(status, states),
                uses(repository, states),
                List.of(ledger));
        Watch watch = partial
                ? new Watch.Unfinished(artifact, handle, Watch.Reason.INCOMPLETE)
                : closed ? new Watch.Finished(artifact) : new Watch.Unfinished(artifact, handle, Watch.Reason.OPEN);
        // what was not given may still be true
        return (partial || extras.projects().isMissingNode() ? facts : facts.with(new ExistenceFact.Whole(artifact)))
                .with(watch);
    }

    private static @Nullable NativeType type(JsonNode issue, Extras extras) {
        JsonNode type = extras.type().path("issueType");
        Optional<String> name = GitHubJson.text(type, "name");
        if (name.isPresent()) {
            return new NativeType(GitHubJson.text(type, "id").orElse(null), name.get());
        }
        return LabelHistory.type(labels(issue))
                .map(label -> new NativeType(null, label))
                .orElse(null);
    }

    private static List<String> labels(JsonNode issue) {
        return GitHubJson.nodes(issue.path("labels"))
                .flatMap(label -> GitHubJson.text(label, "name").stream())
                .toList();
    }

    private static Level level(@Nullable NativeType type) {
        String name = type == null ? "" : type.name().toLowerCase(Locale.ROOT);
        return ABOVE.contains(name) ? Level.PORTFOLIO : BELOW.contains(name) ? Level.SUB_TASK : Level.STANDARD;
    }

    private static ArtifactSnapshot snapshot(
            ArtifactId artifact,
            JsonNode issue,
            String repository,
            @Nullable NativeType type,
            @Nullable ArtifactId parent,
            IssueStates.History states,
            List<LabelHistory.Change> labelTimes) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        put(attributes, Attribute.LABELS, labels(issue));
        put(attributes, Attribute.LABEL_TIMES, LabelHistory.written(labelTimes));
        GitHubJson.instant(issue, "closedAt")
                .filter(at -> states.now().equals(IssueStates.CLOSED))
                .ifPresent(at -> attributes.put(Attribute.RESOLVED, List.of(at.toString())));
        JsonNode milestone = issue.path("milestone");
        GitHubJson.text(milestone, "title").ifPresent(title -> {
            attributes.put(Attribute.FIX_VERSIONS, List.of(title));
            attributes.put(
                    Attribute.RELEASES,
                    List.of(milestone.path("number").asText()
                            + ' '
                            + (milestone.path("closed").asBoolean() ? "released" : "unreleased")
                            + ' '
                            + GitHubJson.instant(milestone, "dueOn")
                                    .map(at -> at.toString().substring(0, "2026-01-01".length()))
                                    .orElse("-")
                            + ' '
                            + title));
        });
        return new ArtifactSnapshot(
                artifact,
                repository + '#' + GitHubJson.requiredText(issue, "number"),
                issue.path("title").asText(""),
                repository,
                type,
                level(type),
                parent,
                states.now(),
                states.resolution(),
                url(issue),
                GitHubJson.requiredInstant(issue, "createdAt"),
                GitHubJson.requiredInstant(issue, "updatedAt"),
                attributes);
    }

    private static void put(SortedMap<String, List<String>> attributes, String name, List<String> values) {
        if (!values.isEmpty()) {
            attributes.put(name, values);
        }
    }

    private static @Nullable URI url(JsonNode issue) {
        return GitHubJson.text(issue, "url")
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .flatMap(url -> {
                    try {
                        return Optional.of(URI.create(url));
                    } catch (IllegalArgumentException e) {
                        // only a convenience: without it nothing can be clicked, and all figures stand
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    /** GitHub allows several; the one that has been it for the longest is responsible. */
    private void assignees(JsonNode issue, Events events) {
        Set<Actor> assigned = new LinkedHashSet<>();
        timeline(issue, "AssignedEvent", "UnassignedEvent").forEach(node -> {
            Actor before = assigned.stream().findFirst().orElse(null);
            Actor who = accounts.actor(node.path("assignee"));
            if (who != null) {
                if (node.path("__typename").asText().equals("AssignedEvent")) {
                    assigned.add(who);
                } else {
                    assigned.remove(who);
                }
            }
            Actor after = assigned.stream().findFirst().orElse(null);
            if (!Objects.equals(before, after)) {
                events.add(
                        "assignee",
                        GitHubJson.requiredInstant(node, "createdAt"),
                        0,
                        null,
                        header -> new FlowEvent.AssigneeChanged(header, before, after));
            }
        });
    }

    private void parents(JsonNode issue, ArtifactId self, Events events) {
        ArtifactId[] holder = new ArtifactId[1];
        timeline(issue, "ParentIssueAddedEvent", "ParentIssueRemovedEvent").forEach(node -> {
            Optional<ArtifactId> parent = artifact(node.path("parent")).filter(other -> !other.equals(self));
            if (parent.isEmpty()) {
                return;
            }
            ArtifactId before = holder[0];
            ArtifactId after = node.path("__typename").asText().equals("ParentIssueAddedEvent") ? parent.get() : null;
            if (!Objects.equals(before, after)) {
                events.add(
                        "parent",
                        GitHubJson.requiredInstant(node, "createdAt"),
                        0,
                        null,
                        header -> new FlowEvent.ParentChanged(header, before, after));
                holder[0] = after;
            }
        });
    }

    private static List<JsonNode> timeline(JsonNode issue, String... types) {
        return GitHubJson.nodes(issue.path("timelineItems"))
                .filter(node -> List.of(types).contains(node.path("__typename").asText()))
                .sorted(Comparator.comparing(node -> GitHubJson.requiredInstant(node, "createdAt")))
                .toList();
    }

    private List<StateDefinition> definitions(Optional<ProjectStatus> status, IssueStates.History states) {
        List<StateDefinition> definitions = new ArrayList<>();
        definitions.add(define(IssueStates.OPEN, StateCategory.NEW));
        definitions.add(define(IssueStates.CLOSED, StateCategory.DONE));
        status.ifPresent(known -> {
            Set<NativeState> named = new LinkedHashSet<>();
            known.options().forEach(option -> named.add(ProjectStatus.state(option)));
            states.changes().forEach(change -> {
                named.add(change.from());
                named.add(change.to());
            });
            named.add(states.now());
            named.removeAll(Set.of(IssueStates.OPEN, IssueStates.CLOSED));
            named.forEach(state -> definitions.add(known.definition(tool, state)));
        });
        return definitions;
    }

    private StateDefinition define(NativeState state, StateCategory category) {
        return new StateDefinition(tool, String.valueOf(state.id()), state.name(), category);
    }

    private List<StateUse> uses(String repository, IssueStates.History states) {
        Set<NativeState> seen = new LinkedHashSet<>(List.of(IssueStates.OPEN));
        states.changes().forEach(change -> {
            seen.add(change.from());
            seen.add(change.to());
        });
        seen.add(states.now());
        return seen.stream().map(state -> new StateUse(tool, repository, state)).toList();
    }

    private static LedgerEntry ledger(
            ArtifactId artifact, JsonNode issue, IssueStates.History states, Optional<ProjectStatus> status) {
        List<String> notes = new ArrayList<>();
        JsonNode timeline = issue.path("timelineItems");
        long captured = GitHubJson.nodes(timeline).count();
        long expected = Math.max(captured, timeline.path("filteredCount").asLong(captured));
        if (expected > captured) {
            notes.add(captured + " of " + expected + " timeline items");
        }
        Refusal.of(issue).forEach((field, reason) -> notes.add("GitHub does not return " + field + ": " + reason));
        long changes = status.map(known -> (long) known.changes().size()).orElse(0L);
        long untold = status.map(ProjectStatus::untold).orElse(0L);
        if (states.gaps() > 0) {
            notes.add("a change of its state is in no history, so its time is unknown");
        }
        return new LedgerEntry(
                artifact.tool(),
                artifact.toString(),
                MEASURE,
                expected + changes + untold + states.gaps() + Refusal.of(issue).size(),
                captured + changes,
                notes.isEmpty() ? null : String.join("; ", notes));
    }

    /** Collects events, each with an id of its own: two facts that read alike in one second are two facts. */
    private final class Events {

        private final ArtifactId artifact;
        private final Set<String> used = new HashSet<>();
        private final List<FlowEvent> all = new ArrayList<>();

        Events(ArtifactId artifact) {
            this.artifact = artifact;
        }

        void add(String what, Instant at, JsonNode account, Function<EventHeader, FlowEvent> event) {
            all.add(event.apply(
                    new EventHeader(EventId.of(artifact, unique(what)), artifact, at, 0, accounts.actor(account))));
        }

        void add(
                String what, Instant at, long sequence, @Nullable Actor actor, Function<EventHeader, FlowEvent> event) {
            all.add(event.apply(
                    new EventHeader(EventId.of(artifact, unique(what + '@' + at)), artifact, at, sequence, actor)));
        }

        private String unique(String local) {
            String unique = local;
            for (int i = 2; !used.add(unique); i++) {
                unique = local + '~' + i;
            }
            return unique;
        }
    }
}
