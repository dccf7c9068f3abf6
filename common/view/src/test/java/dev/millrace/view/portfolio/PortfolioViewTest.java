package dev.millrace.view.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Block;
import dev.millrace.document.Document;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.portfolio.PortfolioFigures;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortfolioViewTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @Test
    void what_programs_and_people_read_is_held_byte_by_byte() throws IOException {
        PortfolioView view = PortfolioView.of(PortfolioSamples.small());
        golden("portfolio.json", PortfolioJson.render(view));
        golden("portfolio.md", new MarkdownRenderer().render(view.document()));
    }

    @Test
    void more_than_a_page_holds_is_counted() {
        Document document = PortfolioView.of(PortfolioSamples.large()).document();

        assertThat(words(document, "products")).contains("5 more products are not shown here");
        assertThat(words(document, "initiatives"))
                .containsPattern("\\d\\d more initiatives and epics are not shown here");
        assertThat(words(document, "effort")).containsPattern("\\d+ others");
    }

    @Test
    void without_a_target_and_rates_nothing_is_said_of_them() {
        Portfolio some = PortfolioSamples.small();
        PortfolioView view =
                PortfolioView.of(new Portfolio(some.products(), some.holders(), some.figures(), null, Map.of()));

        assertThat(new MarkdownRenderer().render(view.document())).doesNotContain("EUR", "| Target", "worth");
        assertThat(PortfolioJson.render(view))
                .contains("\"waitingCost\" : null")
                .doesNotContain("\"target\"");
    }

    @Test
    void what_is_not_known_is_on_the_page_in_numbers() {
        Document document = PortfolioView.of(PortfolioSamples.large()).document();

        assertThat(document.headline().limits())
                .filteredOn(limit -> limit.label().equals("Not known"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.text())
                        .containsPattern("\\d+ items whose epic is not captured")
                        .containsPattern("\\d item-days of waiting of teams without a day rate"));
    }

    @Test
    void nobody_is_ranked_and_velocity_is_compared_nowhere() {
        Document document = PortfolioView.of(PortfolioSamples.large()).document();
        String text = new TerminalRenderer(TerminalStyle.plain()).render(document);

        assertThat(text.toLowerCase()).doesNotContain("velocity", "assignee", "per person");
        List<String> products = document.sections().get(0).blocks().stream()
                .filter(Block.Table.class::isInstance)
                .flatMap(table -> ((Block.Table) table).rows().stream())
                .filter(row -> !row.detail())
                .map(row -> row.cells().get(0).text())
                .toList();
        assertThat(products).as("the order of the definition").startsWith("Product 1", "Product 2", "Product 3");
    }

    @Test
    void nothing_in_the_window_is_said_first() {
        Portfolio some = PortfolioSamples.small();
        FlowReport none = Reports.report(some.figures().all().request());
        Portfolio empty = new Portfolio(
                List.of(), List.of(), new PortfolioFigures(none, List.of(), List.of(), 0), null, Map.of());

        Document document = PortfolioView.of(empty).document();
        assertThat(document.headline().sentence()).isEqualTo("No item was open or done in this window.");
        assertThat(words(document, "initiatives")).contains("No epic or initiative has an item");
    }

    @Test
    void old_data_are_said_to_be_old_before_anything_else_with_what_to_do() {
        ReportRequest request = PortfolioSamples.small().figures().all().request();
        Window window = request.freshness().window();
        Instant read = window.end().minus(Duration.ofDays(3));
        Freshness old = new Freshness(
                window, window.end(), new Coverage(read, 2, List.of(), List.of(), List.of()), null, List.of());
        FlowReport none = Reports.report(ReportRequest.of(request.zone(), request.knowledge(), request.filter(), old));
        Portfolio stale = new Portfolio(
                List.of(), List.of(), new PortfolioFigures(none, List.of(), List.of(), 0), null, Map.of());

        assertThat(PortfolioView.of(stale).document().headline().sentence())
                .startsWith("These data are old: they end at ")
                .contains(", 3 d before the window does. Run millrace sync. No item was open");
    }

    private static String words(Document document, String section) {
        Document only = new Document(
                "",
                "",
                List.of(),
                List.of(),
                document.sections().stream()
                        .filter(one -> one.id().equals(section))
                        .toList());
        return new MarkdownRenderer().render(only);
    }

    private static void golden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("millrace.golden"))) {
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }
}
