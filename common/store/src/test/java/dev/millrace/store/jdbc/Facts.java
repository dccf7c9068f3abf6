package dev.millrace.store.jdbc;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StageRun;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Short ways to write facts in tests. Instants are minutes after {@link #DAY}. */
public final class Facts {

    public static final Instant DAY = Instant.parse("2026-03-02T08:00:00Z");
    public static final ToolInstance JIRA = ToolInstance.jira("acme");
    public static final ToolInstance OTHER_JIRA = ToolInstance.jira("zeta");
    public static final NativeState OPEN = new NativeState("1", "Open");
    public static final NativeState DOING = new NativeState("3", "In Progress");
    public static final NativeState DONE = new NativeState("5", "Done");
    public static final NativeType BUG = new NativeType("10", "Bug");
    /** As a store keeps her. */
    public static final Actor ANN = new Actor("k0000000000000a1", Actor.Type.HUMAN);

    public static final StageRun STAGE_RUN =
            new StageRun("7", null, StageRun.Kind.STAGE, "Build", null, null, null, null, Duration.ofMillis(5), null);

    private Facts() {}

    public static Instant minute(long minute) {
        return DAY.plusSeconds(minute * 60);
    }

    public static ArtifactId issue(int number) {
        return ArtifactId.issue(JIRA, Integer.toString(number));
    }

    public static EventHeader header(ArtifactId artifact, String local, long minute) {
        return new EventHeader(EventId.of(artifact, local), artifact, minute(minute), 0, ANN);
    }

    public static FlowEvent created(ArtifactId artifact, long minute) {
        return new FlowEvent.Created(header(artifact, "created", minute), OPEN, BUG);
    }

    public static FlowEvent changed(ArtifactId artifact, String local, long minute, NativeState from, NativeState to) {
        return new FlowEvent.StateChanged(header(artifact, local, minute), from, to);
    }

    public static FlowEvent moved(ArtifactId artifact, long minute, String from, String to) {
        return new FlowEvent.Moved(header(artifact, "moved" + minute, minute), from, to);
    }

    public static FlowEvent reparented(ArtifactId artifact, String local, long minute, ArtifactId from, ArtifactId to) {
        return new FlowEvent.ParentChanged(header(artifact, local, minute), from, to);
    }

    public static FlowEvent blocked(ArtifactId artifact, long minute, String blockerKey) {
        return new FlowEvent.BlockerChanged(header(artifact, "blocked" + minute, minute), blockerKey, true);
    }

    public static LedgerEntry ledger(String scope, Long expected, long captured) {
        return new LedgerEntry(JIRA, scope, "histories", expected, captured, null);
    }

    /** An issue with key {@code FLOW-<number>}, created at minute 0. */
    public static Snapshot snapshot(int number) {
        return new Snapshot(issue(number), "FLOW-" + number);
    }

    public static Snapshot snapshot(ArtifactId artifact, String key) {
        return new Snapshot(artifact, key);
    }

    public static Batch batch() {
        return new Batch();
    }

    public static Cursor cursor(String state) {
        return new Cursor("test", state);
    }

    /** A snapshot in the making. */
    public static final class Snapshot {
        private final ArtifactId artifact;
        private final String key;
        private String title = "a title";
        private Level level = Level.STANDARD;
        private ArtifactId parent;
        private long createdMinute;
        private long updatedMinute = 1;

        private Snapshot(ArtifactId artifact, String key) {
            this.artifact = artifact;
            this.key = key;
        }

        public Snapshot key(String other) {
            Snapshot copy = new Snapshot(artifact, other);
            copy.title = title;
            copy.level = level;
            copy.parent = parent;
            copy.createdMinute = createdMinute;
            copy.updatedMinute = updatedMinute;
            return copy;
        }

        public Snapshot title(String text) {
            title = text;
            return this;
        }

        public Snapshot subTaskOf(ArtifactId artifact) {
            parent = artifact;
            level = Level.SUB_TASK;
            return this;
        }

        public Snapshot level(Level other) {
            level = other;
            return this;
        }

        public Snapshot parent(ArtifactId artifact) {
            parent = artifact;
            return this;
        }

        public Snapshot created(long minute) {
            createdMinute = minute;
            return this;
        }

        public Snapshot updated(long minute) {
            updatedMinute = minute;
            return this;
        }

        public ArtifactSnapshot get() {
            return new ArtifactSnapshot(
                    artifact,
                    key,
                    title,
                    key.replaceFirst("-.*", ""),
                    BUG,
                    level,
                    parent,
                    OPEN,
                    null,
                    URI.create("https://jira.example.org/browse/" + artifact.nativeId()),
                    minute(createdMinute),
                    minute(updatedMinute),
                    new TreeMap<>());
        }
    }

    /** A batch in the making. */
    public static final class Batch {
        private final List<ArtifactSnapshot> snapshots = new ArrayList<>();
        private final List<FlowEvent> events = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private final List<StateDefinition> definitions = new ArrayList<>();
        private final List<StateUse> uses = new ArrayList<>();
        private final List<LedgerEntry> ledger = new ArrayList<>();

        public Batch with(Snapshot... more) {
            for (Snapshot snapshot : more) {
                snapshots.add(snapshot.get());
            }
            return this;
        }

        public Batch with(ArtifactSnapshot snapshot) {
            snapshots.add(snapshot);
            return this;
        }

        public Batch with(FlowEvent... more) {
            events.addAll(List.of(more));
            return this;
        }

        public Batch with(Link... more) {
            links.addAll(List.of(more));
            return this;
        }

        public Batch with(StateDefinition... more) {
            definitions.addAll(List.of(more));
            return this;
        }

        public Batch with(StateUse... more) {
            uses.addAll(List.of(more));
            return this;
        }

        public Batch with(LedgerEntry... more) {
            ledger.addAll(List.of(more));
            return this;
        }

        public FactBatch get() {
            return new FactBatch(snapshots, events, links, definitions, uses, ledger);
        }
    }
}
