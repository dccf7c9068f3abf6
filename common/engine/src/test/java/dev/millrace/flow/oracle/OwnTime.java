package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ItemHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rule S9 of one visit: the pieces of it that count for an item.
 *
 * @param start the first instant
 * @param end the first instant after it, or null while it is open
 */
public record OwnTime(Instant start, @Nullable Instant end) {

    /** The pieces of a visit to a state, in order. */
    public static List<OwnTime> of(
            ArtifactHistory issue, ItemHistory item, Instant since, @Nullable Instant left, Instant asOf) {
        TreeSet<Instant> cuts = new TreeSet<>(List.of(since));
        cuts.add(issue.snapshot().updatedAt());
        issue.events().forEach(event -> cuts.add(event.occurredAt()));
        cuts.removeIf(cut -> cut.isBefore(since)
                || cut.isAfter(asOf)
                || (cut.isAfter(since) && left != null && !cut.isBefore(left)));
        NaiveParent parent = new NaiveParent(issue, item);
        List<OwnTime> pieces = new ArrayList<>();
        for (Instant from : cuts) {
            Instant to = cuts.higher(from) == null ? left : cuts.higher(from);
            OwnTime last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
            if (!parent.s9Counts(from, asOf)) {
                continue;
            } else if (last != null && from.equals(last.end())) {
                pieces.set(pieces.size() - 1, new OwnTime(last.start(), to));
            } else {
                pieces.add(new OwnTime(from, to));
            }
        }
        return pieces;
    }
}
