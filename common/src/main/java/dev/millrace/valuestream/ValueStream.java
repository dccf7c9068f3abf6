package dev.millrace.valuestream;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a value stream: what its stages are, which native states stand for them, and the policies its figures
 * follow.
 *
 * @param id stable name for programs
 * @param name what people read
 * @param version names this version of the definition; printed with every figure
 * @param stages in the order work passes through them
 * @param mapping which stage a native state stands for
 * @param types which item type a native type stands for
 * @param notDelivered resolutions that mean "not delivered", in lower case
 * @param reopen what a re-open does
 * @param stalledAfter an active stretch this long without any event is reported as stalled
 * @param delivery the stages that pull requests, builds and deployments stand for
 */
public record ValueStream(
        String id,
        String name,
        String version,
        List<Stage> stages,
        StateMapping mapping,
        ItemTypes types,
        Set<String> notDelivered,
        ReopenPolicy reopen,
        Duration stalledAfter,
        DeliveryStages delivery) {

    /** Validates: ids of stages are unique, and work can be done. */
    public ValueStream {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(mapping, "mapping");
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(reopen, "reopen");
        Objects.requireNonNull(stalledAfter, "stalledAfter");
        Objects.requireNonNull(delivery, "delivery");
        stages = List.copyOf(stages);
        notDelivered = notDelivered.stream()
                .map(resolution -> resolution.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> ids = new HashSet<>();
        for (Stage stage : stages) {
            if (!ids.add(stage.id())) {
                throw new IllegalArgumentException("value stream " + id + " has two stages with id " + stage.id());
            }
        }
        if (stages.stream().noneMatch(stage -> stage.kind() == StageKind.DONE)) {
            throw new IllegalArgumentException("value stream " + id + " has no stage of kind DONE");
        }
    }

    /** The stage's place in the order of work, from 0; -1 if it is no stage of this stream. */
    public int position(Stage stage) {
        return stages.indexOf(stage);
    }

    /** The stage of kind CANCELLED, or the first DONE stage if the stream has none. */
    public Stage cancelledStage() {
        return stages.stream()
                .filter(stage -> stage.kind() == StageKind.CANCELLED)
                .findFirst()
                .orElseGet(this::doneStage);
    }

    /** The first stage of kind DONE. */
    public Stage doneStage() {
        return stages.stream()
                .filter(stage -> stage.kind() == StageKind.DONE)
                .findFirst()
                .orElseThrow();
    }

    /** The first stage that means being blocked, or null if the stream has none. */
    public @Nullable Stage blockedStage() {
        return stages.stream()
                .filter(stage -> stage.waitingFor() == WaitingReason.BLOCKED)
                .findFirst()
                .orElse(null);
    }

    /** Whether a resolution means that the item was not delivered. */
    public boolean meansNotDelivered(@Nullable String resolution) {
        return resolution != null && notDelivered.contains(resolution.toLowerCase(Locale.ROOT));
    }
}
