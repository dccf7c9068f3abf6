package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser signs in once, and nobody else gets anything from that. */
class SignInAcceptanceTest extends RunningHub {

    private TestBrowser browser;
    private String reader;

    @BeforeEach
    void open() throws Exception {
        hub.post(Posts.issues(0, 3));
        browser = new TestBrowser(hub.address());
        reader = hub.newToken(Set.of(TokenScope.REPORTS_READ, TokenScope.VIEWS_READ));
    }

    @Test
    void a_browser_is_led_to_the_form_and_back_to_the_page_that_it_wanted() throws Exception {
        HttpResponse<String> first = browser.open("/items/HUB-1?asOf=2026-05-01&knownAt=2027-01-01");

        assertThat(first.statusCode()).isEqualTo(303);
        HttpResponse<String> signedIn = browser.signIn(location(first), reader);

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(location(signedIn)).isEqualTo("/items/HUB-1?asOf=2026-05-01&knownAt=2027-01-01");
        assertThat(browser.open("/items/HUB-1").body()).contains("HUB-1", "aria-label=\"Menu\"");
        assertThat(browser.open("/").statusCode()).isEqualTo(200);
    }

    @Test
    void the_cookie_is_for_this_host_and_no_script() throws Exception {
        String cookie = browser.signIn("/sign-in", reader)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie)
                .matches("millrace-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict");
    }

    @Test
    void behind_a_proxy_that_speaks_https_cookies_are_secure(@TempDir Path other) throws Exception {
        HubSettings settings = HubSettings.loopback().at("127.0.0.1", 0).behindAProxy();
        try (HubUnderTest proxied = new HubUnderTest(other, settings)) {
            TestBrowser https = new TestBrowser(proxied.address()).sending("X-Forwarded-Proto", "https");
            HttpResponse<String> answer = https.signIn("/sign-in", proxied.token);

            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-millrace-session=")
                    .endsWith("; Secure");
            assertThat(https.open("/session").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void header_of_a_proxy_reads_with_its_token_only_where_the_settings_say_so(@TempDir Path other) throws Exception {
        HubSettings proxied = HubSettings.loopback().at("127.0.0.1", 0).behindAProxy();
        String user = "<b>anna</b>";
        String id;
        try (HubUnderTest plain = new HubUnderTest(other, proxied)) {
            id = plain.tokens.read().get(0).id();
            TestBrowser browser = new TestBrowser(plain.address()).sending("X-Forwarded-User", user);
            assertThat(browser.open("/about").statusCode()).as("off by default").isEqualTo(303);
        }
        HubSettings believing = proxied.behindAProxy(new HubSettings.UserHeader("X-Forwarded-User", id));
        try (HubUnderTest hub = new HubUnderTest(other, believing)) {
            TestBrowser anna = new TestBrowser(hub.address()).sending("X-Forwarded-User", user);
            assertThat(anna.open("/about").statusCode()).isEqualTo(200);
            assertThat(anna.open("/session").body()).contains("&lt;b&gt;anna&lt;/b&gt;", id);
            assertThat(new TestBrowser(hub.address()).open("/about").statusCode())
                    .as("without the header")
                    .isEqualTo(303);
            assertThat(anna.post("/v1/events", Map.of()).statusCode())
                    .as("it changes nothing")
                    .isEqualTo(401);
            hub.tokens.change(
                    all -> all.stream().filter(token -> !token.id().equals(id)).toList());
            assertThat(anna.open("/about").statusCode()).as("revoked").isEqualTo(303);
        }
    }

    @Test
    void a_program_still_gets_401_and_no_form() throws Exception {
        HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/reports/flow"))
                .header("Accept", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void a_wrong_token_signs_nobody_in_and_is_not_shown() throws Exception {
        HttpResponse<String> answer = browser.signIn("/sign-in", reader + "x");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("no token of this hub", "role=\"alert\"")
                .doesNotContain(reader);
        assertThat(browser.cookies).doesNotContainKey("millrace-session");
    }

    @Test
    void a_token_that_only_posts_signs_nobody_in() throws Exception {
        HttpResponse<String> answer =
                browser.signIn("/sign-in", hub.newToken(Set.of(TokenScope.EVENTS_WRITE, TokenScope.METRICS_READ)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("reports:read");
    }

    @Test
    void a_revoked_token_ends_its_session_at_once() throws Exception {
        browser.signIn("/sign-in", reader);
        assertThat(browser.open("/items/HUB-1").statusCode()).isEqualTo(200);

        hub.tokens.change(tokens -> tokens.subList(0, 1));

        assertThat(location(browser.open("/items/HUB-1"))).startsWith("/sign-in");
    }

    @Test
    void a_session_shows_no_more_than_its_token() throws Exception {
        String other = hub.newToken(
                Set.of(TokenScope.VIEWS_READ), Producers.NONE, Visibility.of(Set.of("SHOP"), Set.of(), Set.of()), null);
        browser.signIn("/sign-in", other);

        assertThat(browser.open("/items/HUB-1").statusCode()).isEqualTo(404);
        assertThat(browser.open("/").statusCode()).isEqualTo(403);
        assertThat(browser.open("/session").body())
                .contains("views:read", "SHOP")
                .doesNotContain(other);
    }

    @Test
    void signing_out_ends_the_session_also_for_who_copied_the_cookie() throws Exception {
        browser.signIn("/sign-in", reader);
        TestBrowser copy = new TestBrowser(hub.address());
        copy.cookies.putAll(browser.cookies);

        HttpResponse<String> answer = browser.post(
                "/sign-out", TestBrowser.hidden(browser.open("/session").body()));

        assertThat(location(answer)).isEqualTo("/sign-in");
        assertThat(browser.cookies).doesNotContainKey("millrace-session");
        assertThat(copy.open("/").statusCode()).isEqualTo(303);
    }

    @Test
    void another_site_can_sign_nobody_out_or_in() throws Exception {
        browser.signIn("/sign-in", reader);
        Map<String, String> own = TestBrowser.hidden(browser.open("/session").body());

        assertThat(browser.post("/sign-out", Map.of("proof", "guessed")).statusCode())
                .isEqualTo(400);
        browser.sending("Sec-Fetch-Site", "cross-site");
        assertThat(browser.post("/sign-out", own).statusCode()).isEqualTo(400);
        browser.sending("Sec-Fetch-Site", "same-origin");
        assertThat(browser.open("/").statusCode()).as("still signed in").isEqualTo(200);

        TestBrowser victim = new TestBrowser(hub.address());
        Map<String, String> fields = new TreeMap<>(TestBrowser.hidden(
                new TestBrowser(hub.address()).open("/sign-in").body()));
        fields.put("token", reader);
        assertThat(victim.post("/sign-in", fields).statusCode())
                .as("a form that another browser was sent")
                .isEqualTo(400);
        assertThat(victim.cookies).doesNotContainKey("millrace-session");
    }

    @Test
    void a_session_posts_no_events() throws Exception {
        String writer = hub.newToken(Set.of(TokenScope.values()));
        browser.signIn("/sign-in", writer);

        HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                .header("Cookie", "millrace-session=" + browser.cookies.get("millrace-session"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(Posts.issues(5, 6))));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    /** The browser keeps a strict cookie to itself when a link in Jira is followed, and sends it from a page of the hub. */
    @Test
    void a_link_from_another_site_finds_the_session() throws Exception {
        browser.signIn("/sign-in", reader);
        TestBrowser fromJira = new TestBrowser(hub.address()).sending("Sec-Fetch-Site", "cross-site");

        HttpResponse<String> answer = fromJira.open("/items/HUB-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("http-equiv=\"refresh\" content=\"0; url=/items/HUB-1\"");
        fromJira.sending("Sec-Fetch-Site", "same-origin");
        assertThat(location(fromJira.open("/items/HUB-1"))).startsWith("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "javascript:alert(1)",
                "/sign-out",
                "/items/mlr_abcdefgh_secret",
                "/\r\nSet-Cookie: a=b",
                "/\"><script>alert(1)</script>",
                ""
            })
    void the_way_back_leads_to_no_other_place(String to) throws Exception {
        String page = "/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        Map<String, String> fields = TestBrowser.hidden(browser.open(page).body());
        assertThat(fields).containsEntry("to", "/");
        fields.put("to", to);
        fields.put("token", reader);

        HttpResponse<String> answer = browser.post("/sign-in", fields);

        assertThat(location(answer)).isEqualTo("/");
        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(1);
    }

    @Test
    void failed_attempts_are_as_limited_as_wrong_tokens() throws Exception {
        int status = 0;
        for (int i = 0; i < 400 && status != 429; i++) {
            status = browser.post("/sign-in", Map.of("token", "mlr_abcdefgh_" + i))
                    .statusCode();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void hostile_cookies_and_forms_are_no_session() throws Exception {
        for (String cookie : List.of("", "x", "a".repeat(43), "=", "mlr_" + "a".repeat(39))) {
            browser.cookies.put("millrace-session", cookie);
            assertThat(browser.open("/").statusCode()).as(cookie).isEqualTo(303);
        }
        assertThat(browser.post("/sign-in", Map.of("token", "a".repeat(20_000))).statusCode())
                .isEqualTo(413);
        assertThat(browser.post("/sign-in", Map.of()).statusCode()).isEqualTo(400);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
