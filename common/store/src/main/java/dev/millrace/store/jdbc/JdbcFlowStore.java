package dev.millrace.store.jdbc;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Coverage;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.ProjectIssues;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.FactChanges;
import dev.millrace.store.FlowStore;
import dev.millrace.store.LinkNames;
import dev.millrace.store.Listing;
import dev.millrace.store.Operations;
import dev.millrace.store.Reconciliations;
import dev.millrace.store.Retention;
import dev.millrace.store.StoredText;
import dev.millrace.store.WatchList;
import dev.millrace.store.Watched;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.CoverageRows;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.schema.Pseudonyms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The store over any database that has the schema of {@code db/migration/millrace}. */
public abstract class JdbcFlowStore implements FlowStore {

    private final Database database;
    private final RecordingClock clock;
    private final AsOfReads reads;
    private final Operations operations;
    private final Pseudonyms pseudonyms;

    public JdbcFlowStore(Database database, InstantSource clock, Pseudonyms pseudonyms) {
        this.database = database;
        this.clock = new RecordingClock(database, clock);
        this.reads = new AsOfReads(database, this.clock);
        this.pseudonyms = pseudonyms;
        this.operations = new JdbcOperations(database, clock);
    }

    @Override
    public void prepareToStore() {
        database.write(pseudonyms::key);
    }

    @Override
    public CommitResult commit(FactBatch batch, Cursor cursor) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(cursor, "cursor");
        return database.write(statements -> {
            long recordedAt = clock.next(statements);
            Identities ids = new Identities(statements);
            FactBatch keyed = pseudonyms.keyed(statements, batch);
            CommitResult result = new FactWriter(statements, ids, recordedAt).write(keyed);
            new Listings(statements, ids).shown(cursor.source(), keyed, clock.now());
            if (result.changedAnything()) {
                clock.recorded(statements, recordedAt);
            }
            statements.update(
                    "INSERT INTO collector_cursor (source, state, moved_at) VALUES (?, ?, ?)"
                            + " ON CONFLICT (source) DO UPDATE SET state = excluded.state, moved_at = excluded.moved_at"
                            + " WHERE collector_cursor.state <> excluded.state",
                    StoredText.of(cursor.source()),
                    StoredText.of(cursor.state()),
                    recordedAt);
            return result;
        });
    }

    @Override
    public Optional<Cursor> cursor(String source) {
        return database.read(statements -> statements.first(
                "SELECT state FROM collector_cursor WHERE source = ?",
                row -> new Cursor(source, row.getString(1)),
                StoredText.of(source)));
    }

    @Override
    public void beginListing(String source) {
        database.write(statements -> {
            new Listings(statements, new Identities(statements)).begin(source);
            return statements.update("DELETE FROM collector_cursor WHERE source = ?", StoredText.of(source));
        });
    }

    @Override
    public Optional<Listing> listing(String source) {
        return database.read(statements -> new Listings(statements, new Identities(statements)).underWay(source));
    }

    @Override
    public CommitResult endListing(String source) {
        return database.write(statements -> {
            long recordedAt = clock.next(statements);
            Identities ids = new Identities(statements);
            List<Long> gone = new Listings(statements, ids).end(source, clock.now());
            Retractions retractions = new Retractions(statements, ids, recordedAt);
            int retracted = retractions.gone(gone);
            if (retracted > 0) {
                clock.recorded(statements, recordedAt);
            }
            return new CommitResult(0, 0, 0, 0, retracted, retractions.removed());
        });
    }

    @Override
    public void abandonListing(String source) {
        database.write(statements -> new Listings(statements, new Identities(statements)).abandon(source, clock.now()));
    }

    @Override
    public long present(String source) {
        return database.read(statements -> statements
                .first(Listings.PRESENT, row -> row.getLong(1), StoredText.of(source))
                .orElse(0L));
    }

    @Override
    public void forEachShown(String source, Consumer<? super ArtifactSnapshot> consumer) {
        database.read(statements -> {
            ArtifactRows artifacts = new ArtifactRows(statements);
            statements.each(
                    Listings.SHOWN,
                    row -> consumer.accept(SnapshotRows.read(row, artifacts).snapshot()),
                    StoredText.of(source));
            return true;
        });
    }

    @Override
    public CommitResult renameRepository(ToolInstance tool, String from, String to) {
        return database.write(statements -> {
            long recordedAt = clock.next(statements);
            CommitResult result =
                    new Renames(statements, new Identities(statements), recordedAt).repository(tool, from, to);
            if (result.changedAnything()) {
                clock.recorded(statements, recordedAt);
            }
            return result;
        });
    }

    @Override
    public void renameSource(String from, String to) {
        database.write(statements -> Renames.source(statements, from, to));
    }

    @Override
    public void forgetPosition(String source) {
        database.write(statements ->
                statements.update("DELETE FROM collector_cursor WHERE source = ?", StoredText.of(source)));
    }

    @Override
    public Retention retention() {
        return new JdbcRetention(database);
    }

    @Override
    public void cover(Coverage coverage) {
        Objects.requireNonNull(coverage, "coverage");
        database.write(statements -> {
            long recordedAt = clock.next(statements);
            boolean changed = CoverageRows.put(statements, new Identities(statements), coverage, recordedAt);
            if (changed) {
                clock.recorded(statements, recordedAt);
            }
            return changed;
        });
    }

    @Override
    public Optional<Coverage> coverage(Knowledge knowledge) {
        return reads.at(knowledge, statements -> CoverageRows.known(statements, Millis.knownAt(knowledge)));
    }

    @Override
    public Reconciliations reconciliations() {
        return new JdbcReconciliations(database, clock);
    }

    @Override
    public long removed(Knowledge knowledge) {
        return reads.at(
                knowledge,
                statements -> statements
                        .first(
                                "SELECT count(*) FROM tombstone t WHERE " + Sql.known("t"),
                                row -> row.getLong(1),
                                Millis.knownAt(knowledge),
                                Millis.knownAt(knowledge))
                        .orElse(0L));
    }

    @Override
    public List<Watched> dueVisits(String source, Set<Watch.Reason> reasons, int atMost) {
        return database.read(statements -> Watches.due(statements, source, reasons, clock.now(), atMost));
    }

    @Override
    public List<WatchList> watchLists() {
        return database.read(statements -> Watches.lists(statements, clock.now()));
    }

    @Override
    public Optional<Instant> lastRecordedAt() {
        return database.read(clock::lastRecorded);
    }

    @Override
    public StateCatalogue states(Knowledge knowledge) {
        return reads.at(knowledge, statements -> new FactReader(statements, knowledge).states());
    }

    @Override
    public Optional<ArtifactId> find(String key, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new FactReader(statements, knowledge).find(key));
    }

    @Override
    public Optional<Instant> foundGone(String key, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new FactReader(statements, knowledge).foundGone(key));
    }

    @Override
    public List<ArtifactId> findAll(String key, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new FactReader(statements, knowledge).findAll(key));
    }

    @Override
    public List<String> numbered(String name, int most, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new FactReader(statements, knowledge).numbered(name, most));
    }

    @Override
    public void forEachNearKey(String key, Knowledge knowledge, Consumer<? super String> consumer) {
        reads.at(knowledge, statements -> new FactReader(statements, knowledge).near(key))
                .forEach(consumer);
    }

    @Override
    public Optional<ItemHistory> item(ArtifactId artifact, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new ItemReader(statements, knowledge).item(artifact));
    }

    @Override
    public Optional<Instant> firstItem(Knowledge knowledge, Instant enough) {
        return reads.at(knowledge, statements -> new FirstItem(statements, knowledge).createdBy(enough));
    }

    @Override
    public void forEachItem(Knowledge knowledge, Consumer<? super ItemHistory> consumer) {
        reads.at(knowledge, statements -> {
            new ItemReader(statements, knowledge).forEachItem(consumer);
            return true;
        });
    }

    @Override
    public ProjectIssues issues(Knowledge knowledge) {
        return (tool, projects, consumer) -> reads.at(knowledge, statements -> {
            new ItemReader(statements, knowledge).forEachIssue(tool, projects, consumer);
            return true;
        });
    }

    @Override
    public void forEachArtifact(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactHistory> consumer) {
        reads.at(knowledge, statements -> {
            new ItemReader(statements, knowledge).forEachArtifact(kind, consumer);
            return true;
        });
    }

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
    public void forEachId(ArtifactKind kind, Consumer<? super ArtifactId> consumer) {
        database.read(statements -> {
            ArtifactRows artifacts = new ArtifactRows(statements);
            statements.each(
                    "SELECT tool_id, kind, native_id FROM artifact WHERE kind = ? ORDER BY id",
                    row -> consumer.accept(artifacts.read(row, 1)),
                    Codes.ARTIFACT_KIND.of(kind));
            return true;
        });
    }

    @Override
    public List<ArtifactHistory> histories(Collection<ArtifactId> artifacts, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new ItemReader(statements, knowledge).histories(artifacts));
    }

    @Override
    public void forEachEvent(Knowledge knowledge, Consumer<? super FlowEvent> consumer) {
        forEachRecordedEvent(knowledge, (event, recordedAt) -> consumer.accept(event));
    }

    @Override
    public void forEachRecordedEvent(Knowledge knowledge, BiConsumer<? super FlowEvent, ? super Instant> consumer) {
        reads.at(knowledge, statements -> {
            new FactReader(statements, knowledge).forEachEvent(consumer);
            return true;
        });
    }

    @Override
    public void forEachLink(Knowledge knowledge, Consumer<? super Link> consumer) {
        reads.at(knowledge, statements -> {
            new FactReader(statements, knowledge).forEachLink(consumer);
            return true;
        });
    }

    @Override
    public void forEachLedgerEntry(Knowledge knowledge, Consumer<? super LedgerEntry> consumer) {
        reads.at(knowledge, statements -> {
            new FactReader(statements, knowledge).forEachLedgerEntry(consumer);
            return true;
        });
    }

    @Override
    public List<LedgerEntry> gaps(Collection<String> scopes, Knowledge knowledge) {
        return reads.at(knowledge, statements -> new FactReader(statements, knowledge).gaps(scopes));
    }

    @Override
    public Operations operations() {
        return operations;
    }

    @Override
    public FactChanges changes() {
        return new JdbcFactChanges(database, reads);
    }

    @Override
    public DerivedStore derived() {
        return new JdbcDerivedStore(database);
    }

    @Override
    public LinkNames linkNames() {
        return new JdbcLinkNames(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
