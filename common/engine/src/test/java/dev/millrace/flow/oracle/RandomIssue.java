package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to an issue, in the order in which it is told. */
final class RandomIssue {

    static final ToolInstance JIRA = ToolInstance.jira("random");

    private final ArtifactId artifact;
    private final boolean logsCreation;
    private final List<FlowEvent> events = new ArrayList<>();
    private final TreeMap<String, List<String>> attributes = new TreeMap<>();
    private final @Nullable Random ids;
    private @Nullable ArtifactId parent;
    private String key;
    private String state = "Open";
    private NativeType type = new NativeType("1", "Bug");
    private @Nullable String resolution;
    private Instant createdAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;
    private long sequence;

    /**
     * An issue.
     *
     * @param logsCreation whether its tool tells of the creation
     * @param ids where the ids of what happens in one instant tell nothing, what to draw them from; else null
     */
    RandomIssue(String key, boolean logsCreation, @Nullable Random ids) {
        this.key = key;
        this.ids = ids;
        this.artifact = id(key);
        this.logsCreation = logsCreation;
    }

    static ArtifactId id(String key) {
        return ArtifactId.issue(JIRA, key.replace("-", ""));
    }

    static NativeState state(String name) {
        return new NativeState("s" + Integer.toHexString(name.hashCode()), name);
    }

    void created(Instant at, String first) {
        createdAt = at;
        state = first;
        if (logsCreation) {
            events.add(new FlowEvent.Created(header(at), state(first), type));
        }
    }

    void is(NativeType first) {
        type = first;
    }

    void retyped(Instant at, NativeType next) {
        events.add(new FlowEvent.TypeChanged(header(at), type, next));
        type = next;
    }

    void to(Instant at, String next) {
        events.add(new FlowEvent.StateChanged(header(at), state(state), state(next)));
        state = next;
    }

    /** A change that its tool did not log. */
    void silentlyTo(Instant at, String next) {
        updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
        state = next;
    }

    /** Its own tool's time of the resolution. */
    void resolutionTime(Instant at) {
        attributes.put("resolved", List.of(at.toString()));
    }

    void parent(Instant at, @Nullable ArtifactId next, boolean logged) {
        if (logged) {
            events.add(new FlowEvent.ParentChanged(header(at), parent, next));
        }
        parent = next;
    }

    void resolved(Instant at, @Nullable String next) {
        events.add(new FlowEvent.ResolutionChanged(header(at), resolution, next));
        resolution = next;
    }

    void flag(Instant at, boolean raised) {
        events.add(new FlowEvent.FlagChanged(header(at), raised));
    }

    void blockedBy(Instant at, String blocker, boolean added) {
        events.add(new FlowEvent.BlockerChanged(header(at), blocker, added));
    }

    void moved(Instant at) {
        String next = key + "0";
        events.add(new FlowEvent.Moved(header(at), key, next));
        key = next;
    }

    ArtifactHistory history() {
        return new ArtifactHistory(
                new ArtifactSnapshot(
                        artifact,
                        key,
                        "",
                        "A",
                        type,
                        Level.STANDARD,
                        parent,
                        state(state),
                        resolution,
                        null,
                        createdAt,
                        updatedAt.isBefore(createdAt) ? createdAt : updatedAt,
                        attributes),
                events,
                List.of());
    }

    private EventHeader header(Instant at) {
        sequence++;
        updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
        String id = "e" + (ids == null ? "" : ids.nextInt(1_000) + "-") + sequence;
        return new EventHeader(EventId.of(artifact, id), artifact, at, ids == null ? sequence : 0, null);
    }
}
