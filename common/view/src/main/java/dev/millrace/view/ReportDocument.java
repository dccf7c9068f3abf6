package dev.millrace.view;

import dev.millrace.document.Document;
import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.valuestream.Origin;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a report into words. */
public final class ReportDocument {

    private ReportDocument() {}

    static Document of(FlowReport report, ReportExtras extras) {
        ReportRequest request = report.request();
        return new Document(
                "Flow report",
                Formats.shorten(report.stream().name(), Formats.NAME) + ", " + whole(request)
                        + FreshnessText.headline(request),
                new ReportHeadline(report, extras).headline(),
                facts(report),
                new ReportCards(report, extras).all(),
                ReportSections.all(report, extras));
    }

    /** The same with less: no notes, the stages that take time, and the worst items. */
    static Document brief(Document whole, FlowReport report) {
        Headline headline = whole.headline();
        return new Document(
                whole.title(),
                whole.subtitle(),
                headline == null
                        ? null
                        : new Headline(
                                headline.caution(),
                                headline.sentence(),
                                headline.steps(),
                                headline.limits().stream()
                                        .filter(limit -> !limit.label().equals(ReportHeadline.COVERAGE))
                                        .toList()),
                whole.facts(),
                whole.cards().stream()
                        .map(card -> new Card(
                                card.id(),
                                card.title(),
                                card.value(),
                                card.caption(),
                                card.notes().stream().limit(1).toList(),
                                card.definition(),
                                card.change(),
                                card.trend()))
                        .toList(),
                List.of(MapBlocks.brief(report), NowBlocks.brief(report)));
    }

    /** What the figures are of; until when the data reach, their reader says. */
    public static List<Fact> facts(FlowReport report) {
        ReportRequest request = report.request();
        ZoneId zone = request.zone();
        return List.of(
                Fact.of("Window", window(request)),
                Fact.of("Filter", filter(request.filter())),
                Fact.of("Items", OutcomeBlocks.population(report.population())),
                Fact.of(
                        "Value stream",
                        Formats.shorten(report.stream().name(), Formats.NAME) + ", version "
                                + Formats.shorten(report.stream().version(), Formats.NAME)),
                Fact.of("As of", Formats.second(request.freshness().asOf(), zone)),
                Fact.of("Known at", Formats.second(request.knowledge().knownAt(), zone)),
                Fact.of("Time zone", Formats.zone(zone)));
    }

    private static String window(ReportRequest request) {
        return request.freshness().asOf().isBefore(request.freshness().window().end())
                ? whole(request) + ", counted up to the as-of below"
                : whole(request);
    }

    private static String whole(ReportRequest request) {
        Window asked = request.freshness().window();
        return Formats.window(asked.start(), asked.end(), request.zone());
    }

    private static String filter(ItemFilter filter) {
        List<String> parts = new ArrayList<>();
        if (!filter.projects().isEmpty()) {
            parts.add("projects "
                    + filter.projects().stream()
                            .map(project -> Formats.shorten(project, Formats.NAME))
                            .collect(Collectors.joining(", ")));
        }
        if (!filter.types().isEmpty()) {
            parts.add("types " + filter.types().stream().map(Labels::of).collect(Collectors.joining(", ")));
        }
        if (!filter.origins().isEmpty()) {
            parts.add("origins " + filter.origins().stream().map(Origin::text).collect(Collectors.joining(", ")));
        }
        return parts.isEmpty() ? "none: all projects, all types" : String.join("; ", parts);
    }
}
