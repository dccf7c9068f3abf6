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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to an issue, in the order in which it is told. */
final class RandomIssue {

    static final ToolInstance JIRA = ToolInstance.jira("random");

    private final ArtifactId artifact;
    private final boolean logsCreation;
    private final List<FlowEvent> events = new ArrayList<>();
    private String key;
    private String state = "Open";
    private @Nullable String resolution;
    private Instant createdAt = Instant.EPOCH;
    private long sequence;
    private @Nullable ArtifactId parent;
    private @Nullable Instant resolvedAt;
    private @Nullable Instant updatedAt;
    private @Nullable String shown;

    RandomIssue(String key, boolean logsCreation) {
        this.key = key;
        this.artifact = ArtifactId.issue(JIRA, key.replace("-", ""));
        this.logsCreation = logsCreation;
    }

    static NativeState state(String name) {
        return new NativeState("s" + Integer.toHexString(name.hashCode()), name);
    }

    void created(Instant at, String first) {
        createdAt = at;
        state = first;
        if (logsCreation) {
            events.add(new FlowEvent.Created(header(at), state(first), new NativeType("1", "Bug")));
        }
    }

    void to(Instant at, String next) {
        events.add(new FlowEvent.StateChanged(header(at), state(state), state(next)));
        state = next;
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

    /** It became a part of another issue, or of none. */
    void partOf(Instant at, @Nullable ArtifactId next) {
        events.add(new FlowEvent.ParentChanged(header(at), parent, next));
        parent = next;
    }

    void beginsAsPartOf(ArtifactId first) {
        parent = first;
    }

    /** What the tool shows, whatever was logged. */
    void shows(@Nullable String state, Instant updated, @Nullable Instant resolved) {
        shown = state;
        updatedAt = updated;
        resolvedAt = resolved;
    }

    /** One of the entries is missing. */
    void loses(int entry) {
        if (entry < events.size() && !(events.get(entry) instanceof FlowEvent.Created)) {
            events.remove(entry);
        }
    }

    ArtifactHistory history() {
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        if (resolvedAt != null) {
            attributes.put("resolved", List.of(resolvedAt.toString()));
        }
        return new ArtifactHistory(
                new ArtifactSnapshot(
                        artifact,
                        key,
                        "",
                        "A",
                        new NativeType("1", "Bug"),
                        Level.STANDARD,
                        parent,
                        state(shown == null ? state : shown),
                        resolution,
                        null,
                        createdAt,
                        updatedAt == null ? createdAt : updatedAt,
                        attributes),
                events,
                List.of());
    }

    private EventHeader header(Instant at) {
        sequence++;
        return new EventHeader(EventId.of(artifact, "e" + sequence), artifact, at, sequence, null);
    }
}
