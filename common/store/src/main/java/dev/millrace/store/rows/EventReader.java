package dev.millrace.store.rows;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows back into events within one read. Remembers what repeats from row to row: a few thousand actors, and a few hundred
 * transitions that make up most details.
 */
public final class EventReader {

    /** What {@link #read} needs, from table {@code event e}. */
    public static final String COLUMNS = "e.local_id, e.kind, e.occurred_at, e.sequence, e.actor_id, e.detail";

    private static final int REMEMBERED = 4_096;

    private final Statements statements;
    private final Map<Long, Actor> actors = new HashMap<>();
    private final Recent<FlowEvent> recent = new Recent<>(REMEMBERED);
    private final Texts texts = new Texts();
    private @Nullable ArtifactId artifact;
    private String artifactText = "";

    public EventReader(Statements statements) {
        this.statements = statements;
    }

    /** The event whose {@link #COLUMNS} begin at that column of the row. */
    public FlowEvent read(ResultSet row, int column, ArtifactId of) throws SQLException {
        if (!of.equals(artifact)) {
            artifact = of;
            artifactText = of.toString();
        }
        EventHeader header = new EventHeader(
                new EventId(EventRows.id(artifactText, Texts.some(row, column))),
                of,
                Instant.ofEpochMilli(row.getLong(column + 2)),
                row.getLong(column + 3),
                actor(row.getLong(column + 4)));
        FlowEvent.Kind kind = Codes.EVENT_KIND.read(row.getInt(column + 1));
        byte[] detail = row.getBytes(column + 5);
        try {
            return EventDetails.repeat(kind)
                    ? remembered(kind, header, detail)
                    : EventDetails.read(kind, header, new FieldReader(detail, texts));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new StoreException(
                    "the store's record of event " + header.id() + " is damaged (" + e.getMessage()
                            + "): restore the file from a backup, or move it away and sync anew",
                    e);
        }
    }

    private FlowEvent remembered(FlowEvent.Kind kind, EventHeader header, byte[] detail) {
        int place = recent.place(detail, 0, detail.length);
        FlowEvent known = recent.at(place, detail, 0, detail.length);
        if (known != null && known.kind() == kind) {
            return EventDetails.like(known, header);
        }
        FlowEvent event = EventDetails.read(kind, header, new FieldReader(detail, texts));
        recent.put(place, detail, 0, detail.length, event);
        return event;
    }

    private @Nullable Actor actor(long number) throws SQLException {
        if (number == 0) {
            return null;
        }
        Actor known = actors.get(number);
        if (known == null) {
            known = statements
                    .first(
                            "SELECT pseudonym, type FROM actor WHERE id = ?",
                            row -> new Actor(row.getString(1), Codes.ACTOR_TYPE.read(row.getInt(2))),
                            number)
                    .orElseThrow(() -> new StoreException(
                            "the store is damaged: it refers to an actor " + number + " that it does not have"));
            if (actors.size() == REMEMBERED) {
                actors.clear();
            }
            actors.put(number, known);
        }
        return known;
    }
}
