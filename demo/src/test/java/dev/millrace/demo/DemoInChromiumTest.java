package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.document.Chromium;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The demo in a real Chromium with a window of 1280x900: the seven questions that a lead has on Monday, asked of its report and of a hub,
 * and a picture of every surface.
 */
class DemoInChromiumTest {

    private static final String WINDOW = "since=2026-08-02&until=2026-10-30";
    private static final int MOST = 300_000;

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

    private static Chromium report() throws Exception {
        return browser.size(DemoInChromium.WIDTH, DemoInChromium.HEIGHT)
                .scheme("light")
                .open(demo.demo(DemoArtifact.REPORT), "");
    }

    private static Chromium hub(String path) throws Exception {
        return browser.size(DemoInChromium.WIDTH, DemoInChromium.HEIGHT)
                .scheme("light")
                .open(URI.create(demo.hub + path));
    }

    /** Where the answer is, and in which words; seen without scrolling. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "how long does it take,        #card-flow-time .mr-figure,         \\d+ d",
        "where does it wait,           h1,                                 .+ holds the stream up: \\d+% of the waiting is there.*",
        "is it getting better,         h1,                                 .*The median visit takes .+ and took .+ before.*",
        "what should we do,            .mr-steps li:first-child,           Finish first what is late: .+"
    })
    void first_screen_answers(String question, String where, String words) throws Exception {
        report();
        String text = browser.evaluate("document.querySelector('" + where + "').innerText")
                .asText();
        assertThat(text).as(question).containsPattern(words);
        assertThat(inWindow(where)).as(question + ": in the window").isTrue();
    }

    /** The click, where it leads, and in which words the answer is there. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "what is stuck now,            .mr-step-late > a,                  #in-progress,  In progress at .+late items first",
        "which team or service,        #card-flow-load .mr-figure a,       #items,        'Team: .+ \\d+, .+Service: .+ \\d+, '",
        "what failed in production,    #card-change-fail-rate .mr-figure a, #deployments, 'Failed in use by.+(incident|rollback|revert) '"
    })
    void one_click_answers(String question, String click, String where, String words) throws Exception {
        report();
        assertThat(inWindow(click))
                .as(question + ": the click is in the window")
                .isTrue();
        browser.evaluate("document.querySelector('" + click + "').click()");
        browser.until("(at => at.top > -50 && at.top < innerHeight)(document.querySelector('" + where
                + "').getBoundingClientRect())");
        String text = browser.evaluate("document.querySelector('" + where + "').innerText.replace(/\\s+/g, ' ')")
                .asText();
        assertThat(text).as(question).containsPattern(words);
    }

    @Test
    void map_with_its_ladder_and_each_card_with_change_and_trend_are_on_the_first_screen() throws Exception {
        report();
        assertThat(inWindow("#value-stream-map .mr-wide svg")).isTrue();
        for (String card : List.of(
                "flow-time",
                "flow-efficiency",
                "flow-velocity",
                "flow-load",
                "lead-time",
                "lead-time-for-changes",
                "change-fail-rate")) {
            assertThat(inWindow("#card-" + card + " .mr-figure")).as(card).isTrue();
            assertThat(inWindow("#card-" + card + " .mr-change")).as(card).isTrue();
            assertThat(inWindow("#card-" + card + " .mr-trend")).as(card).isTrue();
        }
    }

    @Test
    void number_on_a_page_of_the_hub_opens_its_items_whose_address_can_be_sent() throws Exception {
        hub("/streams/shop?" + WINDOW).until("document.querySelector('#card-flow-time .mr-figure a') !== null");
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
        String key = browser.evaluate("document.querySelector('.mr-items tbody a').textContent")
                .asText();
        browser.evaluate("document.querySelector('.mr-items tbody a').click()");
        browser.until("location.pathname === '/items/" + key + "' && document.querySelector('h1') !== null");
        assertThat(browser.complaints())
                .filteredOn(complaint -> !complaint.startsWith("requested " + demo.hub + '/'))
                .isEmpty();
    }

    @Test
    void dots_of_single_items_are_drawn_on_pages_of_the_hub() throws Exception {
        String dots = "document.getElementById('flow-trend-0')";
        hub("/streams/shop?" + WINDOW).evaluate(dots + ".closest('section').scrollIntoView()");
        browser.until(dots + ".querySelector('canvas') !== null");
    }

    @Test
    void pages_of_the_hub_are_small() throws Exception {
        for (String page :
                List.of("/", "/streams/shop?" + WINDOW, "/teams/orders?" + WINDOW, "/deployments?" + WINDOW)) {
            hub(page);
            long size = browser.evaluate("fetch(location.href).then(answer => answer.text()).then(text => text.length)")
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

        Map<String, Path> pages = new LinkedHashMap<>();
        pages.put("report", demo.demo(DemoArtifact.REPORT));
        pages.put("portfolio", folder.resolve("portfolio.html"));
        pages.put("jira-panel", demo.demo(DemoArtifact.JIRA_PANEL));
        pages.put("jenkins-card", demo.demo(DemoArtifact.JENKINS_CARD));
        pages.put("github-step-summary", stepSummary());
        browser.size(DemoInChromium.WIDTH, DemoInChromium.HEIGHT);
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            for (Map.Entry<String, Path> page : pages.entrySet()) {
                browser.open(page.getValue(), "");
                take(to.resolve(page.getKey() + "-" + scheme + ".png"));
            }
            browser.open(URI.create(demo.hub + "/"));
            take(to.resolve("hub-" + scheme + ".png"));
        }
        for (String page : List.of("report", "portfolio", "jira-panel", "jenkins-card", "github-step-summary", "hub")) {
            int light = brightness(to.resolve(page + "-light.png"));
            int dark = brightness(to.resolve(page + "-dark.png"));
            assertThat(light).as(page + " is light").isGreaterThan(180);
            assertThat(dark).as(page + " is dark").isLessThan(90);
        }
    }

    private static void take(Path picture) throws Exception {
        // charts come in with a movement
        TimeUnit.MILLISECONDS.sleep(700);
        Files.write(picture, browser.screenshot());
    }

    /** The mean of all pixels, from 0 to 255; an empty page would be neither light nor dark for its scheme. */
    private static int brightness(Path picture) throws IOException {
        BufferedImage image = Objects.requireNonNull(ImageIO.read(picture.toFile()), picture.toString());
        assertThat(image.getWidth()).isEqualTo(DemoInChromium.WIDTH);
        assertThat(image.getHeight()).isEqualTo(DemoInChromium.HEIGHT);
        long sum = 0;
        boolean varied = false;
        int first = image.getRGB(0, 0);
        for (int y = 0; y < DemoInChromium.HEIGHT; y++) {
            for (int x = 0; x < DemoInChromium.WIDTH; x++) {
                int pixel = image.getRGB(x, y);
                varied |= pixel != first;
                sum += ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3;
            }
        }
        assertThat(varied).as(picture + " shows something").isTrue();
        return (int) (sum / ((long) DemoInChromium.WIDTH * DemoInChromium.HEIGHT));
    }

    /** Much as GitHub shows it: headings, lists and tables. Its diagram, which GitHub draws with a script, is named in its place. */
    private Path stepSummary() throws IOException {
        String markdown = Files.readString(demo.demo(DemoArtifact.GITHUB_SUMMARY))
                .replaceAll("(?s)```mermaid.*?```", "(GitHub draws the timeline here.)");
        StringBuilder body = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            String text = line.replaceAll("\\\\([^A-Za-z0-9])", "$1").replaceAll("\\*\\*(.*?)\\*\\*", "<b>$1</b>");
            if (line.startsWith("#")) {
                int level = line.indexOf(' ');
                body.append("<h%d>%s</h%d>".formatted(level, text.substring(level + 1), level));
            } else if (line.startsWith("- ")) {
                body.append("<li>").append(text.substring(2)).append("</li>");
            } else if (line.startsWith("|-")) {
                continue;
            } else if (line.startsWith("|")) {
                String cells = text.substring(1, text.lastIndexOf('|')).replace("|", "<td>");
                body.append("<table><tr><td>").append(cells).append("</table>");
            } else {
                body.append("<p>").append(text).append("</p>");
            }
        }
        return Files.writeString(
                folder.resolve("summary.html"),
                "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
                        + "<title>Step summary</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:980px;"
                        + "margin:2rem auto}table{border-collapse:collapse;table-layout:fixed;width:100%}td{border:1px solid #8886;padding:6px 13px}"
                        + "h1,h2{border-bottom:1px solid #8886;padding-bottom:.3em}</style>"
                        + body);
    }

    /** Seen without scrolling. */
    private static boolean inWindow(String selector) throws Exception {
        return browser.evaluate(
                        "(at => at.height > 0 && at.top >= 0 && at.bottom <= innerHeight)(document.querySelector('"
                                + selector + "').getBoundingClientRect())")
                .asBoolean();
    }
}
