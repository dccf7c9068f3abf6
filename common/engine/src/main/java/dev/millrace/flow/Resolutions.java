package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.ResolutionChanged;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resolutions of one artifact, and when it got them. */
final class Resolutions {

    private final List<ResolutionChanged> changes;
    private final @Nullable String first;

    Resolutions(ArtifactHistory history, Instant asOf) {
        List<ResolutionChanged> all = logged(history);
        // Never changed means that it always was what it is now, as with issues that were imported closed.
        first = all.isEmpty() ? history.snapshot().resolution() : all.get(0).from();
        all.removeIf(change -> change.occurredAt().isAfter(asOf));
        changes = all;
    }

    /**
     * Which resolution decides what a closed visit means: the one in force when the visit ends, since a resolution is often
     * set or corrected after the transition, and is cleared in the instant of a re-open.
     */
    @Nullable String decisiveFor(Instant start, @Nullable Instant end) {
        String current = first;
        for (ResolutionChanged change : changes) {
            boolean tooLate = end != null
                    && !change.occurredAt().isBefore(end)
                    && change.occurredAt().isAfter(start);
            if (tooLate) {
                break;
            }
            current = change.to();
        }
        return current;
    }

    /**
     * When it was resolved: the last entry that set the resolution, else what the tool says; null if neither is known.
     *
     * @param from not before then, or null for any time
     * @param to not after then, or null for any time
     */
    static @Nullable Instant resolvedAt(ArtifactHistory history, @Nullable Instant from, @Nullable Instant to) {
        Instant resolved = null;
        for (ResolutionChanged change : logged(history)) {
            boolean counts = lies(change.occurredAt(), from, to);
            if (counts && change.to() == null) {
                resolved = change.occurredAt().equals(to) ? resolved : null; // a re-open clears it in its own instant
            } else if (counts && change.from() == null) {
                resolved = change.occurredAt();
            }
        }
        Instant told = resolved == null ? told(history) : null;
        return told != null && lies(told, from, to) ? told : resolved;
    }

    private static @Nullable Instant told(ArtifactHistory history) {
        List<String> values = history.snapshot().attributes().getOrDefault(Attribute.RESOLVED, List.of());
        try {
            return values.isEmpty() ? null : Instant.parse(values.get(0));
        } catch (DateTimeException e) {
            return null; // not an instant: ignored
        }
    }

    private static boolean lies(Instant at, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
    }

    private static List<ResolutionChanged> logged(ArtifactHistory history) {
        List<ResolutionChanged> all = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof ResolutionChanged change) {
                all.add(change);
            }
        }
        return all;
    }
}
