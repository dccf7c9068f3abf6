package dev.millrace.flow;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.ReviewRequested;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on a pull request, as visits of delivery stages. A draft is the author's turn; from ready on it waits for its first
 * review, which any verdict of another person ends, a mere comment too. Then it is the reviewer's until changes are requested, the
 * author's until the next commit or request; from approval on it waits to be merged. Reviews by bots and by the author turn nothing.
 */
final class PullRequestTimeline {

    static final String DRAFT = "draft";
    static final String OPEN = "open";
    static final String MERGED = "merged";
    static final String CLOSED = "closed";

    private final DeliveryStages stages;
    private final ArtifactHistory history;
    private final Instant asOf;
    private final List<Visit> visits = new ArrayList<>();
    private final @Nullable Actor author;
    private NativeState state = new NativeState(null, OPEN);
    private @Nullable Stage stage;
    private @Nullable Instant since;
    private @Nullable Instant mergedAt;
    private @Nullable Instant endedAt;
    private int reviewRounds;
    private int draftReturns;
    private boolean opened;
    private boolean reviewed;

    private PullRequestTimeline(DeliveryStages stages, ArtifactHistory history, Instant asOf) {
        this.stages = stages;
        this.history = history;
        this.asOf = asOf;
        this.author = author(history);
    }

    /** The timeline up to {@code asOf}, inclusive. */
    static PullRequestTimeline of(DeliveryStages stages, ArtifactHistory history, Instant asOf) {
        PullRequestTimeline timeline = new PullRequestTimeline(stages, history, asOf);
        timeline.walk();
        return timeline;
    }

    /** Its turns; none before it was opened, while it is closed unmerged, and after it was merged. */
    List<Visit> visits() {
        return List.copyOf(visits);
    }

    /** When it was merged, or null if it has not been. */
    @Nullable Instant mergedAt() {
        return mergedAt;
    }

    /** When it was merged or closed, or null while it is open. */
    @Nullable Instant endedAt() {
        return endedAt;
    }

    /** How often a reviewer gave it back to the author. */
    int reviewRounds() {
        return reviewRounds;
    }

    /** How often it became a draft again. */
    int draftReturns() {
        return draftReturns;
    }

    private void walk() {
        for (FlowEvent event : history.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                break;
            }
            reviewed |= event instanceof Reviewed review && counts(review);
            if (event instanceof Created created) {
                enter(created.state(), created.occurredAt());
            } else if (event instanceof StateChanged change) {
                enter(change.to(), change.occurredAt());
            } else if (stage != null) {
                turn(event);
            }
        }
        to(stage, asOf, true);
    }

    private void enter(NativeState next, Instant at) {
        String name = next.name().toLowerCase(Locale.ROOT);
        Stage entered = switch (name) {
            case DRAFT -> stages.authoring();
            case OPEN -> review();
            default -> null;
        };
        to(entered, at, false);
        draftReturns += name.equals(DRAFT) && state.name().equalsIgnoreCase(OPEN) && opened ? 1 : 0;
        opened = true;
        state = next;
        mergedAt = name.equals(MERGED) ? at : null;
        endedAt = name.equals(MERGED) || name.equals(CLOSED) ? at : null;
    }

    private void turn(FlowEvent event) {
        boolean draft = state.name().equalsIgnoreCase(DRAFT);
        if (event instanceof Reviewed review && !draft && counts(review)) {
            switch (review.verdict()) {
                case Reviewed.APPROVED -> to(stages.merging(), review.occurredAt(), false);
                case Reviewed.CHANGES_REQUESTED -> {
                    reviewRounds += stages.authoring().equals(stage) ? 0 : 1;
                    to(stages.authoring(), review.occurredAt(), false);
                }
                case Reviewed.DISMISSED -> to(stages.reviewing(), review.occurredAt(), false);
                default -> {
                    if (stages.beforeReview().equals(stage)) {
                        to(stages.reviewing(), review.occurredAt(), false);
                    }
                }
            }
        } else if ((event instanceof CommitAdded || event instanceof ReviewRequested)
                && !draft
                && stages.authoring().equals(stage)) {
            to(stages.reviewing(), event.occurredAt(), false);
        }
    }

    /** Where the reviewer's turn stands: the first review can have been of a draft already, and does not come again. */
    private Stage review() {
        return reviewed ? stages.reviewing() : stages.beforeReview();
    }

    private boolean counts(Reviewed review) {
        Actor reviewer = review.header().actor();
        return reviewer == null || (reviewer.type() != Actor.Type.BOT && !reviewer.equals(author));
    }

    private void to(@Nullable Stage next, Instant at, boolean last) {
        if (stage != null && since != null && (last || !stage.equals(next))) {
            visits.add(new Visit(history.artifact(), state, stage, since, last ? null : at));
        }
        if (next == null || !next.equals(stage)) {
            since = at;
        }
        stage = next;
    }

    /** Who opened it, or null if that is not known. */
    static @Nullable Actor author(ArtifactHistory history) {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created) {
                return created.header().actor();
            }
        }
        return null;
    }
}
