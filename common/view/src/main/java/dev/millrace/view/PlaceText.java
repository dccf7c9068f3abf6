package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.flow.FlowRule;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.valuestream.Stage;
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
            case PULL_REQUEST -> (key.isEmpty() ? "pull request" : key.substring(1)) + ": " + state;
            case ATTEMPT -> (key.isEmpty() ? "build" : key.substring(1)) + ": " + state;
            case BETWEEN -> reason(place.stage()) + key;
            case CODING -> "coding";
            case SUB_TASK -> "sub-task" + key + ": " + state;
            case BLOCKED_STATE, STATE, UNTOLD, CLOSED, DELIVERED -> state;
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
