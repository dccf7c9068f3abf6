package dev.millrace.store.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.millrace.codec.JsonWords;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private static final TypeReference<TreeMap<String, List<String>>> ATTRIBUTES = new TypeReference<>() {};
    private static final String NO_ATTRIBUTES = "{}";

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
                attributes(snapshot.attributes()));
    }

    public static Stored read(ResultSet row, ArtifactRows artifacts) throws SQLException {
        String typeName = row.getString(13);
        String stateName = row.getString(16);
        String url = row.getString(18);
        long parent = row.getLong(8);
        return new Stored(
                row.getLong(1),
                parent == 0 ? null : parent,
                new ArtifactSnapshot(
                        artifacts.read(row, 2),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        typeName == null ? null : new NativeType(row.getString(12), typeName),
                        Codes.LEVEL.read(row.getInt(14)),
                        artifacts.readNullable(row, 5),
                        stateName == null ? null : new NativeState(row.getString(15), stateName),
                        row.getString(17),
                        url == null ? null : URI.create(url),
                        Instant.ofEpochMilli(row.getLong(19)),
                        Instant.ofEpochMilli(row.getLong(20)),
                        attributes(row.getString(21))));
    }

    public static String attributes(SortedMap<String, List<String>> attributes) {
        if (attributes.isEmpty()) {
            return NO_ATTRIBUTES;
        }
        SortedMap<String, List<String>> clean = new TreeMap<>();
        attributes.forEach((name, values) -> clean.put(
                StoredText.of(name), values.stream().map(StoredText::of).toList()));
        try {
            return StoredJson.MAPPER.writeValueAsString(clean);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }

    public static SortedMap<String, List<String>> attributes(String json) {
        if (json.equals(NO_ATTRIBUTES)) {
            return new TreeMap<>();
        }
        try {
            return StoredJson.MAPPER.readValue(json, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "the store is damaged: attributes of an artifact cannot be read (" + JsonWords.of(e)
                            + "); restore the file from a backup, or move it away and sync anew",
                    e);
        }
    }
}
