package dev.millrace.model;

import java.util.Objects;

/**
 * Why a figure is not measured.
 *
 * @param code stable, for programs and for counting; see {@link Code}
 * @param detail one sentence for a person, with the observed facts
 */
public record Reason(Code code, String detail) {

    /** All reasons; reports count them by their label. */
    public enum Code {
        /** Done without any visit to an active or waiting stage. */
        NEVER_STARTED("never started: no visit to an active or waiting stage"),
        /** Done; before that, only states without a stage. */
        START_UNMAPPED("start unknown: only states without a stage before done"),
        /** Done, but neither the history nor the tool states when. */
        STOP_UNKNOWN("done at an unknown time"),
        /** Something happened to the item before it was created, as an import writes it. */
        CREATED_AFTER_CHANGE("created after its first change"),
        /** The item was not begun as of the report. */
        NOT_STARTED("not started"),
        /** The item ended without being delivered. */
        CANCELLED("cancelled"),
        /** The item is still open. */
        NOT_DONE("not done"),
        /** A part of the time is in a state without a stage. */
        UNMAPPED_STATE("time in a state without a stage"),
        /** The item was in no waiting stage and has no change, so waiting could not be observed. */
        WAITING_NOT_OBSERVABLE("waiting not observable: no visit to a waiting stage, and no pull request"),
        /** A pull request without an issue; the beginning of the work on it is not known. */
        CODING_UNKNOWN("start of coding unknown: no author date before the pull request was opened"),
        /** Neither active nor waiting time lies between start and stop. */
        NO_TIME("no active or waiting time"),
        /** The source holds more history than was captured. */
        INCOMPLETE_HISTORY("history incomplete"),
        /** Two clocks contradict each other. */
        CLOCK_SKEW("clocks contradict each other"),
        /** A build or deployment ended, but its end is not known. */
        END_UNKNOWN("end unknown: not reported"),
        /** No item that the figure could be computed from. */
        NO_ITEMS("no items"),
        /** Too few observations for a forecast or a comparison. */
        TOO_LITTLE_HISTORY("too little history"),
        /** Nothing that was captured is a deployment to production. */
        NO_PRODUCTION("no production environment"),
        /** It was in the first production deployment, or in production before that, so its arrival is not known. */
        BEFORE_BASELINE("in production before the first captured deployment"),
        /** The captured history of the repository lacks its commit, so what contains it is not known. */
        NOT_TRACED("its commit is not in the captured history"),
        /** A deployment whose commits are not captured may contain it, so the first one is not known. */
        UNREAD_DEPLOYMENTS("the commits of a deployment are not captured"),
        /** Nothing that is captured could show that a deployment failed. */
        NO_FAILURE_EVIDENCE("no incidents are collected, and nothing was rolled back or reverted"),
        /** There are incidents, but their deployments are not known. */
        INCIDENTS_WITHOUT_SERVICE("incidents belong to no service"),
        /** The weeks of a process differ by more than chance. */
        UNSTABLE("the process is not stable"),
        /** Earlier forecasts of the same kind did not hold often enough. */
        FORECAST_FAILED("earlier forecasts did not hold");

        private final String label;

        Code(String label) {
            this.label = label;
        }

        /** The text under which reports count the reason. */
        public String label() {
            return label;
        }
    }

    /** Validates: a sentence is given. */
    public Reason {
        Objects.requireNonNull(code, "code");
        Require.text(detail, "detail");
    }

    /** The reason with its label as sentence. */
    public static Reason of(Code code) {
        return new Reason(code, code.label());
    }
}
