package dev.millrace.flow.oracle;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.ReviewRequested;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules T1 to T6: whose turn it is on a pull request. */
record NaiveTurns(ArtifactHistory history, DeliveryStages stages, Instant asOf) {

    /** The turn at an instant; null before the opening, after the merge and while it is closed. */
    @Nullable Stage at(Instant at) {
        String state = "";
        int entered = -1;
        List<FlowEvent> events = history.events();
        for (int i = 0; i < events.size(); i++) {
            String word = wordOf(events.get(i));
            if (word != null && !events.get(i).occurredAt().isAfter(at)) {
                state = word.toLowerCase(Locale.ROOT);
                entered = i;
            }
        }
        return switch (state) {
            case "draft" -> t2Draft();
            case "open" -> {
                boolean reviewed = reviewedBy(at);
                Stage turn = t5Approved(entered, at);
                yield turn != null ? turn : reviewed ? t4Turn(entered, at) : t3WaitingForFirstReview();
            }
            default -> t6MergedOrClosed();
        };
    }

    /** When work on it began, where that is known: the earliest author date, if it is not after the opening. */
    @Nullable Instant t1CodingSince(Instant opened) {
        Instant first = null;
        for (FlowEvent event : history.events()) {
            if (event instanceof CommitAdded commit && !commit.occurredAt().isAfter(asOf)) {
                first = first == null || commit.authoredAt().isBefore(first) ? commit.authoredAt() : first;
            }
        }
        return first == null || first.isAfter(opened) ? null : first;
    }

    private Stage t2Draft() {
        return stages.authoring();
    }

    private Stage t3WaitingForFirstReview() {
        return stages.beforeReview();
    }

    /** The last word of a reviewer since it was opened, and whether the author answered it. */
    private Stage t4Turn(int entered, Instant at) {
        boolean given = false;
        for (FlowEvent event : since(entered, at)) {
            if (event instanceof Reviewed review && verdict(review)) {
                given = review.verdict().equals("changes_requested");
            } else if (event instanceof CommitAdded || event instanceof ReviewRequested) {
                given = false;
            }
        }
        return given ? stages.authoring() : stages.reviewing();
    }

    private @Nullable Stage t5Approved(int entered, Instant at) {
        boolean approved = false;
        for (FlowEvent event : since(entered, at)) {
            if (event instanceof Reviewed review && verdict(review)) {
                approved = review.verdict().equals("approved");
            }
        }
        return approved ? stages.merging() : null;
    }

    private @Nullable Stage t6MergedOrClosed() {
        return null;
    }

    /** When it was merged, as known as of the report; null if it was not, or not any more. */
    @Nullable Instant t6MergedAt() {
        Instant merged = null;
        for (FlowEvent event : history.events()) {
            String word = wordOf(event);
            if (word != null && !event.occurredAt().isAfter(asOf)) {
                merged = word.equalsIgnoreCase("merged") ? event.occurredAt() : null;
            }
        }
        return merged;
    }

    private List<FlowEvent> since(int entered, Instant at) {
        return history.events().subList(entered + 1, history.events().size()).stream()
                .filter(event -> !event.occurredAt().isAfter(at))
                .toList();
    }

    /** Whether anybody but its author and bots has said anything by then, also of the draft. */
    private boolean reviewedBy(Instant at) {
        return history.events().stream()
                .anyMatch(event ->
                        event instanceof Reviewed review && !event.occurredAt().isAfter(at) && speaks(review));
    }

    private boolean verdict(Reviewed review) {
        return speaks(review)
                && List.of("approved", "changes_requested", "dismissed").contains(review.verdict());
    }

    private boolean speaks(Reviewed review) {
        Actor who = review.header().actor();
        Actor author = null;
        for (FlowEvent event : history.events()) {
            if (event instanceof Created && author == null) {
                author = event.header().actor();
            }
        }
        return who == null || (who.type() != Actor.Type.BOT && !who.equals(author));
    }

    static @Nullable String wordOf(FlowEvent event) {
        if (event instanceof Created created) {
            return created.state().name();
        }
        return event instanceof StateChanged change ? change.to().name() : null;
    }
}
