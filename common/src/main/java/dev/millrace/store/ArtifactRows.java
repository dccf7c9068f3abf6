package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns numbers of tools and artifacts back into what they stand for, within one read. */
final class ArtifactRows {

    /** An artifact and the number that stands for it. */
    record Numbered(long number, ArtifactId artifact) {}

    private final Statements statements;
    private final Map<Long, ToolInstance> tools = new HashMap<>();

    ArtifactRows(Statements statements) throws SQLException {
        this.statements = statements;
        statements.list(
                "SELECT id, name, instance FROM tool",
                row -> tools.put(row.getLong(1), new ToolInstance(row.getString(2), row.getString(3))));
    }

    /** The numbers of all tools, in the order of the tools. */
    List<Long> toolNumbers() {
        return tools.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    ToolInstance tool(long number) {
        ToolInstance tool = tools.get(number);
        if (tool == null) {
            throw new StoreException("the store is damaged: it refers to a tool " + number + " that it does not have");
        }
        return tool;
    }

    /** The number of the tool, or null if the store has nothing of it. */
    @Nullable Long number(ToolInstance tool) {
        return tools.entrySet().stream()
                .filter(entry -> entry.getValue().equals(tool))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The number of the artifact, or null if the store has nothing of it. */
    @Nullable Long number(ArtifactId artifact) throws SQLException {
        Long tool = number(artifact.tool());
        if (tool == null) {
            return null;
        }
        String nativeId = StoredText.of(artifact.nativeId());
        return statements
                .first(
                        "SELECT id FROM artifact"
                                + " WHERE tool_id = ? AND kind = ? AND native_length = ? AND native_id = ?",
                        row -> row.getLong(1),
                        tool,
                        Codes.ARTIFACT_KIND.of(artifact.kind()),
                        nativeId.length(),
                        nativeId)
                .orElse(null);
    }

    /** The artifact whose {@code tool_id, kind, native_id} stand in the row from that column on; null if they are null. */
    @Nullable ArtifactId readNullable(ResultSet row, int column) throws SQLException {
        return row.getString(column + 2) == null ? null : read(row, column);
    }

    /** The artifact whose {@code tool_id, kind, native_id} stand in the row from that column on. */
    ArtifactId read(ResultSet row, int column) throws SQLException {
        return new ArtifactId(
                tool(row.getLong(column)), Codes.ARTIFACT_KIND.read(row.getInt(column + 1)), row.getString(column + 2));
    }
}
