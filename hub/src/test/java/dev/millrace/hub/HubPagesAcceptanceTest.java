package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenScope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub as a browser sees it: one menu, a search that finds what people call by a name, and errors that say what to do. */
class HubPagesAcceptanceTest extends RunningHub {

    private static final String MERGED_AS = "0123456789abcdef0123456789abcdef01234567";

    private TestBrowser browser;

    @BeforeEach
    void open() throws Exception {
        hub.post(Posts.issues(0, 3));
        for (int build : List.of(10, 7)) {
            assertThat(hub.post(Posts.build("ci", build)).statusCode()).isEqualTo(200);
        }
        assertThat(hub.post(Posts.pullRequest(12, MERGED_AS)).statusCode()).isEqualTo(200);
        browser = new TestBrowser(hub.address());
        browser.signIn("/sign-in", hub.newToken(Set.of(TokenScope.REPORTS_READ, TokenScope.VIEWS_READ)));
    }

    @ParameterizedTest
    @CsvSource({
        "HUB-1,/items/HUB-1",
        "' hub-1 ',/items/hub-1",
        "acme/shop#12,/pull-requests/acme/shop/12",
        "acme/shop #12,/pull-requests/acme/shop/12",
        "shop #7,/builds/shop/7",
        "shop#7,/builds/shop/7",
        "Shop,/builds/shop/10",
        "0123456789abcdef0123456789abcdef01234567,/pull-requests/acme/shop/12",
        "0123456789ABCDEF0123456789ABCDEF01234567,/pull-requests/acme/shop/12"
    })
    void search_leads_to_the_page_of_what_has_that_name(String text, String page) throws Exception {
        HttpResponse<String> answer = search(text);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(page);
        assertThat(browser.open(page).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HUB-99",
                "<script>alert(1)</script>",
                "../../etc/passwd",
                "%",
                "' OR 1=1 --",
                "#",
                "x #99999999999999999999",
                "sho",
                "shop #",
                "ffffffffffffffffffffffffffffffffffffffff",
                "\u202Egpj"
            })
    void search_says_plainly_that_nothing_is_captured_under_a_name(String text) throws Exception {
        HttpResponse<String> answer = search(text);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("nothing is captured under the name", "aria-label=\"Menu\"")
                .doesNotContain("<script")
                .doesNotContain("Exception");
    }

    @Test
    void search_for_nothing_or_a_novel_says_what_can_be_entered() throws Exception {
        for (String text : List.of("", " ", "a".repeat(501))) {
            HttpResponse<String> answer = search(text);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("owner/name#12");
        }
    }

    @Test
    void search_finds_only_what_the_token_may_see() throws Exception {
        TestBrowser other = new TestBrowser(hub.address());
        other.signIn(
                "/sign-in",
                hub.newToken(
                        Set.of(TokenScope.VIEWS_READ),
                        Producers.NONE,
                        Visibility.of(Set.of("SHOP"), Set.of(), Set.of()),
                        null));

        for (String name : List.of("HUB-1", "acme%2Fshop%2312", "shop%20%237", "shop", MERGED_AS)) {
            assertThat(other.open("/search?q=" + name).statusCode()).as(name).isEqualTo(404);
        }
    }

    @Test
    void every_page_has_the_menu_and_no_inline_style_or_handler() throws Exception {
        for (String path : List.of("/", "/items/HUB-1", "/pull-requests/acme/shop/12", "/builds/shop/7", "/session")) {
            HttpResponse<String> page = browser.open(path);

            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body())
                    .as(path)
                    .contains("aria-label=\"Menu\"", "role=\"search\"", "form-action &#39;self&#39;")
                    .doesNotContain(" style=", " onclick");
        }
    }

    @Test
    void errors_are_pages_for_browsers_and_problem_details_for_programs() throws Exception {
        assertPage("/?days=x", 400, "days must be a number");
        assertPage("/metrics", 403, "Sign out");
        assertPage("/items/HUB-99", 404, "HUB-99");
        assertPage("/nothing/%3Cb%3E", 404, "Check the spelling");
        assertPage("/a%2Fb%ff", 400, "Correct the address");

        HttpResponse<String> program = hub.get("/items/HUB-99");
        assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> preferring =
                hub.send(hub.to("/items/HUB-99").header("Accept", "application/json, text/html;q=0.5"));
        assertThat(preferring.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private void assertPage(String path, int status, String advice) throws Exception {
        HttpResponse<String> answer = browser.open(path);

        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).as(path).contains("text/html;charset=utf-8");
        assertThat(answer.body()).as(path).contains(advice, "What to do", "aria-label=\"Menu\"");
    }

    private HttpResponse<String> search(String text) throws Exception {
        return browser.open("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
}
