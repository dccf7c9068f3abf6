package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells an issue's history in a few words, for tests: {@code issue("A-1").created(t, "Open").to(t2, "In Progress")}. */
final class Story {

    static final ToolInstance JIRA = ToolInstance.jira("test");

    private static final Map<String, StateCategory> STATES = Map.of(
            "Open", StateCategory.NEW,
            "Reopened", StateCategory.NEW,
            "In Progress", StateCategory.INDETERMINATE,
            "In Review", StateCategory.INDETERMINATE,
            "Blocked", StateCategory.INDETERMINATE,
            "In Test", StateCategory.INDETERMINATE,
            "Resolved", StateCategory.DONE,
            "Closed", StateCategory.DONE);

    private final String key;
    private final ArtifactId artifact;
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Story> subTasks = new ArrayList<>();
    private final Map<String, Story> blockers = new HashMap<>();
    private final List<ChainedChange> changes = new ArrayList<>();
    private final Set<ArtifactId> otherParents = new HashSet<>();
    private String project = "A";
    private String state = "Open";
    private Level level = Level.STANDARD;
    private NativeType type = new NativeType("1", "Bug");
    private Instant createdAt = Instant.EPOCH;
    private String resolution;
    private long sequence;
    private String shown;
    private Instant updatedAt;
    private Instant resolvedAt;
    private ArtifactId parent;

    private Story(String key) {
        this.key = key;
        this.artifact = ArtifactId.issue(JIRA, key.replace("-", ""));
    }

    static Story issue(String key) {
        return new Story(key);
    }

    Story created(String at, String first) {
        createdAt = Instant.parse(at);
        state = first;
        events.add(new FlowEvent.Created(header(at), state(first), type));
        return this;
    }

    /** Created by a tool that does not say as what. */
    Story createdUntyped(String at, String first) {
        createdAt = Instant.parse(at);
        state = first;
        events.add(new FlowEvent.Created(header(at), state(first), null));
        return this;
    }

    Story to(String at, String next) {
        events.add(new FlowEvent.StateChanged(header(at), state(state), state(next)));
        state = next;
        return this;
    }

    /** A change that begins in another state than the one before it ended in, if that is what is said. */
    Story changed(String at, String from, String next) {
        state = from;
        return to(at, next);
    }

    /** What the tool shows now, and since when it was not touched. */
    Story shows(String now, String updated) {
        shown = now;
        updatedAt = Instant.parse(updated);
        return this;
    }

    /** When the tool says that it was resolved. */
    Story resolvedByTool(String at) {
        resolvedAt = Instant.parse(at);
        return this;
    }

    /** A part of the other from then on. */
    Story becamePartOf(String at, Story other) {
        ArtifactId next = other == null ? null : other.artifact;
        events.add(new FlowEvent.ParentChanged(header(at), parent, next));
        parent = next;
        return this;
    }

    Story bornAsPartOf(Story other) {
        parent = other.artifact;
        return this;
    }

    Story resolved(String at, String next) {
        events.add(new FlowEvent.ResolutionChanged(header(at), resolution, next));
        resolution = next;
        return this;
    }

    Story flag(String at, boolean raised) {
        events.add(new FlowEvent.FlagChanged(header(at), raised));
        return this;
    }

    Story blockedBy(String at, Story other, boolean added) {
        events.add(new FlowEvent.BlockerChanged(header(at), other.key, added));
        blockers.put(other.key, other);
        return this;
    }

    Story blockedByUncaptured(String at, String other) {
        events.add(new FlowEvent.BlockerChanged(header(at), other, true));
        return this;
    }

    Story moved(String at, String fromKey) {
        events.add(new FlowEvent.Moved(header(at), fromKey, key));
        return this;
    }

    Story retyped(String at, String next) {
        NativeType to = new NativeType(null, next);
        events.add(new FlowEvent.TypeChanged(header(at), type, to));
        type = to;
        return this;
    }

    Story subTask(Story child) {
        child.level = Level.SUB_TASK;
        subTasks.add(child);
        return this;
    }

    /** The other is an item that it, or one of its sub-tasks, was a part of once. */
    Story sharedWith(Story other) {
        otherParents.add(other.artifact);
        return this;
    }

    Story with(ChainedChange change) {
        changes.add(change);
        return this;
    }

    Story inProject(String name) {
        project = name;
        return this;
    }

    ArtifactHistory history() {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                artifact,
                key,
                "A story",
                project,
                type,
                level,
                parent,
                state(shown == null ? state : shown),
                resolution,
                null,
                createdAt,
                updatedAt != null
                        ? updatedAt
                        : events.isEmpty()
                                ? createdAt
                                : events.get(events.size() - 1).occurredAt(),
                resolvedAt == null
                        ? new TreeMap<>()
                        : new TreeMap<>(Map.of("resolved", List.of(resolvedAt.toString()))));
        return new ArtifactHistory(snapshot, events, List.of());
    }

    ItemHistory item() {
        Map<String, ArtifactHistory> blocking = new HashMap<>();
        blockers.forEach((name, story) -> blocking.put(name, story.history()));
        return new ItemHistory(
                history(), subTasks.stream().map(Story::history).toList(), otherParents, blocking, changes);
    }

    /** All cycles as of an instant, by the default value stream. */
    List<ItemFlow> flows(String asOf) {
        return new FlowAlgebra(
                        DefaultValueStream.create(),
                        catalogue(),
                        Definition.standard(),
                        (workflow, done, known) -> false)
                .flows(item(), Instant.parse(asOf));
    }

    /** The only cycle. */
    ItemFlow flow(String asOf) {
        List<ItemFlow> flows = flows(asOf);
        if (flows.size() != 1) {
            throw new AssertionError("expected one cycle but there are " + flows.size());
        }
        return flows.get(0);
    }

    static StateCatalogue catalogue() {
        return catalogue(new StateUse(JIRA, "A", state("In Review")));
    }

    /** What the tools say of all states, with those that were seen in projects. */
    static StateCatalogue catalogue(StateUse... seen) {
        List<StateDefinition> definitions = new ArrayList<>();
        STATES.forEach((name, category) -> definitions.add(new StateDefinition(JIRA, id(name), name, category)));
        return new StateCatalogue(definitions, List.of(seen));
    }

    static NativeState state(String name) {
        return new NativeState(id(name), name);
    }

    private static String id(String name) {
        return Integer.toHexString(name.hashCode());
    }

    private EventHeader header(String at) {
        sequence++;
        return new EventHeader(EventId.of(artifact, "e" + sequence), artifact, Instant.parse(at), sequence, null);
    }
}
