package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactKind;
import dev.millrace.store.Cursor;
import dev.millrace.store.CursorPlace;
import dev.millrace.store.Note;
import dev.millrace.store.Operations;
import dev.millrace.store.StoreSize;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import dev.millrace.store.schema.Migrations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The running of Millrace, as the tables of {@code V3__operations.sql} keep it. */
final class JdbcOperations implements Operations {

    private static final String NOTES = "SELECT topic, name, content, noted_at FROM note WHERE topic = ?";

    private final Database database;
    private final InstantSource clock;

    JdbcOperations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void put(String topic, String name, String content) {
        database.write(statements -> statements.update(
                "INSERT INTO note (topic, name, content, noted_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (topic, name) DO UPDATE SET content = excluded.content,"
                        + " noted_at = excluded.noted_at",
                StoredText.of(topic),
                StoredText.of(name),
                StoredText.of(content),
                clock.instant().toEpochMilli()));
    }

    @Override
    public Optional<Note> note(String topic, String name) {
        return database.read(statements -> statements.first(
                NOTES + " AND name = ?", JdbcOperations::note, StoredText.of(topic), StoredText.of(name)));
    }

    @Override
    public void forEachNote(String topic, Consumer<? super Note> consumer) {
        database.read(statements -> {
            statements.each(NOTES + " ORDER BY name", row -> consumer.accept(note(row)), StoredText.of(topic));
            return true;
        });
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
    }

    @Override
    public void forEachCursor(Consumer<? super CursorPlace> consumer) {
        database.read(statements -> {
            statements.each(
                    "SELECT source, state, moved_at FROM collector_cursor ORDER BY source",
                    row -> consumer.accept(new CursorPlace(
                            new Cursor(row.getString(1), row.getString(2)),
                            Optional.ofNullable(Statements.number(row, 3)).map(Instant::ofEpochMilli))));
            return true;
        });
    }

    /** Numbers are given in order and rows are never deleted, so the highest number is the count, and costs nothing. */
    @Override
    public StoreSize size() {
        return database.read(statements -> {
            Map<ArtifactKind, Long> artifacts = new EnumMap<>(ArtifactKind.class);
            statements
                    .list(
                            "SELECT kind, count(*) FROM artifact GROUP BY kind",
                            row -> Map.entry(Codes.ARTIFACT_KIND.read(row.getInt(1)), row.getLong(2)))
                    .forEach(entry -> artifacts.put(entry.getKey(), entry.getValue()));
            return new StoreSize(
                    database.bytes(statements),
                    Migrations.VERSION,
                    artifacts,
                    count(statements, "event"),
                    count(statements, "link"),
                    count(statements, "ledger_line"));
        });
    }

    private static long count(Statements statements, String table) throws SQLException {
        return statements
                .first("SELECT coalesce(max(id), 0) FROM " + table, row -> row.getLong(1))
                .orElse(0L);
    }
}
