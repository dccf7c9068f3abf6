package dev.millrace.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the section {@code publish} of {@code millrace.yml} says of what is shown in other tools.
 *
 * @param jira whether and how issues show where their time went
 * @param report the page to write the report to; empty for none
 * @param days how many days that report covers, and how long after an item was done its issue is still kept up to date
 */
public record PublishSettings(Jira jira, Optional<Path> report, int days) {

    /** What is written into the issues of Jira. */
    public enum Jira {
        /** Nothing. */
        NONE,
        /** The issue property that the panel reads. */
        PROPERTY,
        /** A link to the item's page in the hub. */
        LINK,
        /** Both. */
        BOTH;

        /** Whether the issue property is written. */
        public boolean property() {
            return this == PROPERTY || this == BOTH;
        }

        /** Whether the link is written. */
        public boolean link() {
            return this == LINK || this == BOTH;
        }
    }

    /** As many days as {@code millrace report} covers if nothing is said. */
    public static final int DEFAULT_DAYS = 90;

    /** Validates. */
    public PublishSettings {
        Objects.requireNonNull(jira, "jira");
        Objects.requireNonNull(report, "report");
        if (days < 1) {
            throw new IllegalArgumentException("a report covers a day at least, not " + days);
        }
    }

    /** What holds if the section is not there: nothing is written anywhere. */
    public static PublishSettings nothing() {
        return new PublishSettings(Jira.NONE, Optional.empty(), DEFAULT_DAYS);
    }
}
