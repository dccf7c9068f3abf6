package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.document.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The demo in a real Chromium with a window of 1280x900: the seven questions that a lead has on Monday, asked of its report and of a hub,
 * and a picture of every surface.
 */
class DemoInChromiumTest {

    private static final String WINDOW = "since=2026-08-02&until=2026-10-30";
    private static final int MOST = 300_000;
    /** So many pixels of the first screen of a phone stay free. */
    private static final int ROOM = 40;

    @TempDir
    private static Path folder;

    private static DemoInChromium demo;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        demo = new DemoInChromium(folder);
        browser = demo.browser;
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** Where the page of the stream is read. */
    private enum Surface {
        FILE,
        HUB;

        void open() throws Exception {
            open(DemoInChromium.WIDTH, DemoInChromium.HEIGHT, "light");
        }

        void open(int width, int height, String scheme) throws Exception {
            browser.size(width, height).scheme(scheme);
            if (this == FILE) {
                browser.open(demo.demo(DemoArtifact.REPORT), "");
            } else {
                browser.open(URI.create(demo.hub + "/streams/shop?" + WINDOW));
            }
            browser.until("document.querySelector('#card-flow-time .mr-figure a') !== null");
            if (this == HUB) {
                // its links lead to another load of the page until the script of the items answers them
                browser.until("window.millraceCharts !== undefined");
            }
        }
    }

    private static Chromium hub(String path) throws Exception {
        return browser.size(DemoInChromium.WIDTH, DemoInChromium.HEIGHT)
                .scheme("light")
                .open(URI.create(demo.hub + path));
    }

    /** A question, where its answer is, and in which words; seen without scrolling. */
    private static final List<List<String>> FIRST_SCREEN = List.of(
            List.of("how long does it take", "#card-flow-time .mr-figure", "\\d+ d"),
            List.of("where does it wait", "h1", ".+ holds the stream up: \\d+% of the waiting is there.*"),
            List.of("is it getting better", "h1", ".*The median visit takes .+ and took .+ before.*"),
            List.of("what should we do", ".mr-steps li:first-child", "Finish first what is late: .+"));

    /** A question, the click, where it leads in the file and on the hub, and in which words the answer is there. */
    private static final List<List<String>> ONE_CLICK = List.of(
            List.of(
                    "what is stuck now",
                    ".mr-step-late > a",
                    "#in-progress",
                    "#in-progress",
                    "In progress at .+late items first"),
            List.of(
                    "which team or service",
                    "#card-flow-load .mr-figure a",
                    "#items",
                    "#items",
                    "Team: .+ \\d+, .+Service: .+ \\d+, "),
            List.of(
                    "what failed in production",
                    "#card-change-fail-rate .mr-figure a",
                    "#deployments",
                    "#delivery",
                    "Failed (in use )?by.+(incident|rollback|revert) "));

    /** All of it on one load of the page: a load takes longer than its questions. */
    @ParameterizedTest
    @EnumSource
    void seven_questions_are_answered_on_the_first_screen_or_one_click_away(Surface surface) throws Exception {
        surface.open();
        for (List<String> asked : FIRST_SCREEN) {
            assertAnswer(surface, asked.get(0), asked.get(1), asked.get(2));
            assertInWindow(surface, asked.get(1));
        }
        assertInWindow(surface, "#value-stream-map .mr-wide svg");
        assertCardsInWindow(surface);
        assertRatesOpenTheDeployments(surface);
        for (List<String> asked : ONE_CLICK) {
            String where = asked.get(surface == Surface.FILE ? 2 : 3);
            assertInWindow(surface, asked.get(1));
            browser.evaluate("document.querySelector('" + asked.get(1) + "').click()");
            browser.until(
                    "document.readyState === 'complete' && (found => found !== null && (at => at.top > -50 && at.top < innerHeight)"
                            + "(found.getBoundingClientRect()))(document.querySelector('" + where + "'))");
            assertAnswer(surface, asked.get(0), where, asked.get(4));
            browser.evaluate("void history.back()");
            browser.until("document.readyState === 'complete' && location.hash === ''"
                    + " && document.querySelector('#card-flow-time .mr-figure a') !== null");
            browser.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })");
        }
    }

    private static void assertAnswer(Surface surface, String question, String where, String words) throws Exception {
        String text = browser.evaluate("document.querySelector('" + where + "').innerText.replace(/\\s+/g, ' ')")
                .asText();
        assertThat(text).as(surface + ": " + question).containsPattern(words);
    }

    private static void assertRatesOpenTheDeployments(Surface surface) throws Exception {
        String rates = browser.evaluate(
                        "[...document.querySelectorAll('#delivery tbody tr')].filter(row =>"
                                + " row.cells[1].querySelector('a[href*=deployments]:not([href$=failed-builds])')).map(row => row.cells[0].textContent).join()")
                .asText();
        assertThat(rates)
                .as(surface.name())
                .contains("Lead time for changes,Deployment frequency,Change fail rate,Failed deployment recovery time,"
                        + "Deployment rework rate")
                .doesNotContain("Pipeline red rate");
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('#delivery td')].filter(cell =>"
                                        + " /^incident /.test(cell.textContent)).every(cell => cell.querySelector('a') !== null)")
                        .asBoolean())
                .as(surface + ": every incident is a link")
                .isTrue();
        assertThat(browser.evaluate(RED_RATE + ".cells[1].querySelector('a').getAttribute('href')")
                        .asText())
                .as(surface.name())
                .matches(surface == Surface.FILE ? "#failed-builds" : "/deployments\\?.+#failed-builds");
        if (surface == Surface.FILE) {
            assertEachFailedBuildIsListed();
        }
        assertThat(browser.evaluate("[...document.querySelectorAll('#forecast tbody tr')].filter(row =>"
                                + " !/-W\\d\\d$/.test(row.cells[0].textContent)).flatMap(row => [...row.cells].slice(1))"
                                + ".filter(cell => cell.querySelector('a[href^=\"#forecast-\"]') === null).length")
                        .asInt())
                .as(surface + ": numbers of the forecast that do not open what it is drawn from")
                .isZero();
        assertThat(browser.evaluate("document.querySelectorAll('#forecast a[href*=flow-velocity]').length")
                        .asInt())
                .as(surface + ": weeks that the forecast is drawn from and that open their items")
                .isGreaterThan(8);
    }

    private static final String RED_RATE =
            "[...document.querySelectorAll('#delivery tbody tr')].find(row => row.cells[0].textContent === 'Pipeline red rate')";

    /** As many as the red rate counts. */
    private static void assertEachFailedBuildIsListed() throws Exception {
        int counted = browser.evaluate("parseInt(" + RED_RATE + ".cells[2].textContent, 10)")
                .asInt();
        int listed = browser.evaluate(
                        "[...document.querySelectorAll('#failed-builds tbody tr')].filter(row =>"
                                + " row.cells[2].querySelector('a') !== null).length"
                                + " + parseInt(document.querySelector('#failed-builds caption').textContent.match(/\\d+|$/)[0] || '0', 10)")
                .asInt();
        assertThat(listed).isPositive().isEqualTo(counted);
    }

    @ParameterizedTest
    @EnumSource
    void first_screen_of_a_phone_has_sentence_steps_freshness_coverage_and_each_card(Surface surface) throws Exception {
        surface.open(360, 800, "dark");
        for (String part : List.of("h1", ".mr-steps", ".mr-limits")) {
            assertInWindow(surface, part);
        }
        assertCardsInWindow(surface);
        assertThat(browser.evaluate("Math.max(...[...document.querySelectorAll('.mr-card')].map(card =>"
                                + " card.getBoundingClientRect().bottom))")
                        .asInt())
                .as(surface + ": lowest edge; fonts of other machines are wider")
                .isLessThanOrEqualTo(800 - ROOM);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as(surface + " is not wider than the screen")
                .isLessThanOrEqualTo(360);
    }

    private static void assertCardsInWindow(Surface surface) throws Exception {
        for (String card : List.of(
                "flow-time",
                "flow-efficiency",
                "flow-velocity",
                "flow-load",
                "lead-time",
                "lead-time-for-changes",
                "change-fail-rate")) {
            for (String part : List.of(".mr-figure", ".mr-change", ".mr-trend")) {
                assertInWindow(surface, "#card-" + card + ' ' + part);
            }
        }
    }

    /** Seen without scrolling. */
    private static void assertInWindow(Surface surface, String selector) throws Exception {
        assertThat(browser.evaluate(
                                "(at => at.height > 0 && at.top >= 0 && at.bottom <= innerHeight)(document.querySelector('"
                                        + selector + "').getBoundingClientRect())")
                        .asBoolean())
                .as(surface + ": " + selector + " is in the window")
                .isTrue();
    }

    @Test
    void counts_of_coverage_and_of_findings_open_as_many_items() throws Exception {
        Surface.FILE.open();
        String links = "[...document.querySelectorAll('#outcomes td a, #data-quality strong a')]";
        int counts = browser.evaluate(links + ".length").asInt();
        assertThat(counts).isGreaterThanOrEqualTo(7);
        for (int i = 0; i < counts; i++) {
            String name = browser.evaluate(links + '[' + i + "].closest('tr, li').innerText")
                    .asText();
            String said = browser.evaluate(
                            links + '[' + i + "].textContent.match(/(\\d+)( items?(, \\d+ times)?)?$/)[1]")
                    .asText();
            browser.evaluate(links + '[' + i + "].click()");
            browser.until("document.getElementById('mr-items-count').textContent.startsWith('" + said + " of ')");
            assertThat(name).isNotEmpty();
        }
    }

    @Test
    void page_of_the_hub_draws_its_dots_and_a_number_opens_its_items_whose_address_can_be_sent() throws Exception {
        hub("/streams/shop?" + WINDOW).until("document.querySelector('#card-flow-time .mr-figure a') !== null");
        String dots = "document.getElementById('flow-trend-0')";
        browser.evaluate(dots + ".closest('section').scrollIntoView()");
        browser.until(dots + ".querySelector('canvas') !== null");
        browser.evaluate("document.querySelector('#card-flow-time .mr-figure a').click()");
        browser.until("location.search.includes('items-metric=flow-time')");
        browser.evaluate("const type = document.getElementById('mr-filter-type'); type.value = 'Defect';"
                + "type.dispatchEvent(new Event('change'))");
        String address = browser.evaluate("location.pathname + location.search + location.hash")
                .asText();
        assertThat(address).contains(WINDOW, "items-type=Defect", "items-metric=flow-time");
        String count = "document.getElementById('mr-items-count')?.textContent ?? ''";
        String counted = browser.evaluate(count).asText();
        assertThat(counted).matches("[1-9]\\d* of [\\d,]+ items");

        hub(address).until('(' + count + ") === '" + counted + "'");
        assertItemsStayInViewUntilTheReaderScrolls();
        String key = browser.evaluate("document.querySelector('.mr-items tbody a').textContent")
                .asText();
        browser.evaluate("document.querySelector('.mr-items tbody a').click()");
        browser.until("location.pathname === '/items/" + key + "' && document.querySelector('h1') !== null");
        assertThat(browser.complaints())
                .filteredOn(complaint -> !complaint.startsWith("requested " + demo.hub + '/'))
                .isEmpty();
    }

    /** Also where a browser does not hold what is seen by itself when something above it grows. */
    private static void assertItemsStayInViewUntilTheReaderScrolls() throws Exception {
        browser.until("window.millraceCharts !== undefined");
        browser.evaluate("document.documentElement.style.overflowAnchor = 'none';"
                + "document.querySelector('main').style.paddingTop = '900px'");
        browser.until("Math.abs(document.getElementById('items').getBoundingClientRect().top) < 50");
        browser.evaluate("window.scrollTo({ top: 300, behavior: 'instant' });"
                + "new Promise(done => setTimeout(done, 100)).then(() => {"
                + "document.querySelector('main').style.paddingTop = '0';"
                + "return new Promise(done => setTimeout(done, 100)); })");
        assertThat(browser.evaluate("scrollY").asInt())
                .as("where the reader scrolled to")
                .isEqualTo(300);
    }

    @Test
    void pages_of_the_hub_are_small() throws Exception {
        hub("/");
        for (String page :
                List.of("/", "/streams/shop?" + WINDOW, "/teams/orders?" + WINDOW, "/deployments?" + WINDOW)) {
            long size = browser.evaluate(
                            "fetch('" + page + "').then(answer => answer.text()).then(text => text.length)")
                    .asLong();
            assertThat(size).as(page).isBetween(1_000L, (long) MOST);
        }
    }

    @Test
    void page_of_the_deployments_lists_as_many_as_are_counted_and_names_what_failed() throws Exception {
        hub("/deployments?" + WINDOW);
        String headline =
                browser.evaluate("document.querySelector('h1').textContent").asText();
        assertThat(headline).matches("\\d+ of \\d+ deployments to production failed in use\\..*");
        String[] counts = headline.split(" ");
        long succeeded = browser.evaluate("[...document.querySelectorAll('#deployments tbody tr')]"
                        + ".filter(row => row.cells[4].textContent === 'succeeded').length")
                .asLong();
        long failed = browser.evaluate("[...document.querySelectorAll('#deployments tbody tr')]"
                        + ".filter(row => row.cells[7].textContent !== '-').length")
                .asLong();
        assertThat(failed + " of " + succeeded).isEqualTo(counts[0] + " of " + counts[2]);
        assertEachFailedBuildIsListed();
    }

    @Test
    void every_surface_of_the_demo_has_a_picture_in_light_and_dark() throws Exception {
        String asked = System.getProperty("millrace.pictures", "");
        Path to = asked.isEmpty() ? folder.resolve("pictures") : Path.of(asked).toAbsolutePath();
        Files.createDirectories(to);
        Run portfolio = demo.millrace.run(
                "report",
                "--portfolio",
                "--config",
                DemoInChromium.CONFIG,
                "--as-of",
                "2026-10-30",
                "--html",
                "portfolio.html");
        assertThat(portfolio.exitCode()).as(portfolio.err()).isZero();

        DemoSnapshots snapshots = new DemoSnapshots(browser);
        Map<String, Path> pages = new LinkedHashMap<>();
        pages.put("report", demo.demo(DemoArtifact.REPORT));
        pages.put("portfolio", folder.resolve("portfolio.html"));
        pages.put("jira-panel", demo.demo(DemoArtifact.JIRA_PANEL));
        pages.put("jenkins-card", demo.demo(DemoArtifact.JENKINS_CARD));
        pages.put(
                "github-step-summary",
                DemoSnapshots.stepSummary(demo.demo(DemoArtifact.GITHUB_SUMMARY), folder.resolve("summary.html")));
        browser.size(DemoInChromium.WIDTH, DemoInChromium.HEIGHT);
        for (Map.Entry<String, Path> page : pages.entrySet()) {
            browser.open(page.getValue(), "");
            snapshots.take(to, page.getKey());
        }
        hub("/");
        snapshots.take(to, "hub");
        for (String page : List.of("report", "portfolio", "jira-panel", "jenkins-card", "github-step-summary", "hub")) {
            int light = DemoSnapshots.brightness(to.resolve(page + "-light.png"));
            int dark = DemoSnapshots.brightness(to.resolve(page + "-dark.png"));
            assertThat(light).as(page + " is light").isGreaterThan(180);
            assertThat(dark).as(page + " is dark").isLessThan(90);
        }
    }
}
