package dev.millrace.flow;

import dev.millrace.flow.Stays.Stay;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.ResolutionIds;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        return read(history, asOf).visits();
    }

    /** The visits up to {@code asOf}, inclusive, and what is not known of them. */
    VisitHistory read(ArtifactHistory history, Instant asOf) {
        List<Stay> stays = Stays.of(history, asOf, (state, at) -> closes(history, state, at));
        List<Visit> visits = new ArrayList<>();
        Set<Instant> unseen = new HashSet<>();
        Resolutions resolutions = new Resolutions(history, asOf);
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            if (stay.start().isAfter(asOf)) {
                break; // they are in order
            }
            Instant next = i + 1 < stays.size() ? stays.get(i + 1).start() : null;
            Instant end = next == null || next.isAfter(asOf) ? null : next;
            visits.add(new Visit(
                    history.artifact(),
                    stay.state(),
                    stage(history, stay.state(), stay.start(), end, resolutions),
                    stay.start(),
                    end));
            if (!stay.seen()) {
                unseen.add(stay.start());
            }
        }
        boolean createdLate = history.artifact().kind() != ArtifactKind.PULL_REQUEST
                && stays.get(0).start().isBefore(Stays.created(history));
        return new VisitHistory(visits, unseen, createdLate);
    }

    private boolean closes(ArtifactHistory history, NativeState state, Instant at) {
        return mapper.map(history.artifact().tool(), state, at)
                .map(mapped -> mapped.stage().kind().closed())
                .orElse(false);
    }

    private @Nullable Stage stage(
            ArtifactHistory history, NativeState state, Instant start, @Nullable Instant end, Resolutions resolutions) {
        if (history.artifact().kind() == ArtifactKind.PULL_REQUEST) {
            return ofPullRequest(state);
        }
        Stage stage = mapper.map(history.artifact().tool(), state, start)
                .map(MappedStage::stage)
                .orElse(null);
        boolean done = stage != null && stage.kind() == StageKind.DONE;
        String resolution = done ? resolutions.decisiveFor(start, end) : null;
        return done
                        && stream.rulesAt(start)
                                .meansNotDelivered(resolution, ResolutionIds.of(history.snapshot(), resolution))
                ? stream.cancelledStage()
                : stage;
    }

    /** A pull request's states are the same everywhere and need no mapping; where it is an item, they are its status. */
    private @Nullable Stage ofPullRequest(NativeState state) {
        return switch (state.name().toLowerCase(Locale.ROOT)) {
            case PullRequestTimeline.DRAFT -> stream.delivery().authoring();
            case PullRequestTimeline.OPEN -> stream.delivery().reviewing();
            case PullRequestTimeline.MERGED -> stream.doneStage();
            case PullRequestTimeline.CLOSED -> stream.cancelledStage();
            default -> null;
        };
    }
}
