package dev.millrace.hub.web;

import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.Markup;
import dev.millrace.document.PageTop;
import dev.millrace.hub.pages.Asset;
import dev.millrace.hub.pages.Menu;
import dev.millrace.view.chart.ChartScripts;
import dev.millrace.view.page.ReportPage;
import java.util.function.Consumer;

/** The pages of a hub: documents and forms below the menu. The menu is the same for everybody, so that pages can be shared. */
final class HubPage {

    /** Above each page. */
    static final PageTop TOP = new Menu();

    private HubPage() {}

    /** A document as a page of the hub. */
    static HubResponse of(Document document) {
        return of(200, TOP, document);
    }

    /** Draws charts with the library that the hub serves once. */
    static final ChartScripts CHARTS = ChartScripts.linked(Asset.CHARTS.path(), Asset.DRAWING.path());

    /** A document with charts. */
    static HubResponse ofCharts(PageTop top, Document document) {
        HtmlRenderer renderer = new HtmlRenderer(top, CHARTS);
        return HubResponse.html(200, renderer.render(document), renderer.policy());
    }

    /** A report, whose script loads its items. */
    static HubResponse ofReport(PageTop top, ReportPage.OfSite page) {
        HtmlRenderer renderer = new HtmlRenderer(top, page.scripts());
        return HubResponse.html(200, renderer.render(page.document()), renderer.policy());
    }

    /** A document as a page with that above it. */
    static HubResponse of(int status, PageTop top, Document document) {
        HtmlRenderer renderer = new HtmlRenderer(top);
        return HubResponse.html(status, renderer.render(document), renderer.policy());
    }

    /**
     * A page that is no document, since it contains a form.
     *
     * @param main writes what is below the heading
     */
    static HubResponse of(int status, PageTop top, String title, Consumer<Markup> main) {
        String css = HtmlRenderer.styleSheet() + top.styleSheet();
        Markup out = new Markup();
        HtmlRenderer.begin(out, css, top);
        out.element("title", title + " - Millrace");
        out.style(css);
        out.closeLine().open("body");
        top.write(out);
        out.open("header").element("h1", title).closeLine().open("main");
        main.accept(out);
        out.closeLine().close().closeLine();
        return HubResponse.html(status, out.done(), HtmlRenderer.policy(css, top));
    }

    /** For those who are not signed in: a menu would lead nowhere. */
    static PageTop noMenu() {
        return new NoMenu();
    }

    private record NoMenu() implements PageTop {
        @Override
        public String styleSheet() {
            return TOP.styleSheet();
        }

        @Override
        public void write(Markup out) {}
    }
}
