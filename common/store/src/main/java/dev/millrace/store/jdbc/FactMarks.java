package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FactChanges;
import dev.millrace.store.FactMark;
import dev.millrace.store.StoreException;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks where the facts stand and finds what changed since: new rows by their numbers, which grow with recorded-at, and retracted ones
 * by an index that holds only those. DISTINCT is left to Java: for it SQLite would walk the index of all artifacts.
 */
final class FactMarks {

    /** More artifacts than that in a mark would cost more than they save. */
    static final int MOST_LATER = 10_000;

    /** More changed rows than that are not looked at. */
    private static final int MOST_ROWS = 1_000_000;

    private static final List<String> TABLES =
            List.of("event", "snapshot", "link", "ledger_line", "tombstone", "state_definition", "state_use");
    private static final List<String> STATES = List.of("state_definition", "state_use");

    private static final String LIMIT = " LIMIT " + (MOST_ROWS + 1);

    /** The row that says where the store stands. */
    private record Recording(
            @Nullable Long last,
            @Nullable Long readUntil,
            @Nullable Instant horizon,
            long prunings) {}

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final Knowledge knowledge;
    private final long asOf;
    private final long knownAt;
    private final Recording now;

    FactMarks(Statements statements, Knowledge knowledge) throws SQLException {
        this.statements = statements;
        this.artifacts = new ArtifactRows(statements);
        this.knowledge = knowledge;
        this.asOf = Millis.asOf(knowledge);
        this.knownAt = Millis.knownAt(knowledge);
        this.now = statements
                .first("SELECT last_recorded_at, read_until, horizon, prunings FROM recording WHERE id = 1", row -> {
                    Long horizon = Statements.number(row, 3);
                    return new Recording(
                            Statements.number(row, 1),
                            Statements.number(row, 2),
                            horizon == null ? null : Instant.ofEpochMilli(horizon),
                            row.getLong(4));
                })
                .orElseThrow(() -> new StoreException("the store has lost its clock: the file is damaged"));
    }

    /** See {@link FactChanges#mark}. */
    Optional<FactMark> mark() throws SQLException {
        if (!newest()) {
            return Optional.empty();
        }
        Set<Long> later = new HashSet<>();
        boolean told = dated("event", "occurred_at", later) && dated("snapshot", "created_at", later);
        return told ? mark(later) : Optional.empty();
    }

    /** See {@link FactChanges#changedSince}. */
    Optional<ChangedFacts> since(FactMark mark, int atMost) throws SQLException {
        boolean forward = asOf >= Millis.asOf(mark.knowledge()) && knownAt >= Millis.knownAt(mark.knowledge());
        if (!forward
                || !Objects.equals(now.horizon(), mark.horizon())
                || now.prunings() != mark.prunings()
                || !continues(mark)) {
            return Optional.empty();
        }
        Set<Long> changed = new HashSet<>();
        Set<Long> sources = new HashSet<>();
        Set<Long> later = new HashSet<>();
        Set<ArtifactId> named = new HashSet<>();
        boolean told = added(mark, "event", "artifact_id, occurred_at", changed, later)
                && added(mark, "snapshot", "artifact_id, created_at", changed, later)
                && added(mark, "tombstone", "artifact_id, NULL", changed, later)
                && added(mark, "link", "from_id, NULL", sources, later)
                && retracted(mark, "event", "artifact_id", changed)
                && retracted(mark, "snapshot", "artifact_id", changed)
                && retracted(mark, "tombstone", "artifact_id", changed)
                && retracted(mark, "link", "from_id", sources)
                && ledger(mark, named);
        if (!told || changed.size() > atMost || sources.size() > atMost) {
            return Optional.empty();
        }
        if (asOf > Millis.asOf(mark.knowledge())) {
            named.addAll(mark.later());
            Set<Long> before = artifacts.numbers(mark.later());
            stillDated("event", "occurred_at", before, later);
            stillDated("snapshot", "created_at", before, later);
        } else {
            later.addAll(artifacts.numbers(mark.later()));
        }
        named.addAll(artifacts.of(changed));
        Set<ArtifactId> linkSources = artifacts.of(sources);
        Set<ArtifactId> all = new HashSet<>(named);
        all.addAll(linkSources);
        return all.size() > atMost
                ? Optional.empty()
                : Optional.of(new ChangedFacts(
                        named, linkSources, statesChanged(mark), newest() ? mark(later) : Optional.empty()));
    }

    private boolean newest() {
        return now.last() == null || now.last() <= knownAt;
    }

    private Optional<FactMark> mark(Set<Long> later) throws SQLException {
        if (later.size() > MOST_LATER) {
            return Optional.empty();
        }
        Map<String, FactMark.Place> places = new HashMap<>();
        for (String table : TABLES) {
            places.put(table, place(table));
        }
        return Optional.of(new FactMark(
                knowledge,
                Instant.ofEpochMilli(retractedUntil()),
                now.horizon(),
                now.prunings(),
                places,
                artifacts.of(later)));
    }

    /** What is recorded next may be dated like the newest fact, unless the known-at has been promised to be final. */
    private long retractedUntil() {
        if (now.last() == null) {
            return 0;
        }
        boolean promised = now.readUntil() != null && knownAt <= now.readUntil();
        return promised ? now.last() : now.last() - 1;
    }

    private FactMark.Place place(String table) throws SQLException {
        Long retractedAt = statements
                .first(
                        "SELECT retracted_at FROM " + table
                                + " WHERE retracted_at IS NOT NULL ORDER BY retracted_at DESC LIMIT 1",
                        row -> row.getLong(1))
                .orElse(null);
        return statements
                .first(
                        "SELECT id, recorded_at FROM " + table + " ORDER BY id DESC LIMIT 1",
                        row -> new FactMark.Place(row.getLong(1), row.getLong(2), retractedAt))
                .orElse(new FactMark.Place(0, 0, retractedAt));
    }

    /** Whether the newest facts of the mark are there and are the same. */
    private boolean continues(FactMark mark) throws SQLException {
        for (String table : TABLES) {
            FactMark.Place place = mark.places().get(table);
            if (place == null) {
                return false;
            }
            if (place.id() > 0
                    && !any(
                            "SELECT 1 FROM " + table + " WHERE id = ? AND recorded_at = ?",
                            place.id(),
                            place.recordedAt())) {
                return false;
            }
            if (place.retractedAt() != null
                    && !any("SELECT 1 FROM " + table + " WHERE retracted_at = ? LIMIT 1", place.retractedAt())) {
                return false;
            }
        }
        return true;
    }

    /** Adds what is dated after as-of: either also after it was recorded, for which there is an index, or recorded after as-of. */
    private boolean dated(String table, String date, Set<Long> into) throws SQLException {
        String query = "SELECT artifact_id FROM " + table + " WHERE " + date + " > ? AND retracted_at IS NULL AND ";
        boolean told = gather(query + date + " > recorded_at", into, null, asOf);
        if (!told || now.last() == null || now.last() <= asOf) {
            return told;
        }
        return gather(query + "recorded_at > ?", into, null, asOf, asOf);
    }

    private void stillDated(String table, String date, Collection<Long> numbers, Set<Long> into) throws SQLException {
        for (List<Long> list : Sql.lists(numbers)) {
            statements.list(
                    "SELECT artifact_id FROM " + table + " WHERE " + date + " > ? AND retracted_at IS NULL"
                            + " AND artifact_id IN " + Sql.marks(list),
                    row -> into.add(row.getLong(1)),
                    Sql.values(List.of(asOf), list, List.of()));
        }
    }

    private boolean added(FactMark mark, String table, String columns, Set<Long> into, Set<Long> later)
            throws SQLException {
        return gather("SELECT " + columns + " FROM " + table + " WHERE id > ?", into, later, id(mark, table));
    }

    private boolean retracted(FactMark mark, String table, String column, Set<Long> into) throws SQLException {
        return gather("SELECT " + column + " FROM " + table + " WHERE retracted_at > ?", into, null, until(mark));
    }

    /** False if there are too many rows. */
    private boolean gather(String query, Set<Long> into, @Nullable Set<Long> later, Object... values)
            throws SQLException {
        int[] rows = {0};
        statements.each(
                query + LIMIT,
                row -> {
                    rows[0]++;
                    long artifact = row.getLong(1);
                    into.add(artifact);
                    // a date that is NULL reads as 0, which a real one may be before
                    if (later != null && row.getLong(2) > asOf && !row.wasNull()) {
                        later.add(artifact);
                    }
                },
                values);
        return rows[0] <= MOST_ROWS;
    }

    private boolean ledger(FactMark mark, Set<ArtifactId> into) throws SQLException {
        int[] rows = {0};
        Statements.RowConsumer line = row -> {
            rows[0]++;
            artifact(row.getString(1)).ifPresent(into::add);
        };
        statements.each("SELECT scope FROM ledger_line WHERE id > ?" + LIMIT, line, id(mark, "ledger_line"));
        statements.each("SELECT scope FROM ledger_line WHERE retracted_at > ?" + LIMIT, line, until(mark));
        return rows[0] <= MOST_ROWS;
    }

    /** A line is about one artifact if its scope is written as one; else it is about a scan. */
    private static Optional<ArtifactId> artifact(String scope) {
        try {
            return Optional.of(ArtifactId.parse(scope));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean statesChanged(FactMark mark) throws SQLException {
        for (String table : STATES) {
            if (any("SELECT 1 FROM " + table + " WHERE id > ? LIMIT 1", id(mark, table))
                    || any("SELECT 1 FROM " + table + " WHERE retracted_at > ? LIMIT 1", until(mark))) {
                return true;
            }
        }
        return false;
    }

    private boolean any(String query, Object... values) throws SQLException {
        return statements.first(query, row -> true, values).orElse(false);
    }

    private static long id(FactMark mark, String table) {
        return Objects.requireNonNull(mark.places().get(table)).id();
    }

    private static long until(FactMark mark) {
        return mark.retractedUntil().toEpochMilli();
    }
}
