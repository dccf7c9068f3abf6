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
import java.util.LinkedHashMap;
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
    private final Map<Long, Actor> actors = new Remembered<>();
    private final Map<String, EventDetails> details = new Remembered<>();
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
                new EventId(EventRows.id(artifactText, row.getString(column))),
                of,
                Instant.ofEpochMilli(row.getLong(column + 2)),
                row.getLong(column + 3),
                actor(row.getLong(column + 4)));
        return details(header.id(), row.getString(column + 5))
                .event(Codes.EVENT_KIND.read(row.getInt(column + 1)), header);
    }

    private EventDetails details(EventId id, String json) {
        EventDetails known = details.get(json);
        if (known == null) {
            known = EventDetails.parse(id, json);
            details.put(json, known);
        }
        return known;
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
            actors.put(number, known);
        }
        return known;
    }

    /** Forgets what was not used for longest. */
    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {

        Remembered() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
