package dev.millrace.app.portfolio;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.store.KnownFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which issues are part of which epics and initiatives, by the parents that their tool named last. */
final class HolderTree {

    /** Jira has a handful of levels above an epic; more would be a mistake in the data. */
    private static final int MOST_LEVELS = 10;

    private final Map<ArtifactId, ArtifactId> parents = new HashMap<>();
    private final Set<ArtifactId> captured = new HashSet<>();
    private final Map<ArtifactId, ArtifactSnapshot> holders = new HashMap<>();

    /** What the store knew by then. */
    HolderTree(KnownFacts store, Knowledge knowledge) {
        store.forEachArtifact(ArtifactKind.ISSUE, knowledge, history -> {
            ArtifactSnapshot issue = history.snapshot();
            captured.add(issue.artifact());
            if (issue.parent() != null) {
                parents.put(issue.artifact(), issue.parent());
            }
            if (issue.level() == Level.PORTFOLIO) {
                holders.put(issue.artifact(), issue);
            }
        });
    }

    /** All that hold others, the oldest first. */
    List<ArtifactSnapshot> holders() {
        return holders.values().stream()
                .sorted(Comparator.comparing(ArtifactSnapshot::createdAt).thenComparing(ArtifactSnapshot::artifact))
                .toList();
    }

    /** What an artifact is part of, the nearest first; parents that hold each other in a circle end it. */
    List<ArtifactId> above(ArtifactId artifact) {
        List<ArtifactId> above = new ArrayList<>();
        ArtifactId next = parents.get(artifact);
        while (next != null
                && holders.containsKey(next)
                && !next.equals(artifact)
                && !above.contains(next)
                && above.size() < MOST_LEVELS) {
            above.add(next);
            next = parents.get(next);
        }
        return above;
    }

    /** What a holder is part of itself; null if it is part of nothing that holds others. */
    @Nullable ArtifactId parent(ArtifactId holder) {
        List<ArtifactId> above = above(holder);
        return above.isEmpty() ? null : above.get(0);
    }

    /** Whether it names a parent that is not captured. */
    boolean parentMissing(ArtifactId artifact) {
        ArtifactId parent = parents.get(artifact);
        return parent != null && !captured.contains(parent);
    }
}
