package dev.millrace.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tools have said about their states up to some instant: definitions by id and by name, and the states seen in
 * each project. Immutable.
 */
public final class StateCatalogue {

    private record Key(ToolInstance tool, String text) {}

    private static final StateCatalogue EMPTY = new StateCatalogue(Set.of(), Set.of());

    private final Map<Key, StateDefinition> byId = new HashMap<>();
    private final Map<Key, StateDefinition> byName = new HashMap<>();
    private final Set<Key> ambiguousNames = new HashSet<>();
    private final Map<Key, Set<NativeState>> uses = new HashMap<>();

    /** A catalogue of those facts. A name that two definitions of one tool share resolves only through its id. */
    public StateCatalogue(Collection<StateDefinition> definitions, Collection<StateUse> seen) {
        for (StateDefinition definition : definitions) {
            byId.put(new Key(definition.tool(), definition.id()), definition);
            Key name = new Key(definition.tool(), definition.name());
            StateDefinition other = byName.put(name, definition);
            if (other != null && !other.id().equals(definition.id())) {
                ambiguousNames.add(name);
            }
        }
        for (StateUse use : seen) {
            uses.computeIfAbsent(new Key(use.tool(), use.project()), key -> new LinkedHashSet<>())
                    .add(use.state());
        }
    }

    /** An empty catalogue. */
    public static StateCatalogue empty() {
        return EMPTY;
    }

    /**
     * The definition of a state: by id where it has one, else by name if that name is unique in the tool. Empty for a state
     * that was deleted and occurs only in old changelogs.
     */
    public Optional<StateDefinition> definition(ToolInstance tool, NativeState state) {
        if (state.id() != null) {
            return Optional.ofNullable(byId.get(new Key(tool, state.id())));
        }
        Key name = new Key(tool, state.name());
        return ambiguousNames.contains(name) ? Optional.empty() : Optional.ofNullable(byName.get(name));
    }

    /** All uses of states that are known, in no particular order. */
    public Set<StateUse> uses() {
        Set<StateUse> all = new HashSet<>();
        uses.forEach((key, states) -> states.forEach(state -> all.add(new StateUse(key.tool(), key.text(), state))));
        return Set.copyOf(all);
    }

    /** All states seen in histories of that project; empty if there are none. */
    public Set<NativeState> seenIn(ToolInstance tool, String project) {
        return Set.copyOf(uses.getOrDefault(new Key(tool, project), Set.of()));
    }
}
