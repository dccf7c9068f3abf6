package dev.millrace.valuestream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a value stream: what its stages are, which native states stand for them, and the policies its figures
 * follow. What a native state means, and when an item is done, can change from an instant on; the stages themselves do not.
 *
 * @param id stable name for programs
 * @param name what people read
 * @param version names what holds from the beginning; {@link #asOf} adds what holds since; printed with every figure
 * @param scope which items flow through it
 * @param stages in the order work passes through them
 * @param rules what holds from when on; the first for all time before the second
 * @param countsBackwardMoves whether a move to an earlier stage is rework
 * @param stalledAfter an active interval this long without any event is reported as stalled
 * @param expectation the service level expectation, or null if there is none
 * @param delivery the stages that pull requests, builds and deployments stand for
 */
public record ValueStream(
        String id,
        String name,
        String version,
        Selection scope,
        List<Stage> stages,
        List<Rules> rules,
        boolean countsBackwardMoves,
        Duration stalledAfter,
        @Nullable ServiceLevel expectation,
        DeliveryStages delivery) {

    /** Validates: ids of stages are unique, and work can be done. */
    public ValueStream {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(stalledAfter, "stalledAfter");
        Objects.requireNonNull(delivery, "delivery");
        stages = List.copyOf(stages);
        rules = List.copyOf(rules);
        Set<String> ids = new HashSet<>();
        for (Stage stage : stages) {
            if (!ids.add(stage.id())) {
                throw new IllegalArgumentException("value stream " + id + " has two stages with id " + stage.id());
            }
        }
        if (stages.stream().noneMatch(stage -> stage.kind() == StageKind.DONE)) {
            throw new IllegalArgumentException("value stream " + id + " has no stage of kind DONE");
        }
        if (rules.isEmpty() || !rules.get(0).from().equals(Instant.MIN)) {
            throw new IllegalArgumentException("the first rules of value stream " + id + " hold from the beginning");
        }
        for (int i = 1; i < rules.size(); i++) {
            if (!rules.get(i - 1).from().isBefore(rules.get(i).from())) {
                throw new IllegalArgumentException("the rules of value stream " + id + " from "
                        + rules.get(i).from() + " are not in order");
            }
        }
    }

    /** The same stream under another name. */
    public ValueStream named(String other) {
        return new ValueStream(
                id, other, version, scope, stages, rules, countsBackwardMoves, stalledAfter, expectation, delivery);
    }

    /**
     * The stream as it was at an instant: rules that hold from later on are not there yet, and its version is not touched by them.
     * What is reported as of that instant stays the same when they are added.
     */
    public ValueStream asOf(Instant instant) {
        List<Rules> held =
                rules.stream().filter(one -> !one.from().isAfter(instant)).toList();
        String named = Stream.concat(
                        Stream.of(version), held.stream().map(Rules::name).filter(text -> !text.isEmpty()))
                .collect(Collectors.joining(", "));
        return new ValueStream(
                id,
                name,
                named,
                scope,
                stages,
                held.stream().map(Rules::unnamed).toList(),
                countsBackwardMoves,
                stalledAfter,
                expectation,
                delivery);
    }

    /** The rules that held at an instant. */
    public Rules rulesAt(Instant at) {
        int i = rules.size() - 1;
        while (i > 0 && rules.get(i).from().isAfter(at)) {
            i--;
        }
        return rules.get(i);
    }

    /** The rules that hold last. */
    public Rules latest() {
        return rules.get(rules.size() - 1);
    }

    /** The mapping that holds last. */
    public StateMapping mapping() {
        return latest().mapping();
    }

    /** The item types that hold last. */
    public ItemTypes types() {
        return latest().types();
    }

    /** The stage's place in the order of work, from 0; -1 if it is no stage of this stream. */
    @SuppressWarnings("ReferenceEquality") // only a short cut: what is not found so is looked up by what it says
    public int position(Stage stage) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i) == stage) {
                return i;
            }
        }
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

    /** The first stage of kind NEW, or null if the stream has none. */
    public @Nullable Stage newStage() {
        return stages.stream()
                .filter(stage -> stage.kind() == StageKind.NEW)
                .findFirst()
                .orElse(null);
    }

    /** The first stage that means being blocked, or null if the stream has none. */
    public @Nullable Stage blockedStage() {
        return stages.stream()
                .filter(stage -> stage.waitingFor() == WaitingReason.BLOCKED)
                .findFirst()
                .orElse(null);
    }

    /** Whether a resolution means that the item was not delivered, by the rules that hold last. */
    public boolean meansNotDelivered(@Nullable String resolution) {
        return latest().meansNotDelivered(resolution, null);
    }
}
