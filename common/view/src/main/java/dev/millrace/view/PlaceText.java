package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.flow.FlowRule;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.WaitingReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** For what an item waits. */
public final class PlaceText {

    private PlaceText() {}

    /** Whose turn it is, or what has to happen. People are not named: a report ranks nobody. */
    public static String forWhat(Place place) {
        String key = place.key() == null ? "" : ' ' + Formats.shorten(place.key(), Formats.NAME);
        String state = Formats.shorten(place.state(), Formats.NAME);
        FlowRule rule = place.rule();
        return switch (rule) {
            case FLAG -> "a flag";
            case BLOCKING_LINK -> "a blocking link";
            case PULL_REQUEST -> turn(place.stage(), key.isEmpty() ? "pull request" : key.substring(1), state);
            case ATTEMPT -> turn(place.stage(), key.isEmpty() ? "build" : key.substring(1), state);
            case BETWEEN -> reason(place.stage()) + key;
            case CODING -> "coding";
            case SUB_TASK -> "sub-task" + key + ": " + state;
            case BLOCKED_STATE, STATE, UNTOLD, CLOSED, DELIVERED -> state;
        };
    }

    /** What has to happen to a pull request or a build; where its stage waits for nothing of the kind, its state. */
    private static String turn(@Nullable Stage stage, String what, String state) {
        WaitingReason reason =
                Objects.requireNonNullElse(stage == null ? null : stage.waitingFor(), WaitingReason.OTHER);
        return switch (reason) {
            case REVIEW -> "a review of " + what;
            case MERGE -> "the merge of " + what;
            case AGENT -> "an agent for " + what;
            case APPROVAL -> "an approval of " + what;
            case QUEUE, TEST, DEPLOY, BLOCKED, OTHER -> what + ": " + state;
        };
    }

    private static String reason(@Nullable Stage stage) {
        if (stage == null || stage.waitingFor() == null) {
            return "after";
        }
        return switch (stage.waitingFor()) {
            case QUEUE -> "a build of";
            case DEPLOY -> "a deployment of";
            case REVIEW, MERGE, TEST, AGENT, APPROVAL, BLOCKED, OTHER -> "after";
        };
    }
}
