package dev.millrace.metrics;

import java.util.Locale;

/**
 * Why something that was offered to a report is in none of its figures. To leave out something new, add a reason here: every
 * surface then shows it, and {@link Population} checks that offered = counted + left out. Each is left out for one reason: what
 * does not belong to the window is {@link #OUTSIDE_WINDOW}, whatever else might be said of it.
 */
public enum LeftOut {
    /** A build or deployment that waits or runs. */
    NOT_ENDED("not ended"),
    /** A build with an unknown end. */
    END_UNKNOWN("with an unknown end"),
    /** A deployment that ended in another way than well. */
    NOT_SUCCEEDED("failed, aborted or rejected"),
    /** It was before or after the window. */
    OUTSIDE_WINDOW("outside the window"),
    /** Not selected by the request: another project, type, stream, team or service. */
    FILTERED("excluded by the filter"),
    /** Automation made it, such as a bot that updates dependencies: it is counted beside the work. */
    AUTOMATION("by automation"),
    /** Epics and above, which have a stream of their own. */
    PORTFOLIO("epics excluded: they have their own stream"),
    /** A build that says nothing of its pipeline. */
    NO_VERDICT("aborted, skipped or not built"),
    /** An incident that nothing connects with a service. */
    NO_SERVICE("of no service"),
    /** An incident of a service that had not been deployed to production before, as far as known. */
    NO_DEPLOYMENT("without an earlier production deployment");

    private final String label;

    LeftOut(String label) {
        this.label = label;
    }

    /** The words behind a number of them. */
    public String label() {
        return label;
    }

    /** The written form in exports. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }
}
