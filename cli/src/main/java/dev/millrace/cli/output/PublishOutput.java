package dev.millrace.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.publish.PublishOutcome;
import dev.millrace.app.publish.PublishOutcome.Site;
import dev.millrace.codec.PrintedJson;
import java.util.List;

/** What a publish did, for people and for programs. */
public final class PublishOutput {

    private static final int SHOWN = 20;

    private PublishOutput() {}

    public static String text(PublishOutcome outcome, boolean removal) {
        boolean dryRun = outcome.dryRun();
        String report = outcome.report();
        StringBuilder text = new StringBuilder();
        for (Site site : outcome.sites()) {
            text.append(site.tool())
                    .append(": ")
                    .append(site.changed().size())
                    .append(things(site.changed()))
                    .append(dryRun ? "would be " : "")
                    .append(removal ? "cleared" : "written, " + site.unchanged() + " unchanged")
                    .append('\n');
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
                text.append("  ")
                        .append(site.left())
                        .append(
                                removal
                                        ? " are left; call it again"
                                        : " are left; the next millrace publish writes them")
                        .append('\n');
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

    private static String things(List<String> changed) {
        boolean projects = changed.stream().anyMatch(name -> name.startsWith("project "));
        return projects ? " issues and projects " : changed.size() == 1 ? " issue " : " issues ";
    }

    public static String json(PublishOutcome outcome, boolean removal) {
        boolean dryRun = outcome.dryRun();
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("dryRun", dryRun);
        ArrayNode list = root.putArray("sites");
        for (Site site : outcome.sites()) {
            ObjectNode node = list.addObject();
            node.put("tool", site.tool());
            ArrayNode changed =
                    node.putArray(removal ? (dryRun ? "wouldClear" : "cleared") : dryRun ? "wouldWrite" : "written");
            site.changed().forEach(changed::add);
            node.put("unchanged", site.unchanged());
            node.put("left", site.left());
            ArrayNode refusals = node.putArray("refusals");
            site.refusals().forEach(refusals::add);
            node.put("failure", site.failure());
        }
        root.put("report", outcome.report());
        return PrintedJson.pretty(root);
    }
}
