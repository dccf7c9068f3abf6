package dev.millrace.view.page;

import dev.millrace.document.Block;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.PageScripts;
import dev.millrace.document.PageScripts.Script;
import dev.millrace.document.Scatter;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.report.Listing;
import dev.millrace.metrics.time.TrendAccumulator;
import dev.millrace.view.ReportView;
import dev.millrace.view.chart.ChartScripts;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as one file of HTML that needs nothing else: charts, tables, its items, and the library that draws the charts. */
public final class ReportPage {

    /** So many items stand in the page itself, for readers without script. */
    private static final int IN_FILE = 100;

    private static final int ON_PAGE = 30;

    /** The parts of the script in the order in which they run. */
    private static final List<String> SCRIPT =
            List.of("data", "texts", "address", "choice", "table", "item", "numbers", "tables", "start");

    private ReportPage() {}

    /**
     * The page; the same view gives the same page.
     *
     * @param listing the items and deployments behind the figures
     */
    public static String html(ReportView view, Listing listing) {
        ItemsData data = ItemsWriter.ofFile(listing.items(), view.report().request());
        return new HtmlRenderer(
                        null,
                        new ReportScripts(Script.embedded(script()), ChartScripts.embedded(), data, block -> true))
                .render(document(view, listing, true));
    }

    /**
     * A page of a site.
     *
     * @param document what it shows
     * @param scripts what draws its charts and lets its reader look into the numbers
     * @param items what the scripts load: the items, and the charts that show each of them
     * @param deployments a page of the deployments
     */
    public record OfSite(Document document, PageScripts scripts, String items, Document deployments) {}

    /**
     * The same as a page of a site: its items are loaded by its script, so that the page itself stays small.
     *
     * @param site where things are
     * @param pages where the page of an item is, from the root of the site
     */
    public static OfSite ofSite(ReportView view, Listing listing, Site site, Function<ItemRef, @Nullable URI> pages) {
        Document document = document(view, listing, false);
        Map<String, Block> ofItems = new LinkedHashMap<>();
        for (Section section : document.sections()) {
            for (int i = 0; i < section.blocks().size(); i++) {
                if (section.blocks().get(i) instanceof Scatter scatter) {
                    ofItems.put(HtmlRenderer.id(section, i), scatter);
                }
            }
        }
        ItemsData data = ItemsWriter.ofSite(listing.items(), view.report().request(), pages);
        return new OfSite(
                document,
                new ReportScripts(
                        Script.linked(site.script()),
                        site.charts(),
                        new Loads(site.items(), site.deployments()),
                        block -> !(block instanceof Scatter)),
                "{\"items\":" + ChartScripts.json(data) + ",\"charts\":"
                        + site.charts().options(ofItems) + '}',
                DeploymentsDocument.of(view, listing, pages));
    }

    /**
     * Where a site has what its page of a report needs.
     *
     * @param charts links to what draws charts
     * @param script where it serves {@link #script()}
     * @param items where the page loads its items
     * @param deployments where the page of the deployments is
     */
    public record Site(ChartScripts charts, String script, String items, String deployments) {}

    /** What the script of a page of a site reads. */
    private record Loads(String address, String deployments) {}

    /** The script that lets a reader look into the numbers: its parts in one function, so that none of their names is global. */
    public static String script() {
        return SCRIPT.stream()
                .map(part -> ChartScripts.read(ReportPage.class, "items/" + part + ".js"))
                .collect(Collectors.joining("\n", "(async () => {\n'use strict';\n", "})();\n"));
    }

    private static Document document(ReportView view, Listing listing, boolean file) {
        ItemBlocks blocks = new ItemBlocks(view.report(), listing.items());
        Document document = view.document();
        List<Section> sections = new ArrayList<>();
        for (Section section : document.sections()) {
            if (section.id().equals(TrendAccumulator.METRIC.id())) {
                sections.add(with(section, blocks.flowTimes()));
            } else if (section.id().equals(AgeingAccumulator.METRIC.id())) {
                sections.add(with(section, blocks.ages()));
            } else if (section.id().equals(Forecast.METRIC.id())) {
                List<Block> all = new ArrayList<>(section.blocks());
                ForecastWeeks.of(view).ifPresent(all::add);
                sections.add(new Section(section.id(), section.title(), section.definition(), all));
            } else {
                sections.add(section);
            }
            if (file && section.id().equals(ReportView.DELIVERY)) {
                sections.addAll(DeploymentsDocument.sections(view, listing));
            }
        }
        sections.add(blocks.items(file ? IN_FILE : ON_PAGE));
        return new Document(
                document.title(),
                document.subtitle(),
                document.headline(),
                document.facts(),
                document.cards(),
                sections);
    }

    private static Section with(Section section, Block first) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(first);
        blocks.addAll(section.blocks());
        return new Section(section.id(), section.title(), section.definition(), blocks);
    }

    /** Items first: the charts look them up. */
    private record ReportScripts(Script own, ChartScripts charts, Record items, Predicate<Block> now)
            implements PageScripts {
        @Override
        public List<Script> scripts() {
            List<Script> all = new ArrayList<>();
            all.add(own);
            all.addAll(charts.scripts());
            return all;
        }

        @Override
        public Map<String, String> data(Map<String, Block> drawn) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("mr-items", ChartScripts.json(items));
            Map<String, Block> own = new LinkedHashMap<>(drawn);
            own.values().removeIf(now.negate());
            all.putAll(charts.data(own));
            return all;
        }
    }
}
