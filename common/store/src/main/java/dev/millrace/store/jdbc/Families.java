package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.model.Level;
import dev.millrace.store.rows.SnapshotRows.Stored;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts items together with the issues that are a part of them, or were once. */
final class Families {

    private final Map<Long, ArtifactHistory> histories;
    private final Map<Long, SortedMap<ArtifactId, ArtifactHistory>> parts = new HashMap<>();

    /**
     * Families.
     *
     * @param candidates what may be a part of something, with the parent that it had as of the report
     * @param ever what any change of parent led to an item or away from it, by the item's number
     * @param histories of all of them and of the items, as of the report
     */
    Families(Collection<Stored> candidates, Map<Long, Set<Long>> ever, Map<Long, ArtifactHistory> histories) {
        this.histories = histories;
        for (Stored candidate : candidates) {
            if (candidate.snapshot().level() == Level.SUB_TASK && candidate.parent() != null) {
                add(candidate.parent(), candidate.number());
            }
        }
        ever.forEach((item, children) -> {
            ArtifactHistory parent = histories.get(item);
            for (long child : children) {
                ArtifactHistory history = histories.get(child);
                boolean was = parent != null
                        && history != null
                        && child != item
                        && named(history).anyMatch(parent.artifact()::equals);
                if (was) {
                    add(item, child);
                }
            }
        });
    }

    private void add(long item, long child) {
        ArtifactHistory history = histories.get(child);
        if (history != null) {
            parts.computeIfAbsent(item, number -> new TreeMap<>()).put(history.artifact(), history);
        }
    }

    /** What is a part of the item or was one, in the order of artifact ids. */
    List<ArtifactHistory> partsOf(long item) {
        return List.copyOf(parts.getOrDefault(item, new TreeMap<>()).values());
    }

    /** Everything that a change of parent leads to or away from. */
    Set<ArtifactId> named() {
        Set<ArtifactId> named = new HashSet<>();
        histories.values().forEach(history -> named(history).forEach(named::add));
        return named;
    }

    /** Those of the items that the item, or a part of it, was a part of at some time. */
    static Set<ArtifactId> otherParents(ArtifactHistory item, List<ArtifactHistory> parts, Set<ArtifactId> items) {
        return Stream.concat(Stream.of(item), parts.stream())
                .flatMap(Families::named)
                .filter(other -> items.contains(other) && !other.equals(item.artifact()))
                .collect(Collectors.toSet());
    }

    private static Stream<ArtifactId> named(ArtifactHistory history) {
        return history.events().stream()
                .filter(ParentChanged.class::isInstance)
                .map(ParentChanged.class::cast)
                .flatMap(change -> Stream.concat(Stream.ofNullable(change.from()), Stream.ofNullable(change.to())));
    }
}
