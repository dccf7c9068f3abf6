package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.model.ItemHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rule S9: whose the time of an issue is.
 *
 * @param history the item itself, or what is or was a part of it
 * @param item the item
 */
record NaiveParent(ArtifactHistory history, ItemHistory item) {

    /** Whose part it was; null if of nothing. */
    @Nullable ArtifactId s9Parent(Instant at) {
        List<ParentChanged> changes = new OneInstant<ParentChanged>(
                        change -> Optional.ofNullable(change.from()), change -> Optional.ofNullable(change.to()))
                .inOrder(history.events(), ParentChanged.class, null);
        if (changes.isEmpty()) {
            return isItem() ? null : item.item().artifact();
        }
        ArtifactId of = changes.get(0).from();
        for (ParentChanged change : changes) {
            of = change.occurredAt().isAfter(at) ? of : change.to();
        }
        boolean last = changes.stream().noneMatch(change -> change.occurredAt().isAfter(at));
        boolean shown = last && !at.isBefore(history.snapshot().updatedAt());
        return shown ? history.snapshot().parent() : of;
    }

    /** Whether what it did then decides anything of the item. */
    boolean s9Claims(Instant at) {
        return isItem() ? !ofAnother(at) : item.item().artifact().equals(s9Parent(at));
    }

    /** Whether what it did then is counted as a visit of the item, as of a report. */
    boolean s9Counts(Instant at, Instant asOf) {
        return s9Claims(at) || (s9Claims(asOf) && !ofAnother(at));
    }

    private boolean ofAnother(Instant at) {
        ArtifactId parent = s9Parent(at);
        return parent != null && item.otherParents().contains(parent);
    }

    private boolean isItem() {
        return history.artifact().equals(item.item().artifact());
    }
}
