package dev.millrace.store.rows;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StageRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of event adds to its header, as the text of {@link FieldWriter}; instants are milliseconds since 1970, constants
 * their numbers. The same event always gives the same text: the store compares texts to tell whether an event reads differently
 * than before, so this form is never changed without a migration. A kind may get further fields at its end.
 */
public final class EventDetails {

    private EventDetails() {}

    /** The details of an event as text. */
    public static String write(FlowEvent event) {
        FieldWriter to = new FieldWriter();
        if (event instanceof FlowEvent.Created e) {
            put(e.state(), to);
            put(e.type(), to);
        } else if (event instanceof FlowEvent.StateChanged e) {
            put(e.from(), to);
            put(e.to(), to);
        } else if (event instanceof FlowEvent.ResolutionChanged e) {
            to.put(e.from()).put(e.to());
        } else if (event instanceof FlowEvent.TypeChanged e) {
            put(e.from(), to);
            put(e.to(), to);
        } else if (event instanceof FlowEvent.AssigneeChanged e) {
            put(e.from(), to);
            put(e.to(), to);
        } else if (event instanceof FlowEvent.Moved e) {
            to.put(e.fromKey()).put(e.toKey());
        } else if (event instanceof FlowEvent.ParentChanged e) {
            to.put(e.from() == null ? null : e.from().toString()).put(e.to() == null ? null : e.to().toString());
        } else if (event instanceof FlowEvent.FlagChanged e) {
            to.put(e.raised() ? 1 : 0);
        } else if (event instanceof FlowEvent.BlockerChanged e) {
            to.put(e.blockerKey()).put(e.added() ? 1 : 0);
        } else if (event instanceof FlowEvent.CommitAdded e) {
            to.put(e.sha()).put(Millis.of(e.authoredAt(), e.id()));
        } else if (event instanceof FlowEvent.ReviewRequested e) {
            put(e.reviewer(), to);
        } else if (event instanceof FlowEvent.Reviewed e) {
            to.put(e.verdict());
        } else if (event instanceof FlowEvent.StageRan e) {
            put(e, e.run(), to);
        } else {
            throw new IllegalStateException("no stored form for events of kind " + event.kind());
        }
        return to.text();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param text in UTF-8
     * @throws IllegalArgumentException if it is damaged; the message names the field
     */
    public static FlowEvent read(FlowEvent.Kind kind, EventHeader header, byte[] text) {
        return read(kind, header, new FieldReader(text, new Texts()));
    }

    static FlowEvent read(FlowEvent.Kind kind, EventHeader header, FieldReader from) {
        return switch (kind) {
            case CREATED -> new FlowEvent.Created(header, state(from, "state"), typeOrNull(from));
            case STATE_CHANGED -> new FlowEvent.StateChanged(header, state(from, "from"), state(from, "to"));
            case RESOLUTION_CHANGED -> new FlowEvent.ResolutionChanged(header, from.textOrNull(), from.textOrNull());
            case TYPE_CHANGED -> new FlowEvent.TypeChanged(header, type(from, "from"), type(from, "to"));
            case ASSIGNEE_CHANGED -> new FlowEvent.AssigneeChanged(header, actor(from), actor(from));
            case MOVED -> new FlowEvent.Moved(header, from.text("from"), from.text("to"));
            case PARENT_CHANGED -> new FlowEvent.ParentChanged(header, artifact(from), artifact(from));
            case FLAG_CHANGED -> new FlowEvent.FlagChanged(header, flag(from, "raised"));
            case BLOCKER_CHANGED -> new FlowEvent.BlockerChanged(header, from.text("key"), flag(from, "added"));
            case COMMIT_ADDED ->
                new FlowEvent.CommitAdded(header, from.text("sha"), Instant.ofEpochMilli(from.number("authoredAt")));
            case REVIEW_REQUESTED -> new FlowEvent.ReviewRequested(header, actor(from));
            case REVIEWED -> new FlowEvent.Reviewed(header, from.text("verdict"));
            case STAGE_RAN -> new FlowEvent.StageRan(header, run(from));
        };
    }

    /** Whether many events of a kind have the same details. */
    static boolean repeat(FlowEvent.Kind kind) {
        return switch (kind) {
            case MOVED, PARENT_CHANGED, BLOCKER_CHANGED, COMMIT_ADDED, STAGE_RAN -> false;
            default -> true;
        };
    }

    /** An event with the details of that one; of a kind whose details {@link #repeat}. */
    static FlowEvent like(FlowEvent event, EventHeader header) {
        if (event instanceof FlowEvent.StateChanged e) {
            return new FlowEvent.StateChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.Created e) {
            return new FlowEvent.Created(header, e.state(), e.type());
        } else if (event instanceof FlowEvent.ResolutionChanged e) {
            return new FlowEvent.ResolutionChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.TypeChanged e) {
            return new FlowEvent.TypeChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.AssigneeChanged e) {
            return new FlowEvent.AssigneeChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.FlagChanged e) {
            return new FlowEvent.FlagChanged(header, e.raised());
        } else if (event instanceof FlowEvent.ReviewRequested e) {
            return new FlowEvent.ReviewRequested(header, e.reviewer());
        } else if (event instanceof FlowEvent.Reviewed e) {
            return new FlowEvent.Reviewed(header, e.verdict());
        }
        throw new IllegalStateException("details of " + event.kind() + " do not repeat");
    }

    /** The key that a change of a blocker names; empty if the text is damaged. */
    public static String blockerKey(String text) {
        try {
            String key = new FieldReader(text.getBytes(StandardCharsets.UTF_8), new Texts()).textOrNull();
            return key == null ? "" : key;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void put(NativeState state, FieldWriter to) {
        to.put(state.id()).put(state.name());
    }

    private static void put(@Nullable NativeType type, FieldWriter to) {
        to.put(type == null ? null : type.id()).put(type == null ? null : type.name());
    }

    private static void put(@Nullable Actor actor, FieldWriter to) {
        to.put(actor == null ? null : actor.pseudonym())
                .put(actor == null ? null : (Long) (long) Codes.ACTOR_TYPE.of(actor.type()));
    }

    private static void put(FlowEvent event, StageRun run, FieldWriter to) {
        to.put(run.id())
                .put(run.parentId())
                .put(Codes.RUN_KIND.of(run.kind()))
                .put(run.name())
                .put(run.start() == null ? null : (Long) Millis.of(run.start(), event.id()))
                .put(run.end() == null ? null : (Long) Millis.of(run.end(), event.id()))
                .put(run.result())
                .put(run.skipped())
                .put(run.agentWait() == null ? null : (Long) run.agentWait().toMillis())
                .put(run.inputPause() == null ? null : (Long) run.inputPause().toMillis());
    }

    private static StageRun run(FieldReader from) {
        return new StageRun(
                from.text("id"),
                from.textOrNull(),
                Codes.RUN_KIND.read((int) from.number("kind")),
                from.text("name"),
                instant(from.numberOrNull("start")),
                instant(from.numberOrNull("end")),
                from.textOrNull(),
                from.textOrNull(),
                duration(from.numberOrNull("agentWait")),
                duration(from.numberOrNull("inputPause")));
    }

    private static NativeState state(FieldReader from, String field) {
        return new NativeState(from.textOrNull(), from.text(field));
    }

    private static NativeType type(FieldReader from, String field) {
        return new NativeType(from.textOrNull(), from.text(field));
    }

    private static @Nullable NativeType typeOrNull(FieldReader from) {
        String id = from.textOrNull();
        String name = from.textOrNull();
        return name == null ? null : new NativeType(id, name);
    }

    private static @Nullable Actor actor(FieldReader from) {
        String pseudonym = from.textOrNull();
        Long type = from.numberOrNull("type");
        return pseudonym == null || type == null ? null : new Actor(pseudonym, Codes.ACTOR_TYPE.read(type.intValue()));
    }

    private static @Nullable ArtifactId artifact(FieldReader from) {
        String id = from.textOrNull();
        return id == null ? null : ArtifactId.parse(id);
    }

    private static boolean flag(FieldReader from, String field) {
        return from.number(field) != 0;
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
