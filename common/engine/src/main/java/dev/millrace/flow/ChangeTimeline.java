package dev.millrace.flow;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change on the time axis: the turns of its pull request, its builds and deployments, and the gaps between them, until the
 * first production deployment that contains it.
 */
final class ChangeTimeline {

    private final ChainedChange change;
    private final DeliveryStages stages;
    private final List<Claim> claims;
    private final List<Attempt> attempts;
    private final @Nullable Instant mergedAt;
    private final @Nullable Instant deliveredAt;
    private final @Nullable PullRequestTimeline pullRequest;
    private final boolean reverts;

    private ChangeTimeline(ChainedChange change, DeliveryStages stages, Instant asOf) {
        this.change = change;
        this.stages = stages;
        reverts = Reverts.isRevert(change.source().snapshot());
        List<Claim> all = new ArrayList<>();
        attempts = change.attempts().stream()
                .map(history -> Attempt.of(history, asOf))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Attempt::queuedAt))
                .toList();
        if (change.source().artifact().kind() == ArtifactKind.PULL_REQUEST) {
            pullRequest = PullRequestTimeline.of(stages, change.source(), asOf);
            pullRequest.visits().forEach(turn -> all.add(new Claim(turn, FlowRule.PULL_REQUEST)));
            mergedAt = pullRequest.mergedAt();
        } else {
            pullRequest = null;
            mergedAt = firstSeenAt(change, asOf);
        }
        deliveredAt = attempts.stream()
                .filter(attempt -> attempt.production() && attempt.succeeded())
                .map(Attempt::endedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (mergedAt != null) {
            afterMerge(mergedAt, all);
        }
        claims = List.copyOf(all);
    }

    static ChangeTimeline of(ChainedChange change, DeliveryStages stages, Instant asOf) {
        return new ChangeTimeline(change, stages, asOf);
    }

    ChainedChange change() {
        return change;
    }

    /** How its pull request went through reviews; empty if it has none, or was not there by then. */
    Optional<PullRequestFlow> pullRequest(OriginRules rules, Instant asOf) {
        return pullRequest == null || change.source().snapshot().createdAt().isAfter(asOf)
                ? Optional.empty()
                : Optional.of(PullRequestFlow.of(change.source(), pullRequest, stages, rules, asOf));
    }

    /** Its builds and deployments that were there by then, in order. */
    List<Attempt> attempts() {
        return attempts;
    }

    /** What the change says of the time it covers, in order of start. */
    List<Claim> claims() {
        return claims;
    }

    /** When it was merged, or null. */
    @Nullable Instant mergedAt() {
        return mergedAt;
    }

    /** When the first production deployment that contains it ended well, or null. */
    @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    /** How often a reviewer gave it back to the author. */
    int reviewRounds() {
        return pullRequest == null ? 0 : pullRequest.reviewRounds();
    }

    /** How often it became a draft again. */
    int draftReturns() {
        return pullRequest == null ? 0 : pullRequest.draftReturns();
    }

    /** Whether it takes an earlier change back: that is rework, and delivers nothing. */
    boolean reverts() {
        return reverts;
    }

    /** Whether an item that was closed at that instant waits for the delivery of this change. */
    boolean decidesDone(Instant closedAt) {
        Instant first = change.service().firstProduction();
        return !reverts() && change.traced() && mergedAt != null && first != null && !closedAt.isBefore(first);
    }

    /** The change was merged and it is not known what contains it: the item's own status must do. */
    boolean untraced() {
        return mergedAt != null
                && !change.traced()
                && !reverts()
                && change.service().firstProduction() != null;
    }

    /** A build or deployment that seems to have begun before the merge it contains; null if none does. */
    @Nullable Attempt contradicting() {
        if (mergedAt == null) {
            return null;
        }
        return attempts.stream()
                .filter(attempt -> attempt.queuedAt().isBefore(mergedAt))
                .findFirst()
                .orElse(null);
    }

    private void afterMerge(Instant merged, List<Claim> all) {
        Instant quietSince = merged;
        boolean built = attempts.stream().noneMatch(attempt -> !attempt.deploys());
        NativeState since = new NativeState(null, PullRequestTimeline.MERGED);
        Visit gapOwner = new Visit(change.source().artifact(), since, null, merged, null);
        for (Attempt attempt : attempts) {
            if (deliveredAt != null && attempt.queuedAt().isAfter(deliveredAt)) {
                continue;
            }
            if (quietSince != null && attempt.queuedAt().isAfter(quietSince)) {
                all.add(gap(gapOwner, built, quietSince, attempt.queuedAt()));
            }
            new AttemptClaims(stages, attempt)
                    .claims(merged, deliveredAt)
                    .forEach(visit -> all.add(new Claim(visit, FlowRule.ATTEMPT)));
            built |= !attempt.deploys() && attempt.succeeded();
            quietSince = later(quietSince, attempt.endedAt());
            gapOwner = new Visit(attempt.history().artifact(), attempt.state(), null, attempt.queuedAt(), null);
        }
        if (deliveredAt == null
                && quietSince != null
                && change.service().firstProduction() != null
                && change.traced()) {
            all.add(gap(gapOwner, built, quietSince, null));
        }
        all.sort(Comparator.comparing(claim -> claim.visit().start()));
    }

    private Claim gap(Visit owner, boolean built, Instant start, @Nullable Instant end) {
        Stage stage = built ? stages.beforeDeploy() : stages.beforeBuild();
        return new Claim(new Visit(owner.artifact(), owner.state(), stage, start, end), FlowRule.BETWEEN);
    }

    /** Null as soon as something has no end: then nothing is quiet. */
    private static @Nullable Instant later(@Nullable Instant quietSince, @Nullable Instant end) {
        if (quietSince == null || end == null) {
            return null;
        }
        return end.isAfter(quietSince) ? end : quietSince;
    }

    /** When a commit was made; without a commit, when the first build that carries it was queued. */
    private @Nullable Instant firstSeenAt(ChainedChange seen, Instant asOf) {
        Instant first = seen.source().events().stream()
                .filter(event -> event instanceof FlowEvent.Created)
                .map(FlowEvent::occurredAt)
                .filter(at -> !at.isAfter(asOf))
                .findFirst()
                .orElse(null);
        boolean build = seen.source().artifact().kind() == ArtifactKind.BUILD;
        boolean earlier = build
                && first != null
                && !attempts.isEmpty()
                && attempts.get(0).queuedAt().isBefore(first);
        return earlier ? attempts.get(0).queuedAt() : first;
    }
}
