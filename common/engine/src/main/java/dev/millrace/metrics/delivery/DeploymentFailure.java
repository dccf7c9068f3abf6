package dev.millrace.metrics.delivery;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What says that a production deployment was wrong.
 *
 * @param kind what it is
 * @param evidence the incident, the reverting change, or the deployment that rolled back
 * @param evidenceKey what people call that; hostile text
 * @param failed the deployment that was wrong
 * @param deployedAt when that ended
 * @param repair the deployment that was made because of it; null if there is none
 * @param recoveredAt when it was over; null while it is not
 * @param rule how the two were connected, in words
 */
public record DeploymentFailure(
        Kind kind,
        ArtifactId evidence,
        String evidenceKey,
        ArtifactId failed,
        Instant deployedAt,
        @Nullable ArtifactId repair,
        @Nullable Instant recoveredAt,
        String rule) {

    /** What says that a deployment was wrong. */
    public enum Kind {
        /** An incident was opened. */
        INCIDENT,
        /** An older commit was deployed again. */
        ROLLBACK,
        /** A change of it was taken back. */
        REVERT;

        /** The written form in exports. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Validates. */
    public DeploymentFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(failed, "failed");
        Objects.requireNonNull(deployedAt, "deployedAt");
        Objects.requireNonNull(rule, "rule");
    }

    /** See {@link DeliveryMetrics#FAILED_DEPLOYMENT_RECOVERY_TIME}. */
    public Figure<Duration> recoveryTime(Instant asOf) {
        Instant end = recoveredAt == null ? asOf : recoveredAt;
        if (end.isBefore(deployedAt)) {
            return new Figure.Contradictory<>(new Reason(
                    Reason.Code.CLOCK_SKEW, "it recovered " + end + ", before it was deployed, " + deployedAt));
        }
        Duration time = Duration.between(deployedAt, end);
        return recoveredAt == null ? new Figure.Open<>(time) : Figure.of(time);
    }
}
