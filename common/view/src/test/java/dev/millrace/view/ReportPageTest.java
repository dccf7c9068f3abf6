package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.document.Chromium;
import dev.millrace.metrics.report.Reports;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as one file, in a real Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageTest {

    @TempDir
    private static Path folder;

    private final String html = ReportPage.html(ReportView.of(Samples.report(), Reports.NO_EXTRAS));
    private Chromium browser;

    @BeforeAll
    void start() throws Exception {
        browser = Chromium.start(folder, 1280, 900);
        Files.writeString(folder.resolve("report.html"), html);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    private Chromium page() throws Exception {
        return browser.open(folder.resolve("report.html"), "");
    }

    @Test
    void each_chart_that_comes_into_view_is_drawn_and_its_numbers_are_folded() throws Exception {
        long charts =
                page().evaluate("document.querySelectorAll('.mr-chart').length").asLong();
        assertThat(charts).isGreaterThanOrEqualTo(6);
        for (int i = 0; i < charts; i++) {
            browser.evaluate("document.querySelectorAll('.mr-chart')[" + i + "].scrollIntoView()");
            browser.until("document.querySelectorAll('.mr-chart')[" + i + "].querySelector('canvas') !== null");
        }
        assertThat(browser.evaluate("document.querySelectorAll('details.mr-instead[open]').length")
                        .asLong())
                .isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void without_script_the_numbers_of_each_chart_are_open() throws Exception {
        Files.writeString(folder.resolve("plain.html"), html.replaceAll("; script-src [^;\"]*", ""));
        try (Chromium other = Chromium.start(Files.createDirectory(folder.resolve("plain")), 1280, 900)) {
            other.open(folder.resolve("plain.html"), "");
            assertThat(other.evaluate("document.querySelectorAll('details.mr-instead:not([open])').length")
                            .asLong())
                    .isZero();
            assertThat(other.evaluate("document.querySelectorAll('details.mr-instead tbody tr').length")
                            .asLong())
                    .isPositive();
            assertThat(other.evaluate("document.querySelectorAll('canvas').length")
                            .asLong())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "360,light", "360,dark"})
    void axe_finds_nothing(int width, String scheme) throws Exception {
        browser.size(width, 900).scheme(scheme);
        page().evaluate("document.querySelectorAll('.mr-chart').forEach(chart => chart.scrollIntoView())");
        browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";true");
        }
        JsonNode found = browser.evaluate("axe.run().then(all => all.violations.map(one => one.id + ': ' + one.nodes"
                + ".slice(0, 5).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')))");
        List<String> violations = new ArrayList<>();
        found.forEach(violation -> violations.add(violation.asText()));
        assertThat(violations).isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("nothing but a scrollable part is wider than the screen")
                .isTrue();
    }

    @Test
    void keyboard_alone_reads_a_chart_and_hides_a_series() throws Exception {
        page().tabTo(".mr-chart");
        String chart = browser.evaluate("document.activeElement.id").asText();
        String said = "document.getElementById('" + chart + "-v').textContent";
        browser.until("document.activeElement.querySelector('canvas') !== null");
        browser.press("ArrowRight").until(said + ".includes(': ')");
        String first = browser.evaluate(said).asText();
        browser.press("ArrowRight").until(said + " !== '" + first.replace("'", "\\'") + "'");
        browser.press("1").until(said + ".endsWith('is hidden')");
        browser.press("1").until(said + ".endsWith('is shown')");
        assertThat(browser.complaints()).isEmpty();
    }
}
