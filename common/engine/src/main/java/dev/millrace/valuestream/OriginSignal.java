package dev.millrace.valuestream;

import java.util.Locale;

/** What tells the origin of a change; the strongest first. */
public enum OriginSignal {
    /** A rule names the account that opened the pull request. */
    ACCOUNT(Confidence.HIGH, "account"),
    /** A rule names the author of one of its own commits, as git has it: anybody can write any name there. */
    COMMIT_AUTHOR(Confidence.MEDIUM, "author of a commit"),
    /** One of its own commits has a trailer or another line that an assistant writes. */
    TRAILER(Confidence.MEDIUM, "line of a commit message"),
    /** It has a label. */
    LABEL(Confidence.MEDIUM, "label"),
    /** Its issue is assigned to an app. */
    ASSIGNEE(Confidence.LOW, "assignee is an app"),
    /** An app or bot opened it, and no rule names that. */
    UNNAMED_BOT(Confidence.LOW, "opened by a bot that no rule names"),
    /** Nothing tells. */
    NONE(Confidence.NONE, "no signal");

    /** How sure it is. */
    public enum Confidence {
        /** The tool itself says so. */
        HIGH,
        /** Somebody wrote it down, and nobody checked it. */
        MEDIUM,
        /** It usually means that. */
        LOW,
        /** Nothing is known. */
        NONE;

        /** The written form in exports. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Confidence confidence;
    private final String label;

    OriginSignal(Confidence confidence, String label) {
        this.confidence = confidence;
        this.label = label;
    }

    /** How sure an origin is that follows from it. */
    public Confidence confidence() {
        return confidence;
    }

    /** The words for people. */
    public String label() {
        return label;
    }

    /** The written form in definitions and exports. */
    public String text() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
        return words.length == 1
                ? words[0]
                : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }
}
