package dev.millrace.config;

import dev.millrace.jira.IssueWrites;
import dev.millrace.jira.panel.IssueNumber;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The section {@code publish} of {@code millrace.yml}: what Millrace writes into other tools and files.
 *
 * @param jira what Millrace writes into issues
 * @param report the file that the report is written to; empty for none
 * @param stream the id of the value stream of that report; may be empty only if the definition has one stream
 * @param forgeApp the id of the Forge app whose lozenge is written into issues; empty for none
 * @param projects whether the figures of each project are written into a property of the project
 * @param numbers the number fields, by id or name, into which figures of an issue are written
 * @param days the days that the report covers; also the days after its end for which an item's issue is updated
 */
public record PublishSettings(
        IssueWrites jira,
        Optional<Path> report,
        Optional<String> stream,
        Optional<String> forgeApp,
        boolean projects,
        Map<IssueNumber, String> numbers,
        int days) {

    /** The days that {@code millrace report} covers by default. */
    public static final int DEFAULT_DAYS = 90;

    /** Validates. */
    public PublishSettings {
        Objects.requireNonNull(jira, "jira");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(forgeApp, "forgeApp");
        numbers = Map.copyOf(numbers);
        if (days < 1) {
            throw new IllegalArgumentException("a report covers at least one day, not " + days);
        }
    }

    /** The settings without that section: nothing is written. */
    public static PublishSettings nothing() {
        return new PublishSettings(
                IssueWrites.NONE, Optional.empty(), Optional.empty(), Optional.empty(), false, Map.of(), DEFAULT_DAYS);
    }

    /** Whether anything is written into issues. */
    public boolean writesIssues() {
        return jira != IssueWrites.NONE || !numbers.isEmpty();
    }

    /** What the account must be allowed to write: number fields take the same permission as the property. */
    public IssueWrites permissions() {
        boolean edits = jira.property() || !numbers.isEmpty();
        return edits ? (jira.link() ? IssueWrites.BOTH : IssueWrites.PROPERTY) : jira;
    }
}
