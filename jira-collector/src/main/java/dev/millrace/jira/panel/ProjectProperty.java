package dev.millrace.jira.panel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.StageTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project as the JSON of one project property, from which the app's project page and dashboard gadget are drawn: a sentence, the stages with
 * what is in them, the figures, and what is in the flow now.
 *
 * @param json compact JSON, below {@link IssueProperty#LIMIT} characters
 * @param digest SHA-256 over all of it but the digest itself and the instant as of which it was made, in hexadecimal
 */
public record ProjectProperty(String json, String digest) {

    /** The form of the JSON; another form gets another word. */
    public static final String FORM = "project/1";

    private static final int MOST_ITEMS = 25;
    private static final int MOST_STAGES = 30;

    /**
     * The property of a project.
     *
     * @param sentence what matters, in a sentence
     * @param report over its items
     * @param open its items that are in the flow
     * @param usual what is usual there
     * @param days how many days the report covers
     */
    public static ProjectProperty of(
            String project, String sentence, FlowReport report, List<ItemFlow> open, UsualTimes usual, int days) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("key", Formats.shorten(project, Formats.NAME));
        content.put("sentence", Formats.shorten(sentence, 3 * Formats.TITLE));
        content.put("days", days);
        content.put("done", report.velocity().done().total());
        content.put("open", open.size());
        report.velocity().perFullWeek().measured().ifPresent(week -> content.put("perWeek", week.p50()));
        report.efficiency()
                .ratio()
                .measured()
                .filter(ratio -> !report.efficiency().fewItems())
                .ifPresent(ratio -> content.put("efficiency", Math.round(ratio * 100) / 100.0));
        spread(content, "flowTime", report.flowTime().percentiles().measured().orElse(null));
        stages(content.putArray("stages"), report);
        items(content.putArray("now"), open, usual);
        String digest = IssueProperty.sha256(content.toString());
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("millrace", FORM);
        whole.put("digest", digest);
        whole.put("asOf", report.request().knowledge().asOf().toString());
        whole.setAll(content);
        return new ProjectProperty(whole.toString(), digest);
    }

    private static void stages(ArrayNode stages, FlowReport report) {
        Bottleneck bottleneck = report.bottleneck();
        for (StageTime stage : report.stages().stream().limit(MOST_STAGES).toList()) {
            ObjectNode json = stages.addObject();
            json.put("name", Formats.shorten(stage.stage().name(), Formats.NAME));
            json.put("kind", stage.stage().kind().name().toLowerCase(Locale.ROOT));
            json.put("open", stage.visits().open());
            spread(json, "time", stage.visits().completed().measured().orElse(null));
            if (stage.stage().equals(bottleneck.stage())) {
                json.put("constraint", true);
            }
        }
    }

    private static void items(ArrayNode now, List<ItemFlow> open, UsualTimes usual) {
        open.stream()
                .sorted(Comparator.comparing((ItemFlow flow) -> Objects.requireNonNullElse(flow.start(), Instant.MAX)))
                .limit(MOST_ITEMS)
                .forEach(flow -> item(now.addObject(), flow, usual));
    }

    private static void item(ObjectNode json, ItemFlow flow, UsualTimes usual) {
        Segment last = flow.segments().get(flow.segments().size() - 1);
        json.put("key", Formats.shorten(flow.item().key(), Formats.NAME));
        json.put("kind", last.kind().text());
        if (last.stage() != null) {
            json.put("stage", Formats.shorten(last.stage().name(), Formats.NAME));
        }
        json.put("since", PanelJson.since(flow, last).toString());
        if (flow.start() != null) {
            json.put("started", flow.start().toString());
        }
        PanelJson.percentile(flow, usual).ifPresent(percentile -> json.put("percentile", percentile));
    }

    private static void spread(ObjectNode json, String name, @Nullable Percentiles<Duration> all) {
        if (all != null) {
            json.putObject(name)
                    .put("p50", UsualTimes.rounded(all.p50()).toMillis())
                    .put("p85", UsualTimes.rounded(all.p85()).toMillis());
        }
    }
}
