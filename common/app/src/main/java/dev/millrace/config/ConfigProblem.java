package dev.millrace.config;

import java.util.Objects;

/**
 * One thing that is wrong, or doubtful, in a file.
 *
 * @param severity whether the file can be used all the same
 * @param place where it is
 * @param path the setting, such as {@code jira[0].url}; empty for the file as a whole
 * @param message what is wrong and what to do; never holds a secret
 */
public record ConfigProblem(Severity severity, FilePosition place, String path, String message) {

    /** How bad it is. */
    public enum Severity {
        /** The file cannot be used. */
        ERROR,
        /** The file can be used, but somebody should look. */
        WARNING
    }

    /** Validates. */
    public ConfigProblem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    /** One line: {@code millrace.yml:3:5: jira[0].url: ...}. */
    @Override
    public String toString() {
        return place
                + (severity == Severity.WARNING ? ": warning: " : ": ")
                + (path.isEmpty() ? "" : path + ": ")
                + message;
    }
}
