package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that replace others: of each artifact named here all rows of that table. Not for concurrent use. */
public final class DerivedChanges {

    private final Map<DerivedTable, Set<ArtifactId>> cleared = new EnumMap<>(DerivedTable.class);
    private final Map<DerivedTable, List<@Nullable Object[]>> added = new EnumMap<>(DerivedTable.class);
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, Integer> merged = new HashMap<>();
    private final Map<Integer, CodebaseFacts> facts = new HashMap<>();
    private int rows;

    /** Removes the rows of that artifact. */
    public void clear(DerivedTable table, ArtifactId artifact) {
        cleared.computeIfAbsent(table, unseen -> new LinkedHashSet<>()).add(artifact);
    }

    /**
     * Adds a row behind what is cleared.
     *
     * @param values one for each column; artifacts as their ids, numbers as {@link Long}, bytes, texts or null
     */
    public void add(DerivedTable table, @Nullable Object... values) {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException(
                    table + " has " + table.columns().size() + " columns, not " + values.length);
        }
        added.computeIfAbsent(table, unseen -> new ArrayList<>()).add(values);
        rows++;
    }

    /** Says that a repository, job or commit of that name belongs to a codebase. */
    public void name(String name, int codebase) {
        names.put(name, codebase);
    }

    /** What a codebase says that others depend on: its default branches, and the repositories where the flag of production decides. */
    public record CodebaseFacts(Set<String> defaultBranches, Set<String> flagged) {}

    /** Replaces what a codebase says. */
    public void facts(int codebase, Set<String> defaultBranches, Set<String> flagged) {
        facts.put(codebase, new CodebaseFacts(Set.copyOf(defaultBranches), Set.copyOf(flagged)));
    }

    /** What codebases say. */
    public Map<Integer, CodebaseFacts> facts() {
        return facts;
    }

    /** Says that one codebase has become a part of another one. */
    public void merge(int codebase, int into) {
        merged.put(codebase, into);
    }

    /** The artifacts whose rows are removed. */
    public Set<ArtifactId> cleared(DerivedTable table) {
        return cleared.getOrDefault(table, Set.of());
    }

    /** The rows that are added. */
    public List<@Nullable Object[]> added(DerivedTable table) {
        return added.getOrDefault(table, List.of());
    }

    /** The codebases of names. */
    public Map<String, Integer> names() {
        return names;
    }

    /** The codebases that became parts of others. */
    public Map<Integer, Integer> merged() {
        return merged;
    }

    /** How many rows are added. */
    public int rows() {
        return rows;
    }
}
