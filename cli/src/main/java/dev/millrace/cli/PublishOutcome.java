package dev.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a publish.
 *
 * @param dryRun whether nothing was to be written
 * @param sites what became of each Jira
 * @param report what became of the page: the file, or null if none is configured
 */
record PublishOutcome(
        boolean dryRun, List<Site> sites, @Nullable String report) {

    private static final int SHOWN = 20;

    PublishOutcome {
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
    record Site(
            String tool,
            List<String> changed,
            long unchanged,
            long left,
            List<String> refusals,
            @Nullable String failure) {
        Site {
            changed = List.copyOf(changed);
            refusals = List.copyOf(refusals);
        }
    }

    /** What the command ends with: the worst of its sites. */
    int exitCode() {
        if (sites.stream().anyMatch(site -> site.failure() != null)) {
            return ExitCode.FAILED;
        }
        boolean missing = sites.stream().anyMatch(site -> !site.refusals().isEmpty() || site.left() > 0);
        return missing ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Site site : sites) {
            text.append(site.tool())
                    .append(": ")
                    .append(site.changed().size())
                    .append(site.changed().size() == 1 ? " issue " : " issues ")
                    .append(dryRun ? "would be written, " : "written, ")
                    .append(site.unchanged())
                    .append(" unchanged\n");
            if (dryRun) {
                site.changed().stream()
                        .limit(SHOWN)
                        .forEach(key -> text.append("  ").append(key).append('\n'));
                if (site.changed().size() > SHOWN) {
                    text.append("  and ").append(site.changed().size() - SHOWN).append(" more\n");
                }
            }
            site.refusals().forEach(refusal -> text.append("  ").append(refusal).append('\n'));
            if (site.failure() != null) {
                text.append("  stopped: ").append(site.failure()).append('\n');
            }
            if (site.left() > 0) {
                text.append("  ").append(site.left()).append(" are left; the next millrace publish writes them\n");
            }
        }
        if (report != null) {
            text.append("report: ")
                    .append(dryRun ? "would write " : "wrote ")
                    .append(report)
                    .append('\n');
        }
        return text.toString();
    }

    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("dryRun", dryRun);
        ArrayNode list = root.putArray("sites");
        for (Site site : sites) {
            ObjectNode node = list.addObject();
            node.put("tool", site.tool());
            ArrayNode changed = node.putArray(dryRun ? "wouldWrite" : "written");
            site.changed().forEach(changed::add);
            node.put("unchanged", site.unchanged());
            node.put("left", site.left());
            ArrayNode refusals = node.putArray("refusals");
            site.refusals().forEach(refusals::add);
            node.put("failure", site.failure());
        }
        root.put("report", report);
        return PrintedJson.pretty(root);
    }
}
