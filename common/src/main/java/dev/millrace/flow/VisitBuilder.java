package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.ResolutionChanged;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the events of one artifact into its visits, in order and without a gap between them. */
final class VisitBuilder {

    private final ValueStream stream;
    private final StageMapper mapper;

    VisitBuilder(ValueStream stream, StageMapper mapper) {
        this.stream = stream;
        this.mapper = mapper;
    }

    /** The visits up to {@code asOf}, inclusive; empty if the artifact did not exist by then. */
    List<Visit> visits(ArtifactHistory history, Instant asOf) {
        Instant begin = begin(history, asOf);
        if (begin.isAfter(asOf)) {
            return List.of();
        }
        List<Visit> visits = new ArrayList<>();
        Resolutions resolutions = new Resolutions(history, asOf);
        NativeState state = firstState(history);
        Instant start = begin;
        for (FlowEvent event : history.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                break; // they are in order
            }
            if (event instanceof StateChanged change && !change.to().sameAs(state)) {
                visits.add(visit(history, state, start, change.occurredAt(), resolutions));
                state = change.to();
                start = change.occurredAt();
            }
        }
        visits.add(visit(history, state, start, null, resolutions));
        return List.copyOf(visits);
    }

    private Visit visit(
            ArtifactHistory history, NativeState state, Instant start, @Nullable Instant end, Resolutions resolutions) {
        if (history.artifact().kind() == ArtifactKind.PULL_REQUEST) {
            return new Visit(history.artifact(), state, ofPullRequest(state), start, end);
        }
        Stage stage = mapper.map(history.artifact().tool(), state, start)
                .map(MappedStage::stage)
                .orElse(null);
        if (stage != null
                && stage.kind() == StageKind.DONE
                && stream.rulesAt(start).meansNotDelivered(resolutions.decisiveFor(start, end))) {
            stage = stream.cancelledStage();
        }
        return new Visit(history.artifact(), state, stage, start, end);
    }

    /** A pull request's states are the same everywhere and need no mapping; where it is an item, they are its status. */
    private @Nullable Stage ofPullRequest(NativeState state) {
        return switch (state.name().toLowerCase(Locale.ROOT)) {
            case PullRequestLane.DRAFT -> stream.delivery().authoring();
            case PullRequestLane.OPEN -> stream.delivery().reviewing();
            case PullRequestLane.MERGED -> stream.doneStage();
            case PullRequestLane.CLOSED -> stream.cancelledStage();
            default -> null;
        };
    }

    /** Imported issues can have changes older than their own creation; nothing of them is cut off. */
    private static Instant begin(ArtifactHistory history, Instant asOf) {
        Instant created = created(history) instanceof Created event
                ? event.occurredAt()
                : history.snapshot().createdAt();
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged) {
                boolean older = event.occurredAt().isBefore(created)
                        && !event.occurredAt().isAfter(asOf);
                return older ? event.occurredAt() : created;
            }
        }
        return created;
    }

    private static NativeState firstState(ArtifactHistory history) {
        if (created(history) instanceof Created event) {
            return event.state();
        }
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged change) {
                return change.from();
            }
        }
        NativeState now = history.snapshot().state();
        return now == null ? new NativeState(null, "(unknown)") : now;
    }

    private static @Nullable FlowEvent created(ArtifactHistory history) {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created) {
                return event;
            }
        }
        return null;
    }

    /**
     * Which resolution decides what a closed visit means: the one in force when the visit ends, since a resolution is often
     * set or corrected after the transition, and is cleared in the instant of a re-open.
     */
    private static final class Resolutions {

        private final List<ResolutionChanged> changes;
        private final @Nullable String first;

        Resolutions(ArtifactHistory history, Instant asOf) {
            List<ResolutionChanged> all = new ArrayList<>();
            for (FlowEvent event : history.events()) {
                if (event instanceof ResolutionChanged change) {
                    all.add(change);
                }
            }
            // Never changed means that it always was what it is now, as with issues that were imported closed.
            first = all.isEmpty() ? history.snapshot().resolution() : all.get(0).from();
            all.removeIf(change -> change.occurredAt().isAfter(asOf));
            changes = all;
        }

        @Nullable String decisiveFor(Instant start, @Nullable Instant end) {
            String current = first;
            for (ResolutionChanged change : changes) {
                boolean tooLate = end != null
                        && !change.occurredAt().isBefore(end)
                        && change.occurredAt().isAfter(start);
                if (tooLate) {
                    break;
                }
                current = change.to();
            }
            return current;
        }
    }
}
