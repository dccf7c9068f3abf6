package dev.millrace.chain;

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

    private final ChangeLines lines;
    private final Reverts reverts;
    private final Map<Integer, Boolean> known = new HashMap<>();

    TakeBacks(ChangeLines lines, Reverts reverts) {
        this.lines = lines;
        this.reverts = reverts;
    }

    /** What the change of that line takes back, without what takes something back itself. */
    List<ArtifactId> of(int line) {
        return lines.taken(line).isEmpty()
                ? List.of()
                : reverts.of(lines.taken(line), line, lines.landedAt(line)).stream()
                        .filter(taken -> !isTakeBack(taken, 0))
                        .map(lines::artifact)
                        .toList();
    }

    /** Whether a change takes something back that is no take-back itself, or that nobody knows. */
    private boolean isTakeBack(int line, int depth) {
        if (lines.taken(line).isEmpty() || depth > LONGEST_QUARREL) {
            return false;
        }
        Boolean answer = known.get(line);
        if (answer == null) {
            SortedSet<Integer> taken = reverts.of(lines.taken(line), line, lines.landedAt(line));
            answer = taken.isEmpty() || taken.stream().anyMatch(one -> !isTakeBack(one, depth + 1));
            known.put(line, answer);
        }
        return answer;
    }
}
