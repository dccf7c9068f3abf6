package dev.millrace.reach;

import dev.millrace.flow.Attempt;
import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one pipeline has done to bring a change to one environment.
 *
 * @param environment what the pipeline deploys to; hostile text unless the definition names it
 * @param production whether that is production
 * @param state how far it came
 * @param at when the change arrived, the last attempt ended, or the present one was requested; null if the end of the last is unknown
 * @param by the deployment, or the build that deploys
 * @param key what people call that
 */
public record Stop(
        String environment,
        boolean production,
        State state,
        @Nullable Instant at,
        ArtifactId by,
        String key) {

    /** In order of time; what has none comes last. */
    static final Comparator<Stop> ORDER = Comparator.comparing(
                    Stop::at, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(Stop::environment)
            .thenComparing(Stop::by);

    /** How far a change came. */
    public enum State {
        /** A deployment that contains it ended well. */
        ARRIVED,
        /** A deployment that contains it was requested, and has not ended. */
        UNDERWAY,
        /** No deployment that contains it ended well. */
        FAILED
    }

    /** Validates. */
    public Stop {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** The stop of these attempts of one pipeline, which are in order of their creation; empty if they name no environment. */
    static Optional<Stop> of(List<Attempt> attempts) {
        Attempt decisive =
                attempts.stream().filter(Attempt::succeeded).findFirst().orElse(attempts.get(attempts.size() - 1));
        State state = decisive.succeeded()
                ? State.ARRIVED
                : decisive.endedAt() == null && !decisive.endUnknown() ? State.UNDERWAY : State.FAILED;
        @Nullable Instant at = state == State.UNDERWAY ? decisive.queuedAt() : decisive.endUnknown() ? null : decisive.endedAt();
        return decisive.environment()
                .map(environment -> new Stop(
                        environment,
                        decisive.production(),
                        state,
                        at,
                        decisive.history().artifact(),
                        decisive.history().snapshot().key()));
    }
}
