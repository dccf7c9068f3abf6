package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent.ParentChanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rule S9: whether a sub-task belonged to that parent. */
record NaiveParent(ArtifactHistory history, ArtifactId parent) {

    boolean s9Holds(Instant at) {
        List<ParentChanged> changes = new OneInstant<ParentChanged>(
                        change -> Optional.ofNullable(change.from()), change -> Optional.ofNullable(change.to()))
                .inOrder(history.events(), ParentChanged.class, null);
        if (changes.isEmpty()) {
            return true;
        }
        ArtifactId of = changes.get(0).from();
        for (ParentChanged change : changes) {
            of = change.occurredAt().isAfter(at) ? of : change.to();
        }
        ParentChanged last = changes.get(changes.size() - 1);
        boolean shownSince = !parent.equals(last.to())
                && parent.equals(history.snapshot().parent())
                && !at.isBefore(history.snapshot().updatedAt())
                && !at.isBefore(last.occurredAt());
        return parent.equals(of) || shownSince;
    }
}
