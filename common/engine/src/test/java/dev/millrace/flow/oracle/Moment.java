package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What held from one instant on.
 *
 * @param at the instant
 * @param stage the decisive stage, blocking aside; null in a state the definition does not know
 * @param rule the number of the rule that decided
 * @param item the item
 * @param source the decisive issue: a sub-task where that decided, else the item itself
 * @param blocked the number of the rule by which something blocked it, or null
 */
record Moment(
        Instant at,
        @Nullable Stage stage,
        String rule,
        ArtifactId item,
        ArtifactId source,
        @Nullable String blocked) {

    @Nullable StageKind kind() {
        return stage == null ? null : stage.kind();
    }

    boolean closed() {
        return stage != null && stage.kind().closed();
    }

    boolean inFlow() {
        return stage != null && stage.kind().inFlow();
    }

    boolean sameAs(Moment other) {
        return Objects.equals(stage, other.stage)
                && rule.equals(other.rule)
                && source.equals(other.source)
                && Objects.equals(blocked, other.blocked);
    }
}
