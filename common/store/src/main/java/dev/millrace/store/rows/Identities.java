package dev.millrace.store.rows;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.StoredText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that stand for tools, artifacts and actors in one write transaction; gives new ones to those not seen before.
 * Made anew for every transaction, so that a roll-back leaves no number behind and other writers are no danger.
 */
public final class Identities {

    private record Alike(long tool, int kind, int length) {}

    /** An artifact as it is stored. */
    private record Stored(Alike alike, String nativeId) {}

    private static final List<String> ARTIFACT = List.of("tool_id", "kind", "native_length", "native_id", "id");

    private final Statements statements;
    private final Map<ToolInstance, Long> tools = new HashMap<>();
    private final Map<ArtifactId, Long> artifacts = new HashMap<>();
    private final Map<Actor, Long> actors = new HashMap<>();
    private final Map<String, Long> lastNumbers = new HashMap<>();

    public Identities(Statements statements) {
        this.statements = statements;
    }

    public long of(ToolInstance tool) throws SQLException {
        Long known = tools.get(tool);
        if (known == null) {
            known = findOrAdd(
                    "tool",
                    "SELECT id FROM tool WHERE name = ? AND instance = ?",
                    "INSERT INTO tool (name, instance, id) VALUES (?, ?, ?)",
                    tool.tool(),
                    tool.id());
            tools.put(tool, known);
        }
        return known;
    }

    public long of(ArtifactId artifact) throws SQLException {
        Long known = artifacts.get(artifact);
        if (known == null) {
            String nativeId = StoredText.of(artifact.nativeId());
            known = findOrAdd(
                    "artifact",
                    "SELECT id FROM artifact WHERE tool_id = ? AND kind = ? AND native_length = ? AND native_id = ?",
                    "INSERT INTO artifact (tool_id, kind, native_length, native_id, id) VALUES (?, ?, ?, ?, ?)",
                    of(artifact.tool()),
                    Codes.ARTIFACT_KIND.of(artifact.kind()),
                    nativeId.length(),
                    nativeId);
            artifacts.put(artifact, known);
        }
        return known;
    }

    /**
     * Gives numbers to all of these in few statements, however many there are.
     *
     * @return the numbers of those that the store had nothing of: no fact can be of them yet
     */
    public Set<Long> learn(Collection<ArtifactId> wanted) throws SQLException {
        Map<Stored, List<ArtifactId>> unknown = new LinkedHashMap<>();
        for (ArtifactId artifact : wanted) {
            if (!artifacts.containsKey(artifact)) {
                String nativeId = StoredText.of(artifact.nativeId());
                unknown.computeIfAbsent(
                                new Stored(
                                        new Alike(
                                                of(artifact.tool()),
                                                Codes.ARTIFACT_KIND.of(artifact.kind()),
                                                nativeId.length()),
                                        nativeId),
                                stored -> new ArrayList<>(1))
                        .add(artifact);
            }
        }
        find(unknown);
        Set<Long> added = new HashSet<>();
        List<@Nullable Object[]> rows = new ArrayList<>(unknown.size());
        for (Map.Entry<Stored, List<ArtifactId>> entry : unknown.entrySet()) {
            long number = next("artifact");
            Alike alike = entry.getKey().alike();
            rows.add(new Object[] {
                alike.tool(), alike.kind(), alike.length(), entry.getKey().nativeId(), number
            });
            entry.getValue().forEach(artifact -> artifacts.put(artifact, number));
            added.add(number);
        }
        statements.insert("artifact", ARTIFACT, rows);
        return added;
    }

    /** Takes those out that the store has, and remembers their numbers. */
    private void find(Map<Stored, List<ArtifactId>> unknown) throws SQLException {
        Map<Alike, List<String>> nativeIds = new LinkedHashMap<>();
        unknown.keySet()
                .forEach(stored -> nativeIds
                        .computeIfAbsent(stored.alike(), alike -> new ArrayList<>())
                        .add(stored.nativeId()));
        for (Map.Entry<Alike, List<String>> entry : nativeIds.entrySet()) {
            Alike alike = entry.getKey();
            for (List<String> list : Sql.lists(entry.getValue())) {
                Map<String, Long> found = new HashMap<>();
                statements.list(
                        "SELECT native_id, id FROM artifact"
                                + " WHERE tool_id = ? AND kind = ? AND native_length = ? AND native_id IN "
                                + Sql.marks(list),
                        row -> found.put(row.getString(1), row.getLong(2)),
                        Sql.values(List.of(alike.tool(), alike.kind(), alike.length()), list, List.of()));
                found.forEach((nativeId, number) -> {
                    List<ArtifactId> same = unknown.remove(new Stored(alike, nativeId));
                    if (same != null) {
                        same.forEach(artifact -> artifacts.put(artifact, number));
                    }
                });
            }
        }
    }

    public @Nullable Long ofNullable(@Nullable ArtifactId artifact) throws SQLException {
        return artifact == null ? null : of(artifact);
    }

    public @Nullable Long ofNullable(@Nullable Actor actor) throws SQLException {
        if (actor == null) {
            return null;
        }
        Long known = actors.get(actor);
        if (known == null) {
            known = findOrAdd(
                    "actor",
                    "SELECT id FROM actor WHERE pseudonym = ? AND type = ?",
                    "INSERT INTO actor (pseudonym, type, id) VALUES (?, ?, ?)",
                    actor.pseudonym(),
                    Codes.ACTOR_TYPE.of(actor.type()));
            actors.put(actor, known);
        }
        return known;
    }

    /** A number no row of the table has; the write lock keeps others from taking it. */
    public long next(String table) throws SQLException {
        Long last = lastNumbers.get(table);
        if (last == null) {
            last = statements
                    .first("SELECT coalesce(max(id), 0) FROM " + table, row -> row.getLong(1))
                    .orElse(0L);
        }
        lastNumbers.put(table, last + 1);
        return last + 1;
    }

    private long findOrAdd(String table, String find, String add, Object... values) throws SQLException {
        Long known = statements.first(find, row -> row.getLong(1), values).orElse(null);
        if (known != null) {
            return known;
        }
        Object[] withNumber = new Object[values.length + 1];
        System.arraycopy(values, 0, withNumber, 0, values.length);
        long number = next(table);
        withNumber[values.length] = number;
        statements.update(add, withNumber);
        return number;
    }
}
