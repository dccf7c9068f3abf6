package dev.millrace.derive;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import java.time.Duration;
import java.time.Instant;

/** When the newest fact of an artifact is dated. */
final class Recency {

    /** For so long before the newest derivation an earlier as-of can be answered from rows. */
    static final Duration RECENT = Duration.ofDays(45);

    private Recency() {}

    /** When the newest event of an artifact happened, or when it was created. */
    static Instant last(ArtifactHistory artifact) {
        Instant last = artifact.snapshot().createdAt();
        for (FlowEvent event : artifact.events()) {
            last = event.occurredAt().isAfter(last) ? event.occurredAt() : last;
        }
        return last;
    }
}
