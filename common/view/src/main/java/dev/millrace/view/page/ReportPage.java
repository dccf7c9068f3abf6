package dev.millrace.view.page;

import dev.millrace.document.Block;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.PageScripts;
import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.report.ItemList;
import dev.millrace.metrics.time.TrendAccumulator;
import dev.millrace.view.ReportView;
import dev.millrace.view.chart.ChartScripts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as one file of HTML that needs nothing else: charts, tables, its items, and the library that draws the charts. */
public final class ReportPage {

    private ReportPage() {}

    /**
     * The page; the same view gives the same page.
     *
     * @param items the items behind the figures
     */
    public static String html(ReportView view, ItemList items) {
        return new HtmlRenderer(null, scripts(ChartScripts.embedded(), view, items)).render(document(view, items));
    }

    /** What draws a page of a report and lets its reader look into the numbers; a site links to the library of the charts. */
    public static PageScripts scripts(ChartScripts charts, ReportView view, ItemList items) {
        return new ReportScripts(charts, ItemsWriter.write(items, view.report().request()));
    }

    /** The document of a report with the charts and the table of its items. */
    public static Document document(ReportView view, ItemList items) {
        ItemBlocks blocks = new ItemBlocks(view.report(), items);
        Document document = view.document();
        List<Section> sections = new ArrayList<>();
        for (Section section : document.sections()) {
            if (section.id().equals(TrendAccumulator.METRIC.id())) {
                sections.add(with(section, blocks.flowTimes()));
            } else if (section.id().equals(AgeingAccumulator.METRIC.id())) {
                sections.add(with(section, blocks.ages()));
            } else {
                sections.add(section);
            }
        }
        sections.add(blocks.items());
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
    private record ReportScripts(ChartScripts charts, ItemsData items) implements PageScripts {
        @Override
        public List<Script> scripts() {
            List<Script> all = new ArrayList<>();
            all.add(Script.embedded(ChartScripts.read(ReportPage.class, "items.js")));
            all.addAll(charts.scripts());
            return all;
        }

        @Override
        public Map<String, String> data(Map<String, Block> drawn) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("mr-items", ChartScripts.json(items));
            all.putAll(charts.data(drawn));
            return all;
        }
    }
}
