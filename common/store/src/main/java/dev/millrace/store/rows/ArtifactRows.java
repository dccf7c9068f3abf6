package dev.millrace.store.rows;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns numbers of tools and artifacts back into what they stand for, within one read. */
public final class ArtifactRows {

    /** An artifact and the number that stands for it. */
    public record Numbered(long number, ArtifactId artifact) {}

    private final Statements statements;
    private final Map<Long, ToolInstance> tools = new HashMap<>();
    private final Texts texts = new Texts();

    public ArtifactRows(Statements statements) throws SQLException {
        this.statements = statements;
        statements.list(
                "SELECT id, name, instance FROM tool",
                row -> tools.put(row.getLong(1), new ToolInstance(row.getString(2), row.getString(3))));
    }

    /** The numbers of all tools, in the order of the tools. */
    public List<Long> toolNumbers() {
        return tools.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    public ToolInstance tool(long number) {
        ToolInstance tool = tools.get(number);
        if (tool == null) {
            throw new StoreException("the store is damaged: it refers to a tool " + number + " that it does not have");
        }
        return tool;
    }

    /** The number of the tool, or null if the store has nothing of it. */
    public @Nullable Long number(ToolInstance tool) {
        return tools.entrySet().stream()
                .filter(entry -> entry.getValue().equals(tool))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The number of the artifact, or null if the store has nothing of it. */
    public @Nullable Long number(ArtifactId artifact) throws SQLException {
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

    /** The numbers of those of the artifacts that the store has anything of. */
    public Set<Long> numbers(Collection<ArtifactId> wanted) throws SQLException {
        record Alike(Long tool, int kind, int length) {}

        Map<Alike, List<String>> nativeIds = new LinkedHashMap<>();
        for (ArtifactId artifact : wanted) {
            Long tool = number(artifact.tool());
            String nativeId = StoredText.of(artifact.nativeId());
            if (tool != null) {
                nativeIds
                        .computeIfAbsent(
                                new Alike(tool, Codes.ARTIFACT_KIND.of(artifact.kind()), nativeId.length()),
                                alike -> new ArrayList<>())
                        .add(nativeId);
            }
        }
        Set<Long> numbers = new LinkedHashSet<>();
        for (Map.Entry<Alike, List<String>> entry : nativeIds.entrySet()) {
            Alike alike = entry.getKey();
            for (List<String> list : Sql.lists(entry.getValue())) {
                numbers.addAll(statements.list(
                        "SELECT id FROM artifact WHERE tool_id = ? AND kind = ? AND native_length = ? AND native_id IN "
                                + Sql.marks(list),
                        row -> row.getLong(1),
                        Sql.values(List.of(alike.tool(), alike.kind(), alike.length()), list, List.of())));
            }
        }
        return numbers;
    }

    /** Those of the artifacts that the store has anything of, by their numbers. */
    public Map<Long, ArtifactId> numbered(Collection<ArtifactId> wanted) throws SQLException {
        record Alike(ToolInstance tool, ArtifactKind kind, int length) {}

        Map<Alike, Map<String, ArtifactId>> alike = new LinkedHashMap<>();
        for (ArtifactId artifact : wanted) {
            String nativeId = StoredText.of(artifact.nativeId());
            alike.computeIfAbsent(
                            new Alike(artifact.tool(), artifact.kind(), nativeId.length()),
                            unseen -> new LinkedHashMap<>())
                    .put(nativeId, artifact);
        }
        Map<Long, ArtifactId> numbered = new LinkedHashMap<>();
        for (Map.Entry<Alike, Map<String, ArtifactId>> entry : alike.entrySet()) {
            Long tool = number(entry.getKey().tool());
            for (List<String> list :
                    Sql.lists(tool == null ? List.of() : entry.getValue().keySet())) {
                statements.list(
                        "SELECT id, native_id FROM artifact WHERE tool_id = ? AND kind = ? AND native_length = ?"
                                + " AND native_id IN "
                                + Sql.marks(list),
                        row -> {
                            ArtifactId artifact = entry.getValue().get(row.getString(2));
                            if (artifact != null) {
                                numbered.put(row.getLong(1), artifact);
                            }
                            return true;
                        },
                        Sql.values(
                                List.of(
                                        Objects.requireNonNull(tool),
                                        Codes.ARTIFACT_KIND.of(entry.getKey().kind()),
                                        entry.getKey().length()),
                                list,
                                List.of()));
            }
        }
        return numbered;
    }

    /** The artifacts that have these numbers. */
    public Set<ArtifactId> of(Collection<Long> numbers) throws SQLException {
        Set<ArtifactId> found = new HashSet<>();
        for (List<Long> list : Sql.lists(numbers)) {
            statements.list(
                    "SELECT tool_id, kind, native_id FROM artifact WHERE id IN " + Sql.marks(list),
                    row -> found.add(read(row, 1)),
                    list.toArray());
        }
        return found;
    }

    /** The artifact whose {@code tool_id, kind, native_id} stand in the row from that column on; null if they are null. */
    @Nullable ArtifactId readNullable(ResultSet row, int column) throws SQLException {
        String nativeId = Texts.each(row, column + 2);
        return nativeId == null ? null : read(row, column, nativeId);
    }

    /** The artifact whose {@code tool_id, kind, native_id} stand in the row from that column on. */
    public ArtifactId read(ResultSet row, int column) throws SQLException {
        return read(row, column, Texts.some(row, column + 2));
    }

    private ArtifactId read(ResultSet row, int column, String nativeId) throws SQLException {
        return new ArtifactId(tool(row.getLong(column)), Codes.ARTIFACT_KIND.read(row.getInt(column + 1)), nativeId);
    }

    /** The texts that repeat in what is read. */
    Texts texts() {
        return texts;
    }
}
