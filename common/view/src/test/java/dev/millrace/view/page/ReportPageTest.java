package dev.millrace.view.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Chromium;
import dev.millrace.document.Formats;
import dev.millrace.metrics.report.ItemList;
import dev.millrace.metrics.report.ListedItem;
import dev.millrace.metrics.report.Reports;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Stage;
import dev.millrace.view.ReportView;
import dev.millrace.view.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final ReportView VIEW = ReportView.of(Samples.report(), Reports.NO_EXTRAS);
    private static final ItemList ITEMS = Samples.items();

    /** 200 ms on a machine of its own; tests share theirs with others. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** So many samples have 20,000 items and more in the window. */
    private static final int MADE = 37_000;

    @TempDir
    private static Path folder;

    private final String html = ReportPage.html(VIEW, Samples.listing(ITEMS));
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
        browser.open(folder.resolve("plain.html"), "");
        assertThat(browser.evaluate("document.querySelectorAll('details.mr-instead:not([open])').length")
                        .asLong())
                .isZero();
        assertThat(browser.evaluate("document.querySelectorAll('details.mr-instead tbody tr').length")
                        .asLong())
                .isPositive();
        assertThat(browser.evaluate("document.querySelectorAll('canvas').length")
                        .asLong())
                .isZero();
        assertThat(browser.complaints()).as("what the policy stopped").isNotEmpty();
        browser.forget();
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "360,dark"})
    void axe_finds_nothing(int width, String scheme) throws Exception {
        browser.size(width, 900).scheme(scheme);
        page().evaluate("document.querySelectorAll('.mr-chart').forEach(chart => chart.scrollIntoView())");
        browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        assertThat(browser.violations("html")).isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("nothing but a scrollable part is wider than the screen")
                .isTrue();
        browser.evaluate(
                "location.hash = '#item?key=" + ITEMS.items().get(0).item().key() + "'");
        browser.until("document.querySelector('dialog').open");
        assertThat(browser.violations("dialog")).isEmpty();
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

    @ParameterizedTest
    @CsvSource({"flow-time", "flow-efficiency", "flow-velocity", "flow-load", "lead-time"})
    void each_key_figure_opens_the_items_that_it_is_counted_from(String metric) throws Exception {
        page().evaluate("document.querySelector('#card-" + metric + " .mr-figure a').click()");
        browser.until("location.hash.includes('metric=" + metric + "')")
                .until("document.querySelector('.mr-items-why dl') !== null");
        long listed = browser.evaluate("parseInt(document.getElementById('mr-items-count').textContent, 10)")
                .asLong();
        long counted = switch (metric) {
            case "flow-time" -> VIEW.report().flowTime().outcomes().measured();
            case "flow-efficiency" -> VIEW.report().efficiency().outcomes().measured();
            case "flow-velocity" -> VIEW.report().velocity().done().total();
            case "flow-load" -> VIEW.report().load().items().total();
            default -> VIEW.report().leadTime().outcomes().measured();
        };
        assertThat(listed).isPositive().isEqualTo(counted);
        assertThat(browser.evaluate("document.querySelector('.mr-items-why').textContent")
                        .asText())
                .contains("Formula", "Inputs" + counted + " of ", "Left out");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void number_of_a_stage_opens_the_items_that_were_in_it_and_the_longest_is_first() throws Exception {
        page().evaluate("[...document.querySelectorAll('#stage-time tr.mr-row')]"
                + ".find(row => row.cells[0].textContent === 'In review').cells[6].querySelector('a').click()");
        browser.until("document.querySelector('.mr-items [aria-sort=descending]')?.textContent === 'Was there'");
        long expected = ITEMS.items().stream()
                .filter(item -> item.steps().stream().anyMatch(ReportPageTest::inReview))
                .count();
        Duration longest = ITEMS.items().stream()
                .map(item -> item.steps().stream()
                        .filter(ReportPageTest::inReview)
                        .map(step -> Duration.between(step.start(), step.end()))
                        .reduce(Duration.ZERO, Duration::plus))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(browser.evaluate("document.getElementById('mr-items-count').textContent")
                        .asText())
                .startsWith(expected + " of ");
        assertThat(browser.evaluate("document.querySelector('.mr-items tbody tr').textContent")
                        .asText())
                .contains(Formats.duration(longest.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static boolean inReview(ListedItem.Step step) {
        Stage stage = step.stage();
        return stage != null && stage.name().equals("In review");
    }

    @Test
    void keyboard_alone_opens_the_items_of_a_stage_of_the_map_and_of_a_week() throws Exception {
        browser.size(1280, 900);
        page().tabTo("#value-stream-map .mr-wide a");
        String stage = browser.evaluate("document.activeElement.querySelector('.mr-map-stage').dataset.stage")
                .asText();
        browser.press("Enter").until("document.getElementById('mr-filter-visited').value === '" + stage + "'");

        page().tabTo("#flow-velocity .mr-chart");
        browser.until("document.activeElement.querySelector('canvas') !== null");
        browser.press("End").press("Enter").until("document.getElementById('mr-filter-week').value !== ''");
        assertThat(browser.evaluate("document.querySelectorAll('.mr-items tbody tr').length")
                        .asLong())
                .isPositive();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void filters_are_in_the_hash_and_a_hash_opens_the_same_items() throws Exception {
        page().evaluate("location.hash = '#items?type=Defect&team=Shop&sort=-flow'");
        browser.until("document.getElementById('mr-filter-type').value === 'Defect'");
        String count = "document.getElementById('mr-items-count').textContent";
        String found = browser.evaluate(count).asText();
        long expected = ITEMS.items().stream()
                .filter(item -> item.type() == ItemType.DEFECT && "Shop".equals(item.team()))
                .count();
        assertThat(found).startsWith(expected + " of " + ITEMS.items().size());
        browser.open(folder.resolve("report.html"), "#items?type=Defect&team=Shop&sort=-flow");
        assertThat(browser.evaluate(count).asText()).isEqualTo(found);
        List<Double> times = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('.mr-items tbody tr')].map(row => row.cells[7].textContent)")
                .forEach(cell -> times.add(days(cell.asText())));
        assertThat(times).hasSizeGreaterThan(2).isSortedAccordingTo(Comparator.reverseOrder());
        browser.evaluate("document.querySelector('.mr-items tbody a').click()");
        browser.until("document.querySelector('dialog').open");
        browser.evaluate("void history.back()");
        browser.until("!document.querySelector('dialog').open");
        assertThat(browser.evaluate(count).asText()).as("back at the list").isEqualTo(found);
    }

    @Test
    void back_at_the_page_as_it_was_opened_no_filter_is_left() throws Exception {
        page().evaluate("location.hash = '#items?type=Defect'");
        browser.until("document.getElementById('mr-filter-type').value === 'Defect'");
        browser.evaluate("void history.back()");
        browser.until("document.getElementById('mr-filter-type').value === ''");
        assertThat(browser.evaluate("document.getElementById('mr-items-count').textContent")
                        .asText())
                .startsWith(ITEMS.items().size() + " of ");
    }

    @Test
    void choice_of_an_origin_lists_its_items_which_say_so() throws Exception {
        long expected = ITEMS.items().stream()
                .filter(item -> item.origin() == Origin.AGENT)
                .count();
        page().evaluate("const origin = document.getElementById('mr-filter-origin'); origin.value = '"
                + Origin.AGENT.label() + "'; void origin.dispatchEvent(new Event('change'))");
        assertThat(browser.evaluate("location.hash").asText()).isEqualTo("#items?origin=by+agents");
        assertThat(browser.evaluate("document.getElementById('mr-items-count').textContent")
                        .asText())
                .startsWith(expected + " of " + ITEMS.items().size());
        assertThat(expected).isPositive();
        browser.evaluate("document.querySelector('.mr-items tbody a').click()");
        browser.until("document.querySelector('dialog').open");
        assertThat(browser.evaluate("document.querySelector('dialog').textContent")
                        .asText())
                .contains("Origin" + Origin.AGENT.label());
    }

    /** What has no value is last. */
    private static double days(String text) {
        Matcher of = Pattern.compile("(\\d+) d(?: (\\d+) h)?").matcher(text);
        return of.matches()
                ? Double.parseDouble(of.group(1)) + (of.group(2) == null ? 0 : Double.parseDouble(of.group(2)) / 24)
                : 0;
    }

    @Test
    void keyboard_alone_opens_an_item_and_comes_back() throws Exception {
        page().tabBackTo(".mr-items tbody a");
        String key = browser.evaluate("document.activeElement.textContent").asText();
        browser.press("Enter").until("document.querySelector('dialog').open");
        String item =
                browser.evaluate("document.querySelector('dialog').textContent").asText();
        assertThat(item).contains(key, "Flow time", "Flow efficiency", "Timeline", "Chain", "Its own state (F4b)");
        browser.press("Escape").until("!document.querySelector('dialog').open");
        assertThat(browser.evaluate("document.activeElement.textContent").asText())
                .isEqualTo(key);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void steps_of_an_item_on_its_page_sum_to_its_life() throws Exception {
        ListedItem item = ITEMS.items().stream()
                .filter(one ->
                        one.steps().size() > 3 && one.flowTime().measured().isPresent())
                .findFirst()
                .orElseThrow();
        browser.open(folder.resolve("report.html"), "#item?key=" + item.item().key());
        browser.until("document.querySelector('dialog').open");
        assertThat(browser.evaluate("document.querySelectorAll('.mr-item-line rect').length")
                        .asLong())
                .isEqualTo(item.steps().size());
        assertThat(browser.evaluate("document.querySelector('dialog').textContent")
                        .asText())
                .contains(Formats.duration(
                        item.flowTime().measured().orElseThrow().truncatedTo(ChronoUnit.SECONDS)));
    }

    @Test
    void twenty_thousand_items_fit_six_megabytes_and_filter_without_a_long_frame() throws Exception {
        ItemList items = Samples.items(MADE);
        assertThat(items.items()).hasSizeGreaterThan(20_000);
        String large = ReportPage.html(ReportView.of(Samples.report(MADE), Reports.NO_EXTRAS), Samples.listing(items));
        assertThat(large.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(6_000_000);
        Files.writeString(folder.resolve("large.html"), large);
        browser.open(folder.resolve("large.html"), "");
        browser.evaluate("""
                window.longest = 0;
                new PerformanceObserver(list => list.getEntries().forEach(one => {
                  window.longest = Math.max(window.longest, one.duration);
                })).observe({ type: 'longtask', buffered: true });
                document.querySelectorAll('.mr-chart')[1].scrollIntoView()""");
        for (String hash :
                List.of("type=Defect", "type=Defect&sort=-flow", "sort=title", "metric=flow-time", "q=login")) {
            browser.evaluate("location.hash = '#items?" + hash + "'");
            browser.evaluate("new Promise(done => setTimeout(done, 700))");
        }
        double longest = browser.evaluate("window.longest").asDouble();
        if (Boolean.getBoolean("millrace.deep")) {
            System.out.println(items.items().size() + " items: " + large.length() + " characters, longest task "
                    + longest + " ms");
        }
        assertThat(longest).isLessThan((double) LIMIT.toMillis());
    }
}
