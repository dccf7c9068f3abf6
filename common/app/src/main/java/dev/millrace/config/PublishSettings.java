package dev.millrace.config;

import dev.millrace.jira.IssueWrites;
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
public record PublishSettings(IssueWrites jira, Optional<Path> report, int days) {

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
        return new PublishSettings(IssueWrites.NONE, Optional.empty(), DEFAULT_DAYS);
    }
}
