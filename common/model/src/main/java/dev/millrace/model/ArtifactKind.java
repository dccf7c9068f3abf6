package dev.millrace.model;

import java.util.Locale;

/** The kinds of thing a tool keeps and work flows through. */
public enum ArtifactKind {
    /** A Jira or GitHub issue of any level: standard, sub-task or epic. */
    ISSUE,
    /** A pull or merge request. */
    PULL_REQUEST,
    /** A commit, identified by its full hash. */
    COMMIT,
    /** One attempt of one build or workflow run. */
    BUILD,
    /** One deployment to one environment. */
    DEPLOYMENT,
    /** A published version. */
    RELEASE,
    /** An incident in production. */
    INCIDENT;

    /** The written form in ids and exports, such as {@code pull-request}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads back what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if no kind is written so
     */
    public static ArtifactKind parse(String text) {
        for (ArtifactKind kind : values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown artifact kind \"" + text + '"');
    }
}
