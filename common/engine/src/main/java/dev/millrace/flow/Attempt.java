package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.DeployStages;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import dev.millrace.model.RunState;
import dev.millrace.model.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One build or deployment on the time axis.
 *
 * @param history its own history
 * @param queuedAt when it was requested
 * @param startedAt when it began to run, or null if it has not
 * @param endedAt when it ended, or null if it has not; the instant of its last event, if its end is not known
 * @param endUnknown whether it ended at an unknown instant
 * @param state its state as of the report
 * @param stages the stages of a build that had ended
 */
public record Attempt(
        ArtifactHistory history,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean endUnknown,
        NativeState state,
        List<StageRun> stages) {

    private static final String SUCCESS = "success";

    /** The attempt as of that instant, or null if it was not there yet. */
    public static @Nullable Attempt of(ArtifactHistory history, Instant asOf) {
        Instant queuedAt = null;
        Instant startedAt = null;
        Instant endedAt = null;
        NativeState state = null;
        Instant last = null;
        List<StageRun> stages = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                break;
            }
            last = event.occurredAt();
            if (event instanceof StageRan ran) {
                stages.add(ran.run());
                continue;
            }
            NativeState next = stateAfter(event);
            if (next == null || endedAt != null) {
                continue;
            }
            queuedAt = queuedAt == null ? event.occurredAt() : queuedAt;
            if (RunState.isRunning(next.name()) && startedAt == null) {
                startedAt = event.occurredAt();
            } else if (RunState.isEnd(next.name())) {
                endedAt = event.occurredAt();
            }
            state = next;
        }
        if (queuedAt == null || state == null) {
            return null;
        }
        NativeState unseen = RunState.unseenEnd(history, asOf).orElse(null);
        return unseen == null
                ? new Attempt(history, queuedAt, startedAt, endedAt, false, state, stages)
                : new Attempt(history, queuedAt, startedAt, last, true, unseen, stages);
    }

    /** Copies the stages. */
    public Attempt {
        stages = List.copyOf(stages);
    }

    /** Whether it is known when it ended well. */
    public boolean succeeded() {
        return endedAt != null && !endUnknown && state.name().equalsIgnoreCase(SUCCESS);
    }

    /** Whether it puts something into an environment; the stages of a build that do so are deployments of their own. */
    public boolean deploys() {
        return history.artifact().kind() == ArtifactKind.DEPLOYMENT
                || (history.snapshot().attributes().containsKey(Attribute.ENVIRONMENT)
                        && DeployStages.in(
                                        stages,
                                        DeployStages.declared(history.snapshot().attributes()))
                                .isEmpty());
    }

    /** What it is an attempt of: a job, or an environment that a job or a repository deploys to. */
    public String pipeline() {
        List<String> environment =
                deploys() ? history.snapshot().attributes().getOrDefault(Attribute.ENVIRONMENT, List.of()) : List.of();
        List<String> job = history.snapshot().attributes().getOrDefault(Attribute.JOB, List.of());
        return history.artifact().kind() + " "
                + (job.isEmpty() ? history.snapshot().project() : job.get(0)) + " " + environment;
    }

    /** What it puts something into; empty if it deploys nothing, or its tool does not say where. */
    public Optional<String> environment() {
        return deploys()
                ? history.snapshot().attributes().getOrDefault(Attribute.ENVIRONMENT, List.of()).stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Whether that environment is production. */
    public boolean production() {
        return deploys()
                && history.snapshot()
                        .attributes()
                        .getOrDefault(Attribute.PRODUCTION, List.of())
                        .contains("true");
    }

    private static @Nullable NativeState stateAfter(FlowEvent event) {
        if (event instanceof Created created) {
            return created.state();
        }
        return event instanceof StateChanged change ? change.to() : null;
    }
}
