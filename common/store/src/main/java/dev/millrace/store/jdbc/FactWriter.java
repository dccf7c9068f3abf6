package dev.millrace.store.jdbc;

import dev.millrace.facts.FactBatch;
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
import java.util.List;

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

    private final Statements statements;
    private final Identities ids;
    private final long recordedAt;

    public FactWriter(Statements statements, Identities ids, long recordedAt) {
        this.statements = statements;
        this.ids = ids;
        this.recordedAt = recordedAt;
    }

    public CommitResult write(FactBatch batch) throws SQLException {
        Changed<ArtifactSnapshot> snapshots = put(SNAPSHOT, batch.snapshots(), this::row);
        Changed<FlowEvent> events = put(EVENT, batch.events(), this::row);
        int others = put(LINK, batch.links(), this::row).count()
                + put(DEFINITION, batch.definitions(), this::row).count()
                + put(USE, batch.uses(), this::row).count()
                + put(LEDGER, batch.ledger(), this::row).count();
        for (ArtifactSnapshot snapshot : all(snapshots)) {
            key(ids.of(snapshot.artifact()), snapshot.key());
        }
        for (FlowEvent event : all(events)) {
            if (event instanceof FlowEvent.Moved moved) {
                key(ids.of(event.artifact()), moved.fromKey());
                key(ids.of(event.artifact()), moved.toKey());
            } else if (event instanceof FlowEvent.ParentChanged change) {
                new PastParents(statements, ids).note(change);
            }
        }
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

    /** Makes a row of a fact; gives numbers to artifacts not seen before. */
    @FunctionalInterface
    private interface RowMaker<F> {
        Row<F> row(F fact) throws SQLException;
    }

    private <F> Changed<F> put(FactTable table, List<F> facts, RowMaker<F> maker) throws SQLException {
        List<Row<F>> rows = new ArrayList<>(facts.size());
        for (F fact : facts) {
            rows.add(maker.row(fact));
        }
        return table.put(statements, ids, recordedAt, rows);
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

    private void key(long artifact, String key) throws SQLException {
        statements.update(
                "INSERT INTO artifact_key (folded, artifact_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                StoredText.folded(key),
                artifact);
    }
}
