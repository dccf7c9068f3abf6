package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.millrace.document.Chromium;
import dev.millrace.document.Document;
import dev.millrace.document.Escape;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.metrics.report.Reports;
import dev.millrace.view.portfolio.PortfolioSamples;
import dev.millrace.view.portfolio.PortfolioView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows our pages in a real Chromium, which tells on its console what the page's own policy forbade. */
class BrowserTest {

    private static final int SECONDS = 90;

    @TempDir
    private Path folder;

    private record Shown(String page, List<String> console) {}

    @Test
    void a_report_loads_without_a_complaint_and_shows_its_figures() throws Exception {
        ReportView view = ReportView.of(Samples.report(), Reports.NO_EXTRAS);
        Shown shown = show(new HtmlRenderer().render(view.document()));
        assertThat(shown.console()).isEmpty();
        for (Document.Card card : view.document().cards()) {
            assertThat(shown.page()).contains(Escape.html(card.value()));
        }
        assertThat(shown.page()).contains("<footer>");
    }

    @Test
    void an_item_loads_without_a_complaint() throws Exception {
        Shown shown = show(new HtmlRenderer().render(Samples.item().document()));
        assertThat(shown.console()).isEmpty();
        assertThat(shown.page()).contains("mr-waiting", "<footer>");
    }

    @Test
    void a_script_or_a_style_that_got_into_a_page_would_be_stopped_and_noticed() throws Exception {
        String html = new HtmlRenderer()
                .render(Samples.item().document())
                .replace(
                        "<footer>",
                        "<script>document.title = 'owned'</script><p style=\"color: red\">x</p>"
                                + "<img src=\"https://evil.invalid/x.png\"><footer>");
        Shown shown = show(html);
        assertThat(shown.page()).contains("<footer>").doesNotContain("<title>owned");
        assertThat(shown.console())
                .anyMatch(line -> line.contains("inline script"))
                .anyMatch(line -> line.contains("inline style"))
                .anyMatch(line -> line.contains("evil.invalid"));
    }

    @Test
    void a_brief_report_is_printed_on_one_page() throws Exception {
        ReportView view = ReportView.of(Samples.report(), Reports.NO_EXTRAS).brief();
        Path pdf = folder.resolve("brief.pdf");
        run(new HtmlRenderer(true).render(view.document()), "--print-to-pdf=" + pdf);

        assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).contains("/Type /Pages", "/Count 1\n");
    }

    @Test
    void a_portfolio_with_more_than_a_page_holds_is_printed_on_one_page_without_a_complaint() throws Exception {
        PortfolioView view = PortfolioView.of(PortfolioSamples.large());
        Path pdf = folder.resolve("portfolio.pdf");
        Shown shown = run(new HtmlRenderer(true).render(view.document()), "--print-to-pdf=" + pdf);

        assertThat(shown.console()).isEmpty();
        assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .contains("/Type /Pages", "/Count 1\n", "/MediaBox [0 0 594.95");
    }

    private Shown show(String html) throws IOException, InterruptedException {
        return run(html, "--dump-dom");
    }

    private Shown run(String html, String what) throws IOException, InterruptedException {
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Path out = folder.resolve("dom.txt");
        Path log = folder.resolve("log.txt");
        Process browser = new ProcessBuilder(
                        Chromium.browser(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        what,
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        if (!browser.waitFor(SECONDS, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            fail("the browser did not show the page within " + SECONDS + " s: " + Files.readString(log));
        }
        List<String> console = Files.readAllLines(log).stream()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
        return new Shown(Files.readString(out), console);
    }
}
