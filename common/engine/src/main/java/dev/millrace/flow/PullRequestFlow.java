package dev.millrace.flow;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginRules;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one pull request went through its reviews.
 *
 * @param artifact its id
 * @param origin by whom it was written
 * @param openedAt when it was opened
 * @param endedAt when it was merged or closed; null while it is open
 * @param merged whether it was merged
 * @param firstReview how long it was ready until the first review of another person; null if there was none yet
 * @param reviewersTurn how long it was the reviewers' turn in all; null while it is open
 * @param sentBack how often a reviewer requested changes or it became a draft again
 * @param reviews how many reviews people gave, without those of its author
 * @param agentReviews how many reviews agents gave
 * @param botReviews how many reviews other bots gave
 * @param reverts whether it takes an earlier change back
 */
public record PullRequestFlow(
        ArtifactId artifact,
        OriginEvidence origin,
        Instant openedAt,
        @Nullable Instant endedAt,
        boolean merged,
        @Nullable Duration firstReview,
        @Nullable Duration reviewersTurn,
        int sentBack,
        int reviews,
        int agentReviews,
        int botReviews,
        boolean reverts) {

    /** Validates: what was merged has ended. */
    public PullRequestFlow {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(openedAt, "openedAt");
        if (endedAt == null && (merged || reviewersTurn != null)) {
            throw new IllegalArgumentException(artifact + " is open and cannot have ended");
        }
    }

    /** Of a pull request up to {@code asOf}, inclusive. */
    public static PullRequestFlow of(ArtifactHistory history, DeliveryStages stages, OriginRules rules, Instant asOf) {
        return of(history, PullRequestTimeline.of(stages, history, asOf), stages, rules, asOf);
    }

    static PullRequestFlow of(
            ArtifactHistory history,
            PullRequestTimeline timeline,
            DeliveryStages stages,
            OriginRules rules,
            Instant asOf) {
        Map<Instant, String> apps = apps(history);
        Actor author = PullRequestTimeline.author(history);
        Instant first = null;
        int people = 0;
        int agents = 0;
        int bots = 0;
        for (FlowEvent event : history.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                break;
            }
            if (!(event instanceof Reviewed review) || review.verdict().equals(Reviewed.DISMISSED)) {
                continue;
            }
            Actor reviewer = review.header().actor();
            if (reviewer != null && reviewer.type() == Actor.Type.BOT) {
                String app = apps.get(review.occurredAt());
                boolean agent = app != null && rules.ofApp(app) == Origin.AGENT;
                agents += agent ? 1 : 0;
                bots += agent ? 0 : 1;
            } else if (reviewer == null || !reviewer.equals(author)) {
                first = first == null ? review.occurredAt() : first;
                people++;
            }
        }
        Instant ended = timeline.endedAt();
        return new PullRequestFlow(
                history.artifact(),
                origin(history, rules),
                history.snapshot().createdAt(),
                ended,
                timeline.mergedAt() != null,
                first == null ? null : turn(timeline.visits(), stages, first),
                ended == null ? null : turn(timeline.visits(), stages, ended),
                timeline.reviewRounds() + timeline.draftReturns(),
                people,
                agents,
                bots,
                Reverts.isRevert(history.snapshot()));
    }

    /** The origin of a pull request or commit by itself. */
    public static OriginEvidence origin(ArtifactHistory change, OriginRules rules) {
        return rules.of(
                change.snapshot(),
                OriginRules.byBot(change.snapshot())
                        || change.events().stream()
                                .anyMatch(event -> event instanceof Created created
                                        && created.header().actor() != null
                                        && created.header().actor().type() == Actor.Type.BOT));
    }

    /** How long it was the reviewers' turn until an instant. */
    private static Duration turn(List<Visit> visits, DeliveryStages stages, Instant until) {
        Duration turn = Duration.ZERO;
        for (Visit visit : visits) {
            boolean theirs = stages.beforeReview().equals(visit.stage())
                    || stages.reviewing().equals(visit.stage());
            Instant end = visit.end() == null || visit.end().isAfter(until) ? until : visit.end();
            if (theirs && visit.start().isBefore(end)) {
                turn = turn.plus(Duration.between(visit.start(), end));
            }
        }
        return turn;
    }

    private static Map<Instant, String> apps(ArtifactHistory history) {
        Map<Instant, String> apps = new HashMap<>();
        for (String text : history.snapshot().attributes().getOrDefault(Attribute.REVIEWS_OF_APPS, List.of())) {
            int space = text.indexOf(' ');
            if (space > 0) {
                // where an import wrote something else it is a review of some bot
                instant(text.substring(0, space)).ifPresent(at -> apps.put(at, text.substring(space + 1)));
            }
        }
        return apps;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
