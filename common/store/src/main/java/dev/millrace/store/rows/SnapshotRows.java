package dev.millrace.store.rows;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.store.StoredText;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots as rows. */
public final class SnapshotRows {

    /** The columns that may read differently later. */
    public static final List<String> CONTENT = List.of(
            "key",
            "title",
            "project",
            "type_id",
            "type_name",
            "level",
            "parent_id",
            "state_id",
            "state_name",
            "resolution",
            "url",
            "created_at",
            "updated_at",
            "attributes");

    /**
     * What {@link #read} needs, from table {@code snapshot s} joined to its {@code artifact a} and left-joined to the
     * {@code artifact p} that is the parent.
     */
    public static final String COLUMNS =
            "a.id, a.tool_id, a.kind, a.native_id, p.tool_id, p.kind, p.native_id, s.parent_id, s.key,"
                    + " s.title, s.project, s.type_id, s.type_name, s.level, s.state_id, s.state_name, s.resolution, s.url,"
                    + " s.created_at, s.updated_at, s.attributes";

    /** A snapshot as it stands in the store, with the number of its artifact and of its parent. */
    public record Stored(long number, @Nullable Long parent, ArtifactSnapshot snapshot) {}

    private SnapshotRows() {}

    /** The values of {@link #CONTENT}. */
    public static List<@Nullable Object> content(ArtifactSnapshot snapshot, @Nullable Long parent) {
        NativeType type = snapshot.type();
        NativeState state = snapshot.state();
        return Arrays.asList(
                StoredText.of(snapshot.key()),
                StoredText.of(snapshot.title()),
                StoredText.of(snapshot.project()),
                type == null ? null : StoredText.orNull(type.id()),
                type == null ? null : StoredText.of(type.name()),
                (long) Codes.LEVEL.of(snapshot.level()),
                parent,
                state == null ? null : StoredText.orNull(state.id()),
                state == null ? null : StoredText.of(state.name()),
                StoredText.orNull(snapshot.resolution()),
                snapshot.url() == null ? null : StoredText.of(snapshot.url().toString()),
                Millis.of(snapshot.createdAt(), "the creation of " + snapshot.artifact()),
                Millis.of(snapshot.updatedAt(), "the update of " + snapshot.artifact()),
                AttributeText.write(snapshot.attributes()));
    }

    public static Stored read(ResultSet row, ArtifactRows artifacts) throws SQLException {
        Texts texts = artifacts.texts();
        String typeName = texts.shared(row, 13);
        String stateName = texts.shared(row, 16);
        String url = Texts.each(row, 18);
        long parent = row.getLong(8);
        return new Stored(
                row.getLong(1),
                parent == 0 ? null : parent,
                new ArtifactSnapshot(
                        artifacts.read(row, 2),
                        Texts.some(row, 9),
                        Texts.some(row, 10),
                        texts.sharedSome(row, 11),
                        typeName == null ? null : new NativeType(texts.shared(row, 12), typeName),
                        Codes.LEVEL.read(row.getInt(14)),
                        parent == 0 ? null : artifacts.readNullable(row, 5),
                        stateName == null ? null : new NativeState(texts.shared(row, 15), stateName),
                        texts.shared(row, 17),
                        url == null ? null : URI.create(url),
                        Instant.ofEpochMilli(row.getLong(19)),
                        Instant.ofEpochMilli(row.getLong(20)),
                        AttributeText.read(row.getBytes(21), texts)));
    }
}
