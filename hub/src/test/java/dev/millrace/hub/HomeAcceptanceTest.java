package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page lists what there is to read, each with its first sentence. */
class HomeAcceptanceTest {

    private static final String WINDOW = "?since=2026-03-01&until=2026-03-31";

    @TempDir
    private Path folder;

    private HubUnderTest hub;

    @BeforeEach
    void start() throws Exception {
        hub = new HubUnderTest(folder, definition());
        hub.post(Posts.issues(0, 3));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void home_names_streams_teams_and_services_and_leads_to_their_reports() throws Exception {
        String home = hub.page("/", "No item is in progress");

        assertThat(home)
                .contains(
                        "The &lt;b&gt;hub&lt;/b&gt; team",
                        "href=\"./streams/default\"",
                        "href=\"./teams/hub\"",
                        "href=\"./teams/shop\"",
                        "href=\"./services/web\"");
        for (String page : List.of("/streams/default", "/teams/hub", "/teams/shop", "/services/web")) {
            assertThat(hub.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void page_of_a_team_counts_its_items_only() throws Exception {
        assertThat(hub.get("/teams/hub" + WINDOW).body())
                .contains("team The &lt;b&gt;hub&lt;/b&gt; team", "<dt>Items</dt><dd>3 items</dd>");
        assertThat(hub.get("/teams/shop" + WINDOW).body())
                .contains("team Shop")
                .doesNotContain("<dt>Items</dt><dd>3 items</dd>");
    }

    @Test
    void page_of_nobody_and_a_second_name_are_refused_with_the_names_there_are() throws Exception {
        HttpResponse<String> nobody = hub.get("/teams/hob");
        assertThat(nobody.statusCode()).isEqualTo(400);
        assertThat(nobody.body()).contains("did you mean hub?");
        assertThat(hub.get("/teams/hub?team=shop").statusCode()).isEqualTo(400);
    }

    @Test
    void home_and_pages_show_only_what_the_token_may_see() throws Exception {
        String token = hub.newToken(
                Set.of(TokenScope.REPORTS_READ),
                Producers.NONE,
                Visibility.of(Set.of(), Set.of("shop"), Set.of()),
                null);
        TestBrowser browser = new TestBrowser(hub.address());
        browser.signIn("/sign-in", token);

        String home = browser.open("/").body();
        assertThat(home).contains("Shop").doesNotContain("hub&lt;", "./teams/hub", "./streams/default");
        assertThat(browser.open("/teams/hub").statusCode()).isEqualTo(403);
        assertThat(browser.open("/teams/shop").statusCode()).isEqualTo(200);
        assertThat(browser.open("/streams/default").body()).contains("team Shop");
        assertThat(browser.open("/data-quality").statusCode())
                .as("it names all sources")
                .isEqualTo(403);
        assertThat(browser.open("/about").body()).contains("Flow time").doesNotContain("hub&lt;");
    }

    @Test
    void data_quality_says_what_was_posted_when_and_what_the_doctor_finds() throws Exception {
        String page = hub.page("/data-quality", "no deployment was collected");

        assertThat(page).contains("Posted events", "Sources", "Completeness");
        assertThat(hub.page("/", "Posted events")).contains("<dt>Sources</dt>");
        assertThat(hub.get("/about").body()).contains("Flow efficiency", "The &lt;b&gt;hub&lt;/b&gt; team");
    }

    @Test
    void link_to_exactly_these_figures_shows_them_after_more_happened() throws Exception {
        Matcher link = Pattern.compile("<a href=\"([^\"]+)\">Link to exactly these figures")
                .matcher(hub.get("/teams/hub" + WINDOW).body());
        assertThat(link.find()).isTrue();
        String address = link.group(1).replace("&amp;", "&");
        hub.post(Posts.issues(3, 9));

        assertThat(hub.page("/teams/hub" + WINDOW, "<dt>Items</dt><dd>9 items</dd>"))
                .isNotEmpty();
        assertThat(hub.get(address).body()).contains("<dt>Items</dt><dd>3 items</dd>");
    }

    /** A stream, two teams and a service. */
    static Definition definition() {
        Definition standard = Definition.standard();
        return new Definition(
                "test",
                "0",
                standard.streams(),
                List.of(team("hub", "The <b>hub</b> team", "HUB"), team("shop", "Shop", "SHOP")),
                List.of(new Service("web", "Web", selection("WEB"), List.of())),
                standard.incidents());
    }

    private static Team team(String id, String name, String project) {
        return new Team(id, name, selection(project), null);
    }

    private static Selection selection(String project) {
        return new Selection(List.of(new Glob(project)), List.of(), List.of(), List.of());
    }
}
