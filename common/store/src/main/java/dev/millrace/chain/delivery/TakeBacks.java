package dev.millrace.chain.delivery;

import dev.millrace.chain.graph.Reverts;
import dev.millrace.model.ArtifactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What changes take back. A change that takes back what takes something back brings a change back, and blames nothing. Ask only when all
 * changes are there. Not for concurrent use.
 */
final class TakeBacks {

    /** How often one change is taken back and brought back at most. */
    private static final int LONGEST_QUARREL = 1_000;

    private final ChangeTable rows;
    private final Reverts reverts;
    private final Map<Integer, Boolean> known = new HashMap<>();

    TakeBacks(ChangeTable rows, Reverts reverts) {
        this.rows = rows;
        this.reverts = reverts;
    }

    /** What the change of that row takes back, without what takes something back itself. */
    List<ArtifactId> of(int row) {
        return rows.taken(row).isEmpty()
                ? List.of()
                : reverts.of(rows.taken(row), row, rows.landedAt(row)).stream()
                        .filter(taken -> !isTakeBack(taken, 0))
                        .map(rows::artifact)
                        .toList();
    }

    /** Whether a change takes something back that is no take-back itself, or that nobody knows. */
    private boolean isTakeBack(int row, int depth) {
        if (rows.taken(row).isEmpty() || depth > LONGEST_QUARREL) {
            return false;
        }
        Boolean answer = known.get(row);
        if (answer == null) {
            SortedSet<Integer> taken = reverts.of(rows.taken(row), row, rows.landedAt(row));
            answer = taken.isEmpty() || taken.stream().anyMatch(one -> !isTakeBack(one, depth + 1));
            known.put(row, answer);
        }
        return answer;
    }
}
