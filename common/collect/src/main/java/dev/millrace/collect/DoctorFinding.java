package dev.millrace.collect;

import java.util.Objects;

/**
 * Something a check-up found. Every text is for a person, holds no secret and may hold hostile text.
 *
 * @param severity how bad it is
 * @param code what sort of thing it is, for programs; stable
 * @param about what it is about: a file with its line, a host, a project
 * @param what what was found
 * @param why why it matters: which figures it costs, what would go wrong
 * @param action what to do
 */
public record DoctorFinding(Severity severity, String code, String about, String what, String why, String action) {

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
