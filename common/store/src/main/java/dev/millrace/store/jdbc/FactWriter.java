package dev.millrace.store.jdbc;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.CommitResult;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventRows;
import dev.millrace.store.rows.FactTable;
import dev.millrace.store.rows.FactTable.Changed;
import dev.millrace.store.rows.FactTable.Row;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.PastParents;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one batch inside one transaction. */
public final class FactWriter {

    private static final FactTable SNAPSHOT = new FactTable("snapshot", List.of("artifact_id"), SnapshotRows.CONTENT);
    private static final FactTable EVENT =
            new FactTable("event", List.of("artifact_id", "local_id"), EventRows.CONTENT);
    private static final FactTable LINK =
            new FactTable("link", List.of("from_id", "relation", "rule", "to_id"), List.of());
    private static final FactTable DEFINITION =
            new FactTable("state_definition", List.of("tool_id", "state_id"), List.of("name", "category"));
    private static final FactTable USE =
            new FactTable("state_use", List.of("tool_id", "project", "state_id", "state_name"), List.of());
    private static final FactTable LEDGER = new FactTable(
            "ledger_line", List.of("tool_id", "measure", "scope"), List.of("expected", "captured", "note"));

    private static final List<String> KEY_COLUMNS = List.of("folded", "artifact_id");
    private static final String KEY =
            "INSERT INTO artifact_key (folded, artifact_id) VALUES (?, ?) ON CONFLICT DO NOTHING";

    /** A key in lower case and the number of who has or had it. */
    private record Key(String folded, long artifact) {}

    private final Statements statements;
    private final Identities ids;
    private final long recordedAt;

    public FactWriter(Statements statements, Identities ids, long recordedAt) {
        this.statements = statements;
        this.ids = ids;
        this.recordedAt = recordedAt;
    }

    public CommitResult write(FactBatch batch) throws SQLException {
        Set<Long> fresh = ids.learn(named(batch));
        Changed<ArtifactSnapshot> snapshots = put(SNAPSHOT, batch.snapshots(), this::row, fresh);
        Changed<FlowEvent> events = put(EVENT, batch.events(), this::row, fresh);
        int others = put(LINK, batch.links(), this::row, fresh).count()
                + put(DEFINITION, batch.definitions(), this::row, Set.of()).count()
                + put(USE, batch.uses(), this::row, Set.of()).count()
                + put(LEDGER, batch.ledger(), this::row, Set.of()).count();
        Set<Key> keys = new LinkedHashSet<>();
        for (ArtifactSnapshot snapshot : all(snapshots)) {
            keys.add(key(snapshot.artifact(), snapshot.key()));
        }
        for (FlowEvent event : all(events)) {
            if (event instanceof FlowEvent.Moved moved) {
                keys.add(key(event.artifact(), moved.fromKey()));
                keys.add(key(event.artifact(), moved.toKey()));
            } else if (event instanceof FlowEvent.ParentChanged change) {
                new PastParents(statements, ids).note(change);
            }
        }
        put(keys, fresh);
        Retractions retractions = new Retractions(statements, ids, recordedAt);
        List<Object> revived = new ArrayList<>();
        for (ArtifactSnapshot snapshot : snapshots.revised()) {
            revived.add(ids.of(snapshot.artifact()));
        }
        retractions.back(revived);
        int retracted = retractions.apply(batch);
        return new CommitResult(
                events.added().size(),
                events.revised().size(),
                snapshots.count(),
                others,
                retracted,
                retractions.removed());
    }

    /** The artifacts that facts of the batch are of or lead to, in the order in which they are numbered. */
    private static Set<ArtifactId> named(FactBatch batch) {
        Set<ArtifactId> named = new LinkedHashSet<>();
        for (ArtifactSnapshot snapshot : batch.snapshots()) {
            named.add(snapshot.artifact());
            if (snapshot.parent() != null) {
                named.add(snapshot.parent());
            }
        }
        batch.events().forEach(event -> named.add(event.artifact()));
        for (Link link : batch.links()) {
            named.add(link.from());
            named.add(link.to());
        }
        return named;
    }

    /** Makes a row of a fact; gives numbers to artifacts not seen before. */
    @FunctionalInterface
    private interface RowMaker<F> {
        Row<F> row(F fact) throws SQLException;
    }

    private <F> Changed<F> put(FactTable table, List<F> facts, RowMaker<F> maker, Set<Long> fresh) throws SQLException {
        List<Row<F>> rows = new ArrayList<>(facts.size());
        for (F fact : facts) {
            rows.add(maker.row(fact));
        }
        return table.put(statements, ids, recordedAt, rows, fresh);
    }

    private Row<ArtifactSnapshot> row(ArtifactSnapshot snapshot) throws SQLException {
        return new Row<>(
                snapshot,
                List.of(ids.of(snapshot.artifact())),
                SnapshotRows.content(snapshot, ids.ofNullable(snapshot.parent())));
    }

    private Row<FlowEvent> row(FlowEvent event) throws SQLException {
        return new Row<>(
                event,
                List.of(ids.of(event.artifact()), EventRows.localId(event)),
                EventRows.content(event, ids.ofNullable(event.header().actor())));
    }

    private Row<Link> row(Link link) throws SQLException {
        long rule = Codes.LINK_RULE.of(link.rule());
        return new Row<>(
                link, List.of(ids.of(link.from()), StoredText.of(link.relation()), rule, ids.of(link.to())), List.of());
    }

    private Row<StateDefinition> row(StateDefinition definition) throws SQLException {
        return new Row<>(
                definition,
                List.of(ids.of(definition.tool()), StoredText.of(definition.id())),
                Arrays.asList(
                        StoredText.of(definition.name()),
                        definition.category() == null
                                ? null
                                : StoredText.of(definition.category().key())));
    }

    private Row<StateUse> row(StateUse use) throws SQLException {
        String stateId =
                use.state().id() == null ? "" : StoredText.of(use.state().id());
        return new Row<>(
                use,
                List.of(
                        ids.of(use.tool()),
                        StoredText.of(use.project()),
                        stateId,
                        StoredText.of(use.state().name())),
                List.of());
    }

    private Row<LedgerEntry> row(LedgerEntry line) throws SQLException {
        return new Row<>(
                line,
                List.of(ids.of(line.tool()), StoredText.of(line.measure()), StoredText.of(line.scope())),
                Arrays.asList(line.expected(), line.captured(), StoredText.orNull(line.note())));
    }

    private static <F> List<F> all(Changed<F> changed) {
        List<F> all = new ArrayList<>(changed.added());
        all.addAll(changed.revised());
        return all;
    }

    private Key key(ArtifactId artifact, String key) throws SQLException {
        return new Key(StoredText.folded(key), ids.of(artifact));
    }

    private void put(Set<Key> keys, Set<Long> fresh) throws SQLException {
        List<@Nullable Object[]> added = new ArrayList<>();
        for (Key key : keys) {
            if (fresh.contains(key.artifact())) {
                added.add(new Object[] {key.folded(), key.artifact()});
            } else {
                statements.addToBatch(KEY, key.folded(), key.artifact());
            }
        }
        statements.insert("artifact_key", KEY_COLUMNS, added);
        statements.runBatch(KEY);
    }
}
