package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DeliveryStages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The coding of a pull request that belongs to no issue: from the earliest author date among its own commits until it was opened. An
 * issue says itself what was done before, so that its pull requests have none.
 *
 * @param visit the time before the opening; null if none was seen
 * @param unknown why its beginning is not known, or null if it is
 */
record Coding(@Nullable Visit visit, @Nullable Reason unknown) {

    private static final Coding NONE = new Coding(null, null);
    private static final NativeState STATE = new NativeState(null, "coding");

    /**
     * The coding of an item, as of an instant.
     *
     * @param opened the first instant that its tool reports
     */
    static Coding of(DeliveryStages stages, ArtifactHistory item, Instant opened, Instant asOf) {
        if (item.artifact().kind() != ArtifactKind.PULL_REQUEST) {
            return NONE;
        }
        Instant earliest = null;
        Instant merged = null;
        for (FlowEvent event : item.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                break;
            }
            if (event instanceof CommitAdded added) {
                Instant at = added.authoredAt();
                earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
            } else if (event instanceof StateChanged change) {
                merged = change.to().name().equalsIgnoreCase(PullRequestTimeline.MERGED) ? change.occurredAt() : null;
            }
        }
        AuthorDate date = AuthorDate.of(item.snapshot().key(), earliest, opened, merged);
        Instant begun = date.at().measured().orElse(null);
        if (begun == null || date.bounded()) {
            String why = date.at().reason().map(Reason::detail).orElse(AuthorDate.BOUNDED);
            return new Coding(null, new Reason(Reason.Code.CODING_UNKNOWN, why));
        }
        return begun.isBefore(opened)
                ? new Coding(new Visit(item.artifact(), STATE, stages.coding(), begun, opened), null)
                : NONE;
    }

    /** The visit, if there is one. */
    List<Visit> visits() {
        return Optional.ofNullable(visit).stream().toList();
    }
}
