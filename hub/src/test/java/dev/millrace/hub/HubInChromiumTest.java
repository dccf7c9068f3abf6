package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Chromium;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Team;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hub in a real browser: signed in by its form, under its content security policy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubInChromiumTest {

    private static final List<String> PAGES = List.of(
            "/",
            "/streams/default",
            "/teams/hub?days=180",
            "/deployments",
            "/pull-requests/acme/shop/12",
            "/builds/shop/7",
            "/data-quality",
            "/about",
            "/items/HUB-1",
            "/session",
            "/items/HUB-99");

    @TempDir
    private static Path folder;

    private HubUnderTest hub;
    private Chromium browser;

    @BeforeAll
    void start() throws Exception {
        Definition standard = Definition.standard();
        Selection scope = new Selection(List.of(new Glob("HUB")), List.of(), List.of(), List.of());
        hub = new HubUnderTest(
                folder,
                new Definition(
                        "test",
                        "0",
                        standard.streams(),
                        List.of(new Team("hub", "Hub", scope, null)),
                        List.of(),
                        standard.incidents()));
        hub.post(Posts.issues(0, 20));
        hub.page("/", "No item is in progress");
        hub.post(Posts.build("ci", 7));
        hub.post(Posts.pullRequest(12, "0123456789abcdef0123456789abcdef01234567"));
        browser = Chromium.start(folder, 1280, 900);
        open("/teams/hub");
        browser.evaluate("document.querySelector('#token').value = '" + hub.token + "'");
        browser.evaluate("document.querySelector('main form button').click()");
        browser.until("location.pathname === '/teams/hub' && document.readyState === 'complete'");
    }

    @AfterAll
    void stop() {
        browser.close();
        hub.close();
    }

    private void open(String path) throws Exception {
        browser.open(URI.create(hub.address() + path));
    }

    /** Nothing is loaded from elsewhere either, and the policy forbids nothing that a page needs. */
    @ParameterizedTest
    @CsvSource({"1280,light", "360,dark"})
    void axe_and_the_console_find_nothing_and_nothing_is_wider_than_the_screen(int width, String scheme)
            throws Exception {
        browser.size(width, 900).scheme(scheme);
        for (String page : PAGES) {
            open(page);
            browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");

            assertThat(browser.violations("html")).as(page).isEmpty();
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(page)
                    .isTrue();
        }
        assertThat(browser.complaints())
                .filteredOn(complaint -> !complaint.startsWith("requested " + hub.address() + '/'))
                .filteredOn(complaint -> !complaint.contains("404")) // the last page is one, which a console names
                .isEmpty();
    }

    @Test
    void keyboard_alone_chooses_a_window() throws Exception {
        open("/teams/hub");
        browser.tabTo("nav[aria-label='Window'] a[href='/teams/hub?days=30']").press("Enter");

        browser.until("location.search === '?days=30'");
        browser.until("document.querySelector('[aria-current]')?.textContent === '30 days'");
    }

    @Test
    void open_page_offers_newer_figures_and_shows_them() throws Exception {
        browser.hurry(30);
        open("/teams/hub");
        String before = browser.evaluate("document.querySelector('#hub-page').dataset.version")
                .asText();
        assertThat(browser.evaluate("document.querySelector('#hub-news').textContent")
                        .asText())
                .isEmpty();

        hub.post(Posts.issues(20, 25));
        browser.until("document.querySelector('#hub-news').textContent.includes('Newer figures are ready.')");
        browser.evaluate("document.querySelector('#hub-news button').click()");

        browser.until("document.querySelector('#hub-page')?.dataset.version !== '" + before + "'");
    }
}
