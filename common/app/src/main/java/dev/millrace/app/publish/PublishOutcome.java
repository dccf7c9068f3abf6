package dev.millrace.app.publish;

import dev.millrace.app.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a publish.
 *
 * @param dryRun whether nothing was to be written
 * @param sites what became of each Jira
 * @param report what became of the page: the file, or null if none is configured
 */
public record PublishOutcome(
        boolean dryRun, List<Site> sites, @Nullable String report) {

    /** Copies the list. */
    public PublishOutcome {
        sites = List.copyOf(sites);
    }

    /**
     * One Jira.
     *
     * @param tool its tool instance
     * @param changed the keys of the issues that were written, or would be
     * @param unchanged how many show already what they should
     * @param left how many are left for the next run
     * @param refusals what Jira would not take, and why
     * @param failure why the run stopped, or null if it did not
     */
    public record Site(
            String tool,
            List<String> changed,
            long unchanged,
            long left,
            List<String> refusals,
            @Nullable String failure) {
        /** Copies the lists. */
        public Site {
            changed = List.copyOf(changed);
            refusals = List.copyOf(refusals);
        }
    }

    /** How much was done: as much as of the worst site. */
    public Completeness completeness() {
        if (sites.stream().anyMatch(site -> site.failure() != null)) {
            return Completeness.FAILED;
        }
        boolean missing = sites.stream().anyMatch(site -> !site.refusals().isEmpty() || site.left() > 0);
        return missing ? Completeness.INCOMPLETE : Completeness.COMPLETE;
    }
}
