package dev.millrace.collect;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Something a check-up found. Every text is for a person, holds no secret and may hold hostile text.
 *
 * @param severity how bad it is
 * @param code what sort of thing it is, for programs; stable
 * @param about what it is about: a file with its line, a host, a project
 * @param what what was found
 * @param why why it matters: which figures it costs, what would go wrong
 * @param action what to do
 * @param lost how many items have an unknown figure because of it; empty if it is not counted
 * @param rules what to add to the definition, if that helps; empty if nothing there does
 */
public record DoctorFinding(
        Severity severity,
        String code,
        String about,
        String what,
        String why,
        String action,
        OptionalLong lost,
        List<StateRule> rules) {

    /**
     * A rule that a value stream can get: a native state belongs to a stage.
     *
     * @param stream the id of the stream
     * @param state the name of the native state; hostile text
     * @param stage the id of the stage that it belongs to
     */
    public record StateRule(String stream, String state, String stage) {
        /** Validates. */
        public StateRule {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(stage, "stage");
        }
    }

    /** How bad it is. */
    public enum Severity {
        /** Something does not work, or figures are wrong or missing. */
        ERROR,
        /** It works, but somebody should look. */
        WARNING,
        /** Worth knowing; nothing has to be done. */
        NOTE
    }

    /** Validates. */
    public DoctorFinding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(lost, "lost");
        rules = List.copyOf(rules);
    }

    private DoctorFinding(Severity severity, String code, String about, String what, String why, String action) {
        this(severity, code, about, what, why, action, OptionalLong.empty(), List.of());
    }

    /** The same, with the number of items whose figure it makes unknown. */
    public DoctorFinding costing(long items) {
        return new DoctorFinding(severity, code, about, what, why, action, OptionalLong.of(items), rules);
    }

    /** The same, with rules that help. */
    public DoctorFinding helpedBy(List<StateRule> help) {
        return new DoctorFinding(severity, code, about, what, why, action, lost, help);
    }

    /** An error. */
    public static DoctorFinding error(String code, String about, String what, String why, String action) {
        return new DoctorFinding(Severity.ERROR, code, about, what, why, action);
    }

    /** A warning. */
    public static DoctorFinding warning(String code, String about, String what, String why, String action) {
        return new DoctorFinding(Severity.WARNING, code, about, what, why, action);
    }

    /** A note. */
    public static DoctorFinding note(String code, String about, String what, String why, String action) {
        return new DoctorFinding(Severity.NOTE, code, about, what, why, action);
    }
}
