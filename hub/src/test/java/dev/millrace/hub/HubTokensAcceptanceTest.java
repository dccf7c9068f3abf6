package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask a hub for what. */
class HubTokensAcceptanceTest extends RunningHub {

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer mlr_abcdefgh_wrong", "Basic %%%", "Digest a=b"})
    void a_wrong_token_opens_nothing(String header) throws Exception {
        for (String path : List.of("/v1/events", "/v1/reports/flow", "/v1/views/issue/HUB-1", "/metrics", "/")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.address() + path));
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            if (path.equals("/v1/events")) {
                request.header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(Posts.issues(0, 1)));
            }
            HttpResponse<String> answer = hub.send(request);

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(hub.storedEvents()).isEmpty();
    }

    @Test
    void the_secret_of_another_token_does_not_fit() throws Exception {
        String other = hub.newToken(EnumSet.allOf(TokenScope.class));
        String mixed = hub.token.substring(0, 13) + other.substring(13);

        assertThat(with(mixed, "/v1/reports/flow").statusCode()).isEqualTo(401);
        assertThat(with(other, "/v1/reports/flow").statusCode()).isEqualTo(200);
    }

    @Test
    void a_missing_scope_is_named() throws Exception {
        String reader = hub.newToken(Set.of(TokenScope.REPORTS_READ));

        HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                .header("Authorization", "Bearer " + reader)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(Posts.issues(0, 1))));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("events:write")
                .contains("reports:read")
                .doesNotContain(reader);
        assertThat(hub.storedEvents()).isEmpty();
        assertThat(with(reader, "/v1/reports/flow").statusCode()).isEqualTo(200);
        assertThat(with(reader, "/v1/views/issue/HUB-1").statusCode()).isEqualTo(403);
        assertThat(with(reader, "/metrics").statusCode()).isEqualTo(403);
    }

    @Test
    void a_revoked_token_is_refused_at_once() throws Exception {
        String short_lived = hub.newToken(Set.of(TokenScope.REPORTS_READ));
        assertThat(with(short_lived, "/v1/reports/flow").statusCode()).isEqualTo(200);

        hub.tokens.change(tokens -> tokens.subList(0, 1));

        assertThat(with(short_lived, "/v1/reports/flow").statusCode()).isEqualTo(401);
        assertThat(hub.get("/v1/reports/flow").statusCode()).isEqualTo(200);
    }

    @Test
    void an_expired_token_is_refused() throws Exception {
        String old = hub.newToken(Set.of(TokenScope.REPORTS_READ), Instant.now().minusSeconds(1));

        assertThat(with(old, "/v1/reports/flow").statusCode()).isEqualTo(401);
    }

    @Test
    void a_browser_may_send_the_token_as_password_but_post_nothing_with_it() throws Exception {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("anna:" + hub.token).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> page =
                hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/")).header("Authorization", basic));
        HttpResponse<String> post = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                .header("Authorization", basic)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(Posts.issues(0, 1))));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(post.statusCode()).isEqualTo(401);
        assertThat(hub.storedEvents()).isEmpty();
    }

    @Test
    void the_file_holds_no_secret_and_only_its_owner_reads_it() throws Exception {
        String text = Files.readString(hub.tokens.path());

        assertThat(text).doesNotContain(hub.token).doesNotContain(hub.token.substring(13));
        assertThat(Files.getPosixFilePermissions(hub.tokens.path()))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void a_token_file_that_broke_lets_nobody_in() throws Exception {
        Files.writeString(hub.tokens.path(), "{ broken");

        assertThat(hub.get("/v1/reports/flow").statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_posts_facts_of_its_own_tool_only() throws Exception {
        String jenkins = hub.newToken(
                Set.of(TokenScope.EVENTS_WRITE), Producers.of(Set.of("jenkins:ci")), Visibility.EVERYTHING, null);

        HttpResponse<String> foreign = post(jenkins, Posts.issues(0, 1));
        HttpResponse<String> own = post(jenkins, Posts.build("ci", 1));
        HttpResponse<String> otherController = post(jenkins, Posts.build("other", 1));

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("jira:acme").contains("jenkins:ci").contains("--tool");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(otherController.statusCode()).isEqualTo(403);
        assertThat(hub.storedEvents()).as("only the build").hasSize(1);
        assertThat(hub.get("/metrics").body())
                .contains("millrace_hub_requests_total{route=\"/v1/events\",status=\"403\"} 2.0");
    }

    /** So that a client learns it before it has something to post. */
    @Test
    void a_document_without_facts_says_whether_the_token_may_post_those_of_its_tool() throws Exception {
        String github = hub.newToken(
                Set.of(TokenScope.EVENTS_WRITE), Producers.of(Set.of("github:*")), Visibility.EVERYTHING, null);

        HttpResponse<String> own = post(github, "{\"millrace\":\"events/1\",\"tool\":\"github:com\"}\n");
        HttpResponse<String> foreign = post(github, "{\"millrace\":\"events/1\",\"tool\":\"jenkins:ci\"}\n");

        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("jenkins:ci").contains("--tool");
    }

    @Test
    void a_token_of_one_project_sees_that_project_only() throws Exception {
        hub.post(Posts.issues(0, 3));
        String hubOnly = reader("HUB");
        String otherOnly = reader("SHOP");

        assertThat(with(hubOnly, "/v1/views/issue/HUB-1").statusCode()).isEqualTo(200);
        assertThat(with(otherOnly, "/v1/views/issue/HUB-1").statusCode())
                .as("as if it were not captured")
                .isEqualTo(404);
        assertThat(with(hubOnly, "/v1/reports/flow").body()).contains("\"HUB\"");
        assertThat(with(otherOnly, "/v1/reports/flow").body()).doesNotContain("\"HUB\"");
        HttpResponse<String> asked = with(otherOnly, "/v1/reports/flow?project=HUB");
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.body()).contains("SHOP").doesNotContain("HUB-");
    }

    @Test
    void a_scope_of_a_later_version_locks_nobody_out_and_is_kept() throws Exception {
        String later = "{\"id\": \"abcd2345\", \"name\": \"later\", \"scopes\": [\"chat:read\"], \"sha256\": \""
                + "0".repeat(64) + "\", \"createdAt\": \"2027-01-01T00:00:00Z\"}, {";
        String text = Files.readString(hub.tokens.path());
        int firstToken = text.indexOf('{', text.indexOf("tokens"));
        Files.writeString(hub.tokens.path(), text.substring(0, firstToken) + later + text.substring(firstToken + 1));

        assertThat(hub.get("/v1/reports/flow").statusCode()).isEqualTo(200);
        hub.newToken(Set.of(TokenScope.METRICS_READ));
        assertThat(Files.readString(hub.tokens.path())).contains("chat:read");
    }

    private String reader(String project) {
        return hub.newToken(
                Set.of(TokenScope.REPORTS_READ, TokenScope.VIEWS_READ),
                Producers.NONE,
                Visibility.of(Set.of(project), Set.of(), Set.of()),
                null);
    }

    private HttpResponse<String> post(String token, String body) throws IOException, InterruptedException {
        return hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> with(String token, String path) throws IOException, InterruptedException {
        return hub.send(
                HttpRequest.newBuilder(URI.create(hub.address() + path)).header("Authorization", "Bearer " + token));
    }
}
