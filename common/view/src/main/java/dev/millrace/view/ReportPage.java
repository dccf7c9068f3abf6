package dev.millrace.view;

import dev.millrace.document.HtmlRenderer;
import dev.millrace.view.chart.ChartScripts;

/** A report as one file of HTML that needs nothing else: charts, tables, and the library that draws the charts. */
public final class ReportPage {

    private ReportPage() {}

    /** The page; the same view gives the same page. */
    public static String html(ReportView view) {
        return new HtmlRenderer(null, ChartScripts.embedded()).render(view.document());
    }
}
