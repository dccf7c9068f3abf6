package dev.millrace.flow;

import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.Chain.Part;
import dev.millrace.flow.Chain.Rework;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the {@link Chain} of an item: what its flow is based on. */
final class ChainBuilder {

    private static final Set<String> ENDED = Set.of("merged", "closed");

    private ChainBuilder() {}

    /** The chain as of an instant; {@code closedAt} is when the item's own tool called it done, or null. */
    static Chain of(List<ChangeTimeline> changes, ValueStream stream, @Nullable Instant closedAt, Instant asOf) {
        List<Part> parts = new ArrayList<>();
        List<Reason> contradictions = new ArrayList<>();
        Instant decided = closedAt == null ? asOf : closedAt;
        boolean byDelivery = stream.rulesAt(decided).done() != DonePolicy.TRACKED;
        boolean delivered = false;
        for (ChangeTimeline timeline : changes) {
            if (timeline.change().source().artifact().kind() != ArtifactKind.BUILD) {
                addPart(parts, timeline.change().source(), asOf); // a build is one of its attempts
            }
            for (Attempt attempt : timeline.attempts()) {
                parts.add(part(attempt));
                if (attempt.endUnknown()) {
                    contradictions.add(unseenEnd(attempt));
                }
            }
            delivered |= timeline.decidesDone(decided);
            Attempt early = timeline.contradicting();
            if (early != null && timeline.mergedAt() != null) {
                contradictions.add(skew(early, timeline.mergedAt()));
            }
        }
        boolean untraced = changes.stream().anyMatch(ChangeTimeline::untraced);
        parts.sort(Comparator.comparing(Part::begunAt).thenComparing(Part::artifact));
        return new Chain(
                byDelivery && delivered && !untraced ? DoneRule.DELIVERED : DoneRule.TRACKED,
                parts.stream().distinct().toList(),
                contradictions.stream().distinct().toList(),
                rework(changes));
    }

    private static Rework rework(List<ChangeTimeline> changes) {
        int reviewRounds = 0;
        int draftReturns = 0;
        int reverts = 0;
        Set<ArtifactId> runAgain = new HashSet<>();
        for (ChangeTimeline timeline : changes) {
            reviewRounds += timeline.reviewRounds();
            draftReturns += timeline.draftReturns();
            reverts += timeline.reverts() && timeline.mergedAt() != null ? 1 : 0;
            Map<String, ArtifactId> last = new HashMap<>();
            for (Attempt attempt : timeline.attempts()) {
                ArtifactId before =
                        last.put(attempt.pipeline(), attempt.history().artifact());
                if (before != null) {
                    runAgain.add(before);
                }
            }
        }
        return new Rework(reviewRounds, draftReturns, runAgain.size(), reverts);
    }

    private static Reason skew(Attempt attempt, Instant merged) {
        Duration early = Duration.between(attempt.queuedAt(), merged);
        return new Reason(
                Reason.Code.CLOCK_SKEW,
                attempt.history().snapshot().key() + " contains a change that was merged " + early.toMillis()
                        + " ms after it began");
    }

    private static Reason unseenEnd(Attempt attempt) {
        return new Reason(
                Reason.Code.END_UNKNOWN,
                attempt.history().snapshot().key() + " ended as "
                        + attempt.state().name() + " and its end was not reported: it counts until its last event");
    }

    private static Part part(Attempt attempt) {
        return new Part(
                attempt.history().artifact(),
                attempt.history().snapshot().key(),
                attempt.state().name(),
                attempt.queuedAt(),
                attempt.endUnknown() ? null : attempt.endedAt());
    }

    private static void addPart(List<Part> parts, ArtifactHistory history, Instant asOf) {
        Instant begun = null;
        Instant ended = null;
        String state = "";
        for (FlowEvent event : history.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                break;
            }
            if (event instanceof Created created) {
                begun = created.occurredAt();
                state = created.state().name();
            } else if (event instanceof StateChanged change) {
                begun = begun == null ? change.occurredAt() : begun;
                state = change.to().name();
                ended = ENDED.contains(state.toLowerCase(Locale.ROOT)) ? change.occurredAt() : null;
            }
        }
        if (begun != null) {
            parts.add(new Part(history.artifact(), history.snapshot().key(), state, begun, ended));
        }
    }
}
