package dev.millrace.store.jdbc;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.ItemRow;
import dev.millrace.store.ItemTables;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Derived rows of items. */
final class JdbcItemTables implements ItemTables {

    private static final String ID = DerivedReads.ID;
    private static final String NEVER = "9223372036854775807";

    private final DerivedReads reads;

    JdbcItemTables(DerivedReads reads) {
        this.reads = reads;
    }

    @Override
    public void forEachItem(String stream, Instant earliest, Consumer<? super ItemRow> consumer) {
        reads.each(
                "SELECT " + ID + ", f.team, f.services, f.valid_from, f.valid_until, f.body FROM item_flow f"
                        + " JOIN artifact a ON a.id = f.item_id WHERE f.stream = ? AND f.cycle = 1 AND f.past_at >= ?"
                        + " AND f.body IS NOT NULL",
                (row, ids) -> consumer.accept(new ItemRow(
                        ids.read(row, 1),
                        row.getString(4),
                        row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getBytes(8))),
                StoredText.of(stream),
                DerivedReads.ceiling(earliest));
    }

    @Override
    public void forEachGroup(
            String stream, Instant earliest, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer) {
        Map<Integer, Long> counts = new HashMap<>();
        reads.each(
                "SELECT group_id, count(*) FROM item_flow WHERE stream = ? AND cycle = 1 AND past_at < ?"
                        + " GROUP BY group_id",
                (row, ids) -> counts.put(row.getInt(1), row.getLong(2)),
                StoredText.of(stream),
                DerivedReads.ceiling(earliest));
        reads.ofArtifacts(
                "SELECT item_id, group_id, past_at, stream FROM item_flow WHERE cycle = 1 AND group_id IS NOT NULL"
                        + " AND item_id IN ",
                without,
                (item, row, ids) -> {
                    if (row.getLong(3) < DerivedReads.ceiling(earliest)
                            && row.getString(4).equals(StoredText.of(stream))) {
                        counts.merge(row.getInt(2), -1L, Long::sum);
                    }
                });
        counts.forEach((group, count) -> {
            if (count > 0) {
                consumer.accept(group, count);
            }
        });
    }

    @Override
    public void forEachDone(
            String stream, Instant since, Instant earliest, Set<ArtifactId> without, DoneConsumer consumer) {
        reads.read(statements -> {
            Set<Long> left =
                    new HashSet<>(new ArtifactRows(statements).numbered(without).keySet());
            statements.each(
                    "SELECT f.item_id, f.stopped_at, f.type, f.project, f.team, f.services, f.origin FROM item_flow h"
                            + " JOIN item_flow f ON f.item_id = h.item_id AND f.stream = h.stream WHERE h.stream = ?"
                            + " AND h.cycle = 1 AND h.past_at >= ? AND h.past_at < ? AND f.status = '" + Status.DONE
                            + "' AND f.stopped_at >= ? AND f.level <> '" + Level.PORTFOLIO + "'",
                    row -> {
                        if (!left.contains(row.getLong(1))) {
                            consumer.accept(
                                    Instant.ofEpochMilli(row.getLong(2)),
                                    ItemType.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                                    Origin.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6));
                        }
                    },
                    StoredText.of(stream),
                    DerivedReads.ceiling(since),
                    DerivedReads.ceiling(earliest),
                    DerivedReads.ceiling(since));
            return true;
        });
    }

    @Override
    public void forEachOwned(String stream, OwnerPredicate wanted, Consumer<? super ArtifactId> consumer) {
        List<@Nullable Object[]> owners = new ArrayList<>();
        reads.each(
                "SELECT DISTINCT project, team, services FROM item_flow WHERE stream = ? AND cycle = 1",
                (row, ids) -> {
                    if (wanted.test(row.getString(1), row.getString(2), row.getString(3))) {
                        owners.add(new @Nullable Object[] {
                            StoredText.of(stream), row.getString(1), row.getString(2), row.getString(3)
                        });
                    }
                },
                StoredText.of(stream));
        for (@Nullable Object[] owner : owners) {
            reads.each(
                    "SELECT " + ID + " FROM item_flow f JOIN artifact a ON a.id = f.item_id WHERE f.stream = ?"
                            + " AND f.cycle = 1 AND f.project = ? AND f.team IS NOT DISTINCT FROM ? AND f.services = ?",
                    (row, ids) -> consumer.accept(ids.read(row, 1)),
                    owner);
        }
    }

    /** What the rows of an item say of whose it is. */
    private record Owner(
            String stream, String project, @Nullable String team, String services) {
        static Owner of(ResultSet row, int column) throws SQLException {
            return new Owner(
                    row.getString(column),
                    row.getString(column + 1),
                    row.getString(column + 2),
                    row.getString(column + 3));
        }
    }

    @Override
    public void forEachOwner(Set<ArtifactId> without, OwnedConsumer consumer) {
        Map<Owner, Long> counts = new HashMap<>();
        reads.each(
                "SELECT stream, project, team, services, count(*) FROM item_flow WHERE cycle = 1"
                        + " GROUP BY stream, project, team, services",
                (row, ids) -> counts.put(Owner.of(row, 1), row.getLong(5)));
        reads.ofArtifacts(
                "SELECT item_id, stream, project, team, services FROM item_flow WHERE cycle = 1 AND item_id IN ",
                without,
                (item, row, ids) -> counts.merge(Owner.of(row, 2), -1L, Long::sum));
        counts.forEach((owner, count) -> {
            if (count > 0) {
                consumer.accept(owner.stream(), owner.project(), owner.team(), owner.services(), count);
            }
        });
    }

    @Override
    public void forEachPullRequestItem(Consumer<? super ArtifactId> consumer) {
        reads.each(
                "SELECT DISTINCT " + ID
                        + ", f.item_id FROM item_flow f JOIN artifact a ON a.id = f.item_id WHERE a.kind = "
                        + Codes.ARTIFACT_KIND.of(ArtifactKind.PULL_REQUEST),
                (row, ids) -> consumer.accept(ids.read(row, 1)));
    }

    @Override
    public Set<ArtifactId> invalidAt(Instant asOf) {
        Set<ArtifactId> invalid = new HashSet<>();
        for (String condition : List.of(
                "f.valid_from > 0 AND f.valid_from > ? AND f.valid_from < " + NEVER,
                "f.valid_until < " + NEVER + " AND f.valid_until < ? AND f.valid_from < " + NEVER)) {
            reads.each(
                    "SELECT " + ID + " FROM item_flow f JOIN artifact a ON a.id = f.item_id WHERE " + condition,
                    (row, ids) -> invalid.add(ids.read(row, 1)),
                    asOf.toEpochMilli());
        }
        return invalid;
    }

    @Override
    public Set<ArtifactId> neverValid() {
        Set<ArtifactId> never = new HashSet<>();
        reads.each(
                "SELECT " + ID + " FROM item_flow f JOIN artifact a ON a.id = f.item_id WHERE f.valid_from > 0"
                        + " AND f.valid_from = " + NEVER,
                (row, ids) -> never.add(ids.read(row, 1)));
        return never;
    }

    @Override
    public Set<ArtifactId> blockedBy(Collection<String> keys) {
        Set<ArtifactId> blocked = new HashSet<>();
        for (List<String> list : Sql.lists(keys)) {
            reads.each(
                    "SELECT " + ID + " FROM item_blocker b JOIN artifact a ON a.id = b.item_id WHERE b.blocker IN "
                            + Sql.marks(list),
                    (row, ids) -> blocked.add(ids.read(row, 1)),
                    list.toArray());
        }
        return blocked;
    }

    @Override
    public void forEachIncident(String stream, BiConsumer<? super ArtifactId, byte[]> consumer) {
        reads.each(
                "SELECT " + ID + ", i.body FROM item_incident i JOIN artifact a ON a.id = i.item_id WHERE i.stream = ?",
                (row, ids) -> consumer.accept(ids.read(row, 1), row.getBytes(4)),
                StoredText.of(stream));
    }

    @Override
    public void forEachCompletion(
            String stream,
            ToolInstance tool,
            String project,
            Instant from,
            BiConsumer<? super ArtifactId, byte[]> consumer) {
        reads.each(
                "SELECT " + ID + ", c.body FROM completion c JOIN artifact a ON a.id = c.issue_id"
                        + " WHERE c.stream = ? AND c.tool = ? AND c.project = ? AND c.since_at >= ?",
                (row, ids) -> consumer.accept(ids.read(row, 1), row.getBytes(4)),
                StoredText.of(stream),
                StoredText.of(tool.toString()),
                StoredText.of(project),
                from.toEpochMilli());
    }

    @Override
    public Set<ArtifactId> changedAfter(Instant instant) {
        Set<ArtifactId> changed = new HashSet<>();
        reads.each(
                "SELECT " + ID + " FROM artifact_recent r JOIN artifact a ON a.id = r.artifact_id WHERE r.last_at > ?",
                (row, ids) -> changed.add(ids.read(row, 1)),
                instant.toEpochMilli());
        return changed;
    }

    @Override
    public Optional<Instant> first() {
        return reads.read(statements -> {
            long first = Long.MAX_VALUE;
            for (String query : List.of(
                    "SELECT min(created_at) FROM item_flow",
                    "SELECT min(created_at) FROM automation",
                    "SELECT min(at) FROM build_result",
                    "SELECT min(ended_at) FROM delivery_deployment")) {
                first = Math.min(
                        first,
                        statements
                                .first(
                                        query,
                                        row -> Statements.number(row, 1) == null ? Long.MAX_VALUE : row.getLong(1))
                                .orElse(Long.MAX_VALUE));
            }
            return first == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
        });
    }
}
