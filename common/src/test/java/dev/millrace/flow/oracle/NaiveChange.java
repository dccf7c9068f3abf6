package dev.millrace.flow.oracle;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Change;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.ReviewRequested;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change claimed of one instant: its pull request's turn, its builds and deployments, and the gaps between them. */
record NaiveChange(Change change, DeliveryStages stages, Instant asOf) {

    /**
     * One thing that something says of an instant.
     *
     * @param stage what it stands for
     * @param source what says it
     * @param rule the number of the rule that it counts by
     */
    record Claim(Stage stage, ArtifactId source, String rule) {}

    List<Claim> claimsAt(Instant at) {
        List<Claim> claims = new ArrayList<>();
        Instant merged = mergedAt();
        if (isPullRequest()) {
            Stage turn = turnAt(at);
            if (turn != null) {
                claims.add(new Claim(turn, change.source().artifact(), "F3b"));
            }
        }
        Instant delivered = deliveredAt();
        if (merged == null || at.isBefore(merged) || (delivered != null && !at.isBefore(delivered))) {
            return claims;
        }
        List<NaiveAttempt> attempts = attempts();
        for (NaiveAttempt attempt : attempts) {
            Stage stage = attempt.stageAt(at);
            if (stage != null) {
                claims.add(new Claim(stage, attempt.id(), "F3c"));
            }
        }
        boolean quiet = attempts.stream().noneMatch(attempt -> attempt.openAt(at));
        boolean more = attempts.stream().anyMatch(attempt -> attempt.queued().isAfter(at));
        boolean owed = change.traced() && change.service().firstProduction() != null && delivered == null;
        if (quiet && (more || owed)) {
            claims.add(gapAt(at, attempts));
        }
        return claims;
    }

    /** When it was merged, or for a commit made, as known as of the report; null if it was not. */
    @Nullable Instant mergedAt() {
        Instant merged = null;
        for (FlowEvent event : change.source().events()) {
            if (!event.occurredAt().isAfter(asOf)) {
                if (isPullRequest() && wordOf(event) != null) {
                    merged = "merged".equalsIgnoreCase(wordOf(event)) ? event.occurredAt() : null;
                } else if (!isPullRequest() && merged == null && event instanceof Created) {
                    merged = event.occurredAt();
                }
            }
        }
        return merged;
    }

    /** When the first deployment of it to production ended well; null if none has. */
    @Nullable Instant deliveredAt() {
        Instant first = null;
        for (NaiveAttempt attempt : attempts()) {
            Instant ended = attempt.ended();
            if (ended != null && attempt.production() && attempt.succeeded()) {
                first = first == null || ended.isBefore(first) ? ended : first;
            }
        }
        return first;
    }

    boolean deliveredBy(Instant at) {
        Instant delivered = deliveredAt();
        return delivered != null && !at.isBefore(delivered);
    }

    private boolean isPullRequest() {
        return change.source().artifact().kind() == ArtifactKind.PULL_REQUEST;
    }

    private List<NaiveAttempt> attempts() {
        List<NaiveAttempt> attempts = new ArrayList<>();
        for (ArtifactHistory history : change.attempts()) {
            NaiveAttempt attempt = new NaiveAttempt(history, stages, asOf);
            if (attempt.known()) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    /** Between merge and build it waits for a build, after a good build for a deployment; who never builds waits for that at once. */
    private Claim gapAt(Instant at, List<NaiveAttempt> attempts) {
        boolean builds = attempts.stream().anyMatch(attempt -> !attempt.deploys());
        ArtifactId last = change.source().artifact();
        Instant lastQueued = null;
        boolean built = !builds;
        for (NaiveAttempt attempt : attempts) {
            if (!attempt.queued().isAfter(at)) {
                built |= !attempt.deploys() && attempt.succeeded();
                if (lastQueued == null || !attempt.queued().isBefore(lastQueued)) {
                    last = attempt.id();
                    lastQueued = attempt.queued();
                }
            }
        }
        return new Claim(built ? stages.beforeDeploy() : stages.beforeBuild(), last, "F3d");
    }

    private @Nullable Stage turnAt(Instant at) {
        String state = "";
        int entered = -1;
        List<FlowEvent> events = change.source().events();
        for (int i = 0; i < events.size(); i++) {
            String word = wordOf(events.get(i));
            if (word != null && !events.get(i).occurredAt().isAfter(at)) {
                state = word;
                entered = i;
            }
        }
        if (state.equalsIgnoreCase("draft")) {
            return stages.authoring();
        } else if (!state.equalsIgnoreCase("open")) {
            return null;
        }
        // The last word of a reviewer since it was opened, and whether the author answered it.
        String verdict = "";
        boolean answered = false;
        for (int i = entered + 1; i < events.size(); i++) {
            FlowEvent event = events.get(i);
            if (event.occurredAt().isAfter(at)) {
                continue;
            }
            if (event instanceof Reviewed review
                    && speaks(review)
                    && !review.verdict().equals("commented")) {
                if (List.of("approved", "changes_requested", "dismissed").contains(review.verdict())) {
                    verdict = review.verdict();
                    answered = false;
                }
            } else if (event instanceof CommitAdded || event instanceof ReviewRequested) {
                answered = true;
            }
        }
        return switch (verdict) {
            case "approved" -> stages.merging();
            case "changes_requested" -> answered ? stages.reviewing() : stages.authoring();
            default -> reviewedAt(at) ? stages.reviewing() : stages.beforeReview();
        };
    }

    /** Whether anybody but its author and bots had reviewed it by then, with any verdict, and be it as a draft. */
    private boolean reviewedAt(Instant at) {
        return change.source().events().stream()
                .anyMatch(event ->
                        event instanceof Reviewed review && !event.occurredAt().isAfter(at) && speaks(review));
    }

    private boolean speaks(Reviewed review) {
        Actor who = review.header().actor();
        Actor author = null;
        for (FlowEvent event : change.source().events()) {
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
