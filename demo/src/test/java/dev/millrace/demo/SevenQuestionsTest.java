package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seven questions that a lead has on Monday, asked of the demo's report in a real Chromium with a window of 1280x900. */
class SevenQuestionsTest {

    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void write_the_report() throws Exception {
        DemoOnce.into(folder);
        browser = Chromium.start(folder, 1280, 900).size(1280, 900);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static Chromium report() throws Exception {
        return browser.open(folder.resolve("millrace-demo/report.html"), "");
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
        "what failed in production,    #card-change-fail-rate .mr-figure a, #delivery,    'Deployments to production that failed, the latest first.+(incident|rollback|revert) '"
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
    void ladder_of_the_map_is_on_the_first_screen() throws Exception {
        report();
        assertThat(inWindow("#value-stream-map .mr-wide svg")).isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    /** Seen without scrolling. */
    private static boolean inWindow(String selector) throws Exception {
        return browser.evaluate(
                        "(at => at.height > 0 && at.top >= 0 && at.bottom <= innerHeight)(document.querySelector('"
                                + selector + "').getBoundingClientRect())")
                .asBoolean();
    }
}
