package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.metrics.Metric;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.LinksJson;
import dev.millrace.view.item.LinksView;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes views for programs: exact, in full length, with field names that stay. Instants are ISO 8601 in UTC, durations whole
 * milliseconds, shares from 0 to 1. A figure is an object: {@code state} is measured, open, unknown, not-applicable or
 * contradictory; {@code value} is there if it is measured, {@code atLeast} if it is open, and otherwise {@code reason} with
 * {@code code} and {@code detail}. What is absent is null.
 *
 * <p>{@code format} names the version of the layout. Fields may be added to a version; a field that changes its meaning makes
 * a new one.
 */
public final class JsonRenderer {

    /** The layout of a report. */
    public static final String REPORT_FORMAT = "millrace.report/1";

    /** The layout of an explanation. */
    public static final String WHY_FORMAT = "millrace.why/1";

    /** The layout of an item. */
    public static final String ITEM_FORMAT = "millrace.item/1";

    /** The layout of an artifact's links. */
    public static final String LINKS_FORMAT = "millrace.links/1";

    /** What a report has whatever metrics it is limited to. */
    private static final Set<String> ALWAYS = Set.of("format", "request", "valueStream", "items", "note");

    /** A report, ended by a line feed. */
    public String render(ReportView view) {
        ObjectNode report = new ReportJson().report(view.report(), view.extras());
        if (view.note() != null) {
            report.put("note", view.note());
        }
        if (!view.metrics().isEmpty()) {
            Set<String> chosen = view.metrics().stream().map(Metric::id).collect(Collectors.toSet());
            report.properties()
                    .removeIf(field -> !ALWAYS.contains(field.getKey())
                            && !chosen.contains(field.getValue().path("id").asText()));
        }
        return PrintedJson.pretty(report);
    }

    /** Why a number is what it is, ended by a line feed. */
    public String render(ExplanationView view) {
        return PrintedJson.pretty(ExplanationJson.of(view));
    }

    /** An item, ended by a line feed. */
    public String render(ItemView view) {
        return PrintedJson.pretty(new ItemJson().item(view));
    }

    /** An artifact's links, ended by a line feed. */
    public String render(LinksView view) {
        return PrintedJson.pretty(LinksJson.links(view));
    }
}
