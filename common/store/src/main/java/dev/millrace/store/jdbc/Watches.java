package dev.millrace.store.jdbc;

import dev.millrace.facts.Watch;
import dev.millrace.store.StoredText;
import dev.millrace.store.WatchList;
import dev.millrace.store.Watched;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The watch lists. What is on one for long is read ever more seldom, so that what will never end costs little: the next visit is due
 * after an hour, or after a tenth of the time that it has been on the list, whichever is longer.
 */
final class Watches {

    private static final long SOONEST_MILLIS = 3_600_000;
    private static final int SHARE = 10;

    private static final String PUT = "INSERT INTO watched"
            + " (source_id, artifact_id, handle, reason, since, visited_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (source_id, artifact_id) DO UPDATE SET handle = excluded.handle, reason = excluded.reason,"
            + " visited_at = excluded.visited_at, due_at = CASE"
            + " WHEN (excluded.visited_at - watched.since) / " + SHARE + " > " + SOONEST_MILLIS
            + " THEN excluded.visited_at + (excluded.visited_at - watched.since) / " + SHARE
            + " ELSE excluded.due_at END";

    private static final String LISTS =
            "SELECT s.name, w.reason, count(*), sum(CASE WHEN w.due_at <= ? THEN 1 ELSE 0 END),"
                    + " min(w.since), max(w.visited_at), min(w.visited_at)"
                    + " FROM watched w JOIN source s ON s.id = w.source_id GROUP BY s.name, w.reason ORDER BY s.name, w.reason";

    private final Statements statements;
    private final Identities ids;

    Watches(Statements statements, Identities ids) {
        this.statements = statements;
        this.ids = ids;
    }

    /** What the batch says, whose source has that number. An artifact named twice ends as the later one says. */
    void put(long source, List<Watch> watches, long now) throws SQLException {
        List<Object> finished = new ArrayList<>();
        for (Watch watch : watches) {
            if (watch instanceof Watch.Unfinished open) {
                finished.remove((Object) ids.of(watch.artifact()));
                statements.addToBatch(
                        PUT,
                        source,
                        ids.of(watch.artifact()),
                        StoredText.of(open.handle()),
                        Codes.WATCH_REASON.of(open.reason()),
                        now,
                        now,
                        now + SOONEST_MILLIS);
            } else {
                finished.add(ids.of(watch.artifact()));
            }
        }
        statements.runBatch(PUT);
        for (List<Object> list : Sql.lists(finished)) {
            statements.update(
                    "DELETE FROM watched WHERE source_id = ? AND artifact_id IN " + Sql.marks(list),
                    Sql.values(List.of(source), list, List.of()));
        }
    }

    /** A source lists it and has never shown it: it is due at once. */
    void unseen(long source, long artifact, String handle, long now) throws SQLException {
        statements.update(
                "INSERT INTO watched (source_id, artifact_id, handle, reason, since, visited_at, due_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source_id, artifact_id) DO NOTHING",
                source,
                artifact,
                StoredText.of(handle),
                Codes.WATCH_REASON.of(Watch.Reason.UNSEEN),
                now,
                now,
                now);
    }

    /** What is to be read again by now, what is due for longest first. */
    static List<Watched> due(Statements statements, String source, Set<Watch.Reason> reasons, long now, int atMost)
            throws SQLException {
        List<Object> codes = new ArrayList<>();
        reasons.forEach(reason -> codes.add(Codes.WATCH_REASON.of(reason)));
        ArtifactRows artifacts = new ArtifactRows(statements);
        return statements.list(
                "SELECT a.tool_id, a.kind, a.native_id, w.handle, w.reason, w.since, w.visited_at FROM watched w"
                        + " JOIN source s ON s.id = w.source_id JOIN artifact a ON a.id = w.artifact_id"
                        + " WHERE s.name = ? AND w.due_at <= ? AND w.reason IN " + Sql.marks(codes)
                        + " ORDER BY w.due_at, w.artifact_id LIMIT ?",
                row -> new Watched(
                        artifacts.read(row, 1),
                        row.getString(4),
                        Codes.WATCH_REASON.read(row.getInt(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        Instant.ofEpochMilli(row.getLong(7))),
                Sql.values(List.of(StoredText.of(source), now), codes, List.of(atMost)));
    }

    /** One line for each reason, joined to one list for each source. */
    static List<WatchList> lists(Statements statements, long now) throws SQLException {
        List<WatchList> lists = new ArrayList<>();
        List<WatchList> lines = statements.list(
                LISTS,
                row -> new WatchList(
                        row.getString(1),
                        row.getLong(3),
                        Map.of(Codes.WATCH_REASON.read(row.getInt(2)), row.getLong(3)),
                        row.getLong(4),
                        Instant.ofEpochMilli(row.getLong(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        Instant.ofEpochMilli(row.getLong(7))),
                now);
        for (WatchList line : lines) {
            int last = lists.size() - 1;
            if (last >= 0 && lists.get(last).source().equals(line.source())) {
                lists.set(last, joined(lists.get(last), line));
            } else {
                lists.add(line);
            }
        }
        return lists;
    }

    private static WatchList joined(WatchList one, WatchList other) {
        Map<Watch.Reason, Long> byReason = new EnumMap<>(one.byReason());
        byReason.putAll(other.byReason());
        return new WatchList(
                one.source(),
                one.count() + other.count(),
                byReason,
                one.due() + other.due(),
                earlier(one.oldest(), other.oldest()),
                earlier(one.lastVisit(), other.lastVisit()).equals(one.lastVisit())
                        ? other.lastVisit()
                        : one.lastVisit(),
                earlier(one.longestUnvisited(), other.longestUnvisited()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
