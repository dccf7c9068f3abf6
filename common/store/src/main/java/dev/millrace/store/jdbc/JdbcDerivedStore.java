package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedChanges.CodebaseFacts;
import dev.millrace.store.DerivedState;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.FactMark;
import dev.millrace.store.ItemRow;
import dev.millrace.store.ServedRow;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/** Derived rows beside the tables of facts. */
final class JdbcDerivedStore implements DerivedStore {

    private static final String ID = "a.tool_id, a.kind, a.native_id";
    private static final String NEVER = "9223372036854775807";

    private final Database database;

    JdbcDerivedStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<DerivedState> state() {
        return database.read(statements -> statements
                .first(
                        "SELECT revision, fingerprint, mark FROM derivation WHERE id = 1 AND fingerprint IS NOT NULL",
                        row -> {
                            long revision = row.getLong(1);
                            String fingerprint = row.getString(2);
                            return FactMarkText.read(row.getString(3))
                                    .map(mark -> new DerivedState(revision, fingerprint, mark));
                        })
                .flatMap(state -> state));
    }

    @Override
    public long events() {
        return database.read(statements -> statements
                .first("SELECT id FROM event ORDER BY id DESC LIMIT 1", row -> row.getLong(1))
                .orElse(0L));
    }

    @Override
    public boolean writable() {
        return !database.readOnly();
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return database.read(statements -> work.get());
    }

    @Override
    public String begin() {
        String name = UUID.randomUUID().toString();
        database.write(statements -> {
            DerivedWriter.deleteAll(statements);
            return statements.update(
                    "UPDATE derivation SET revision = revision + 1, derivation = ?, fingerprint = NULL, mark = NULL"
                            + " WHERE id = 1",
                    name);
        });
        return name;
    }

    @Override
    public boolean build(String derivation, DerivedChanges changes, Words words) {
        return database.write(statements -> {
            if (!underWay(statements, derivation)) {
                return false;
            }
            new DerivedWriter(statements).write(changes, words);
            return true;
        });
    }

    @Override
    public boolean built(String derivation, String fingerprint, FactMark mark) {
        return database.write(statements -> underWay(statements, derivation)
                && statements.update(
                                "UPDATE derivation SET revision = revision + 1, derivation = NULL, fingerprint = ?,"
                                        + " mark = ? WHERE id = 1",
                                StoredText.of(fingerprint),
                                FactMarkText.of(mark))
                        > 0);
    }

    private static boolean underWay(Statements statements, String derivation) throws SQLException {
        return statements
                .first("SELECT 1 FROM derivation WHERE id = 1 AND derivation = ?", row -> true, derivation)
                .orElse(false);
    }

    @Override
    public boolean update(DerivedState state, DerivedChanges changes, FactMark mark, Words words) {
        return database.write(statements -> {
            int same = statements.update(
                    "UPDATE derivation SET revision = revision + 1, mark = ? WHERE id = 1 AND revision = ?",
                    FactMarkText.of(mark),
                    state.revision());
            if (same == 0) {
                return false;
            }
            new DerivedWriter(statements).write(changes, words);
            return true;
        });
    }

    @Override
    public List<byte[]> words() {
        return bodies("SELECT body FROM derived_word ORDER BY number");
    }

    @Override
    public List<byte[]> groups() {
        return bodies("SELECT body FROM item_group ORDER BY number");
    }

    private List<byte[]> bodies(String query) {
        return database.read(statements -> statements.list(query, row -> row.getBytes(1)));
    }

    // ---- codebases

    @Override
    public void forEachSnapshot(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactSnapshot> consumer) {
        database.read(statements -> {
            ArtifactRows artifacts = new ArtifactRows(statements);
            for (long tool : artifacts.toolNumbers()) {
                statements.each(
                        ItemQueries.ARTIFACTS,
                        row -> consumer.accept(SnapshotRows.read(row, artifacts).snapshot()),
                        tool,
                        Codes.ARTIFACT_KIND.of(kind),
                        Millis.knownAt(knowledge),
                        Millis.knownAt(knowledge),
                        Millis.asOf(knowledge));
            }
            return true;
        });
    }

    @Override
    public Map<ArtifactId, Integer> codebasesOf(Collection<ArtifactId> artifacts) {
        Map<ArtifactId, Integer> found = new HashMap<>();
        ofArtifacts(
                "SELECT artifact_id, codebase FROM codebase_member WHERE artifact_id IN ",
                artifacts,
                (artifact, row, ids) -> found.put(artifact, row.getInt(2)));
        return found;
    }

    @Override
    public Map<String, Integer> codebasesOfCommits(Collection<String> hashes) {
        return database.read(statements -> {
            Map<String, Integer> found = new HashMap<>();
            Map<Integer, List<String>> byLength = new HashMap<>();
            hashes.forEach(hash -> byLength.computeIfAbsent(hash.length(), unseen -> new ArrayList<>())
                    .add(StoredText.of(hash)));
            for (long tool : new ArtifactRows(statements).toolNumbers()) {
                for (Map.Entry<Integer, List<String>> alike : byLength.entrySet()) {
                    for (List<String> list : Sql.lists(alike.getValue())) {
                        statements.list(
                                "SELECT a.native_id, m.codebase FROM artifact a JOIN codebase_member m"
                                        + " ON m.artifact_id = a.id WHERE a.tool_id = ? AND a.kind = ?"
                                        + " AND a.native_length = ? AND a.native_id IN "
                                        + Sql.marks(list),
                                row -> found.put(row.getString(1), row.getInt(2)),
                                Sql.values(
                                        List.of(tool, Codes.ARTIFACT_KIND.of(ArtifactKind.COMMIT), alike.getKey()),
                                        list,
                                        List.of()));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public Map<String, Integer> codebasesNamed(Collection<String> names) {
        return database.read(statements -> {
            Map<String, Integer> found = new HashMap<>();
            for (List<String> list :
                    Sql.lists(names.stream().map(StoredText::of).toList())) {
                statements.list(
                        "SELECT name, codebase FROM codebase_name WHERE name IN " + Sql.marks(list),
                        row -> found.put(row.getString(1), row.getInt(2)),
                        list.toArray());
            }
            return found;
        });
    }

    @Override
    public Map<Integer, CodebaseFacts> facts() {
        return database.read(statements -> {
            Map<Integer, Set<String>> branches = new HashMap<>();
            Map<Integer, Set<String>> flagged = new HashMap<>();
            statements.list(
                    "SELECT codebase, kind, value FROM codebase_fact",
                    row -> (row.getString(2).equals(DerivedWriter.BRANCH) ? branches : flagged)
                            .computeIfAbsent(row.getInt(1), unseen -> new HashSet<>())
                            .add(row.getString(3)));
            Map<Integer, CodebaseFacts> facts = new HashMap<>();
            Set<Integer> all = new HashSet<>(branches.keySet());
            all.addAll(flagged.keySet());
            all.forEach(codebase -> facts.put(
                    codebase,
                    new CodebaseFacts(
                            branches.getOrDefault(codebase, Set.of()), flagged.getOrDefault(codebase, Set.of()))));
            return facts;
        });
    }

    @Override
    public int lastCodebase() {
        return database.read(statements -> statements
                .first("SELECT max(codebase) FROM codebase_member", row -> row.getInt(1))
                .orElse(0));
    }

    @Override
    public List<ArtifactId> members(Collection<Integer> codebases) {
        List<ArtifactId> members = new ArrayList<>();
        for (int codebase : codebases) {
            each(
                    "SELECT " + ID
                            + " FROM codebase_member m JOIN artifact a ON a.id = m.artifact_id WHERE m.codebase = ?",
                    (row, ids) -> members.add(ids.read(row, 1)),
                    codebase);
        }
        return members;
    }

    @Override
    public Map<ArtifactId, ServedRow> changes(int codebase) {
        Map<ArtifactId, ServedRow> changes = new HashMap<>();
        each(
                "SELECT " + ID + ", c.codebase, c.service, c.first_production, c.traced, c.digest FROM chain_change c"
                        + " JOIN artifact a ON a.id = c.change_id WHERE c.codebase = ?",
                (row, ids) -> changes.put(ids.read(row, 1), served(row, 4, Set.of())),
                codebase);
        return changes;
    }

    private static ServedRow served(ResultSet row, int column, Set<ArtifactId> runs) throws SQLException {
        Long first = Statements.number(row, column + 2);
        return new ServedRow(
                row.getInt(column),
                row.getString(column + 1),
                first == null ? null : Instant.ofEpochMilli(first),
                row.getInt(column + 3) != 0,
                row.getLong(column + 4),
                runs);
    }

    @Override
    public Map<ArtifactId, byte[]> bodies(DerivedTable table, int codebase) {
        Map<ArtifactId, byte[]> bodies = new HashMap<>();
        each(
                "SELECT " + ID + ", d.body FROM " + table.text() + " d JOIN artifact a ON a.id = d."
                        + table.columns().get(0) + " WHERE d.codebase = ?",
                (row, ids) -> bodies.put(ids.read(row, 1), row.getBytes(4)),
                codebase);
        return bodies;
    }

    // ---- chains

    @Override
    public Map<ArtifactId, Map<ArtifactId, Integer>> membersOf(Collection<ArtifactId> issues) {
        Map<ArtifactId, Map<ArtifactId, Integer>> found = new HashMap<>();
        ofArtifacts(
                "SELECT m.item_id, " + ID + ", c.codebase FROM chain_member m"
                        + " JOIN chain_change c ON c.change_id = m.artifact_id JOIN artifact a ON a.id = m.artifact_id"
                        + " WHERE m.is_change = 1 AND m.item_id IN ",
                issues,
                (issue, row, ids) ->
                        found.computeIfAbsent(issue, unseen -> new HashMap<>()).put(ids.read(row, 2), row.getInt(5)));
        return found;
    }

    @Override
    public Map<ArtifactId, Set<ArtifactId>> itemsOf(Collection<ArtifactId> artifacts) {
        Map<ArtifactId, Set<ArtifactId>> found = new HashMap<>();
        ofArtifacts(
                "SELECT m.artifact_id, " + ID + " FROM chain_member m JOIN artifact a ON a.id = m.item_id"
                        + " WHERE m.artifact_id IN ",
                artifacts,
                (artifact, row, ids) -> found.computeIfAbsent(artifact, unseen -> new HashSet<>())
                        .add(ids.read(row, 2)));
        return found;
    }

    @Override
    public Map<ArtifactId, ServedRow> served(Collection<ArtifactId> changes) {
        Map<ArtifactId, Set<ArtifactId>> runs = new HashMap<>();
        ofArtifacts(
                "SELECT s.change_id, " + ID + " FROM served s JOIN artifact a ON a.id = s.run_id WHERE s.change_id IN ",
                changes,
                (change, row, ids) ->
                        runs.computeIfAbsent(change, unseen -> new HashSet<>()).add(ids.read(row, 2)));
        Map<ArtifactId, ServedRow> found = new HashMap<>();
        ofArtifacts(
                "SELECT change_id, codebase, service, first_production, traced, digest FROM chain_change"
                        + " WHERE change_id IN ",
                changes,
                (change, row, ids) -> found.put(change, served(row, 2, runs.getOrDefault(change, Set.of()))));
        return found;
    }

    // ---- items

    @Override
    public void forEachItem(String stream, Instant earliest, Consumer<? super ItemRow> consumer) {
        each(
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
                ceiling(earliest));
    }

    @Override
    public void forEachGroup(
            String stream, Instant earliest, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer) {
        Map<Integer, Long> counts = new HashMap<>();
        each(
                "SELECT group_id, count(*) FROM item_flow WHERE stream = ? AND cycle = 1 AND past_at < ?"
                        + " GROUP BY group_id",
                (row, ids) -> counts.put(row.getInt(1), row.getLong(2)),
                StoredText.of(stream),
                ceiling(earliest));
        ofArtifacts(
                "SELECT item_id, group_id, past_at, stream FROM item_flow WHERE cycle = 1 AND group_id IS NOT NULL"
                        + " AND item_id IN ",
                without,
                (item, row, ids) -> {
                    if (row.getLong(3) < ceiling(earliest) && row.getString(4).equals(StoredText.of(stream))) {
                        counts.merge(row.getInt(2), -1L, Long::sum);
                    }
                });
        counts.forEach((group, count) -> {
            if (count > 0) {
                consumer.accept(group, count);
            }
        });
    }

    /** The first whole millisecond at or after an instant. */
    private static long ceiling(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return instant.minusNanos(1).toEpochMilli() + 1;
    }

    @Override
    public void forEachPullRequestItem(Consumer<? super ArtifactId> consumer) {
        each(
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
            each(
                    "SELECT " + ID + " FROM item_flow f JOIN artifact a ON a.id = f.item_id WHERE " + condition,
                    (row, ids) -> invalid.add(ids.read(row, 1)),
                    asOf.toEpochMilli());
        }
        return invalid;
    }

    @Override
    public Set<ArtifactId> neverValid() {
        Set<ArtifactId> never = new HashSet<>();
        each(
                "SELECT " + ID + " FROM item_flow f JOIN artifact a ON a.id = f.item_id WHERE f.valid_from > 0"
                        + " AND f.valid_from = " + NEVER,
                (row, ids) -> never.add(ids.read(row, 1)));
        return never;
    }

    @Override
    public Set<ArtifactId> blockedBy(Collection<String> keys) {
        Set<ArtifactId> blocked = new HashSet<>();
        for (List<String> list : Sql.lists(keys)) {
            each(
                    "SELECT " + ID + " FROM item_blocker b JOIN artifact a ON a.id = b.item_id WHERE b.blocker IN "
                            + Sql.marks(list),
                    (row, ids) -> blocked.add(ids.read(row, 1)),
                    list.toArray());
        }
        return blocked;
    }

    @Override
    public void forEachIncident(String stream, BiConsumer<? super ArtifactId, byte[]> consumer) {
        each(
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
        each(
                "SELECT " + ID + ", c.body FROM completion c JOIN artifact a ON a.id = c.issue_id"
                        + " WHERE c.stream = ? AND c.tool = ? AND c.project = ? AND c.since_at >= ?",
                (row, ids) -> consumer.accept(ids.read(row, 1), row.getBytes(4)),
                StoredText.of(stream),
                StoredText.of(tool.toString()),
                StoredText.of(project),
                from.toEpochMilli());
    }

    @Override
    public void forEachBuild(Instant from, BiConsumer<? super ArtifactId, byte[]> consumer) {
        each(
                "SELECT " + ID + ", b.body FROM build_result b JOIN artifact a ON a.id = b.build_id WHERE b.at >= ?",
                (row, ids) -> consumer.accept(ids.read(row, 1), row.getBytes(4)),
                ceiling(from));
    }

    @Override
    public void forEachOwnerOfBuilds(Instant from, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer) {
        Map<Integer, Long> counts = new HashMap<>();
        each(
                "SELECT owner, count(*) FROM build_result WHERE at < ? GROUP BY owner",
                (row, ids) -> counts.put(row.getInt(1), row.getLong(2)),
                ceiling(from));
        ofArtifacts("SELECT build_id, at, owner FROM build_result WHERE build_id IN ", without, (build, row, ids) -> {
            if (row.getLong(2) < ceiling(from)) {
                counts.merge(row.getInt(3), -1L, Long::sum);
            }
        });
        counts.forEach((owner, count) -> {
            if (count > 0) {
                consumer.accept(owner, count);
            }
        });
    }

    @Override
    public void forEachAutomation(DeliveryConsumer consumer) {
        delivery("automation", "pull_request_id", "1 = 1", consumer);
    }

    @Override
    public void forEachDeliveryChange(Instant from, DeliveryConsumer consumer) {
        delivery("delivery_change", "change_id", "d.arrived_at >= ?", consumer, ceiling(from));
        delivery("delivery_change", "change_id", "d.reverted = 1 AND d.arrived_at < ?", consumer, ceiling(from));
    }

    @Override
    public void forEachOwnerOfChanges(Instant from, ChangeCountConsumer consumer) {
        each(
                "SELECT codebase, service, owner, count(*) FROM delivery_change WHERE arrived_at < ? AND reverted = 0"
                        + " GROUP BY codebase, service, owner",
                (row, ids) -> consumer.accept(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4)),
                ceiling(from));
    }

    @Override
    public void forEachDeployment(DeliveryConsumer consumer) {
        delivery("delivery_deployment", "deployment_id", "1 = 1", consumer);
    }

    private void delivery(String table, String id, String condition, DeliveryConsumer consumer, Object... values) {
        each(
                "SELECT d.codebase, " + ID + ", d.body FROM " + table + " d JOIN artifact a ON a.id = d." + id
                        + " WHERE " + condition,
                (row, ids) -> consumer.accept(row.getInt(1), ids.read(row, 2), row.getBytes(5)),
                values);
    }

    @Override
    public Set<ArtifactId> changedAfter(Instant instant) {
        Set<ArtifactId> changed = new HashSet<>();
        each(
                "SELECT " + ID + " FROM artifact_recent r JOIN artifact a ON a.id = r.artifact_id WHERE r.last_at > ?",
                (row, ids) -> changed.add(ids.read(row, 1)),
                instant.toEpochMilli());
        return changed;
    }

    @Override
    public Optional<Instant> first() {
        return database.read(statements -> {
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

    // ---- how they are read

    private interface RowReader {
        void read(ResultSet row, ArtifactRows ids) throws SQLException;
    }

    private interface RowOfReader {
        void read(ArtifactId of, ResultSet row, ArtifactRows ids) throws SQLException;
    }

    private void each(String query, RowReader reader, Object... values) {
        database.read(statements -> {
            ArtifactRows ids = new ArtifactRows(statements);
            statements.each(query, row -> reader.read(row, ids), values);
            return true;
        });
    }

    /** Gives the rows of artifacts whose numbers stand in the first column. */
    private void ofArtifacts(String query, Collection<ArtifactId> artifacts, RowOfReader reader) {
        if (artifacts.isEmpty()) {
            return;
        }
        database.read(statements -> {
            ArtifactRows ids = new ArtifactRows(statements);
            Map<Long, ArtifactId> numbered = ids.numbered(artifacts);
            for (List<Long> list : Sql.lists(numbered.keySet())) {
                statements.list(
                        query + Sql.marks(list),
                        row -> {
                            ArtifactId of = numbered.get(row.getLong(1));
                            if (of != null) {
                                reader.read(of, row, ids);
                            }
                            return true;
                        },
                        list.toArray());
            }
            return true;
        });
    }
}
