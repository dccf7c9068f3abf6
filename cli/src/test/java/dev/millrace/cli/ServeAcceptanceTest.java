package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace serve} and {@code millrace token}: tokens on the command line, and one whole life of a real process. */
class ServeAcceptanceTest {

    private static final String EVENTS = """
        {"millrace":"events/1"}
        """;

    private static final int LOOKS = 1_200;
    private static final long PAUSE = 50;

    @TempDir
    Path folder;

    private Millrace millrace;

    @BeforeEach
    void configuration() throws Exception {
        millrace = Millrace.in(folder);
        Files.writeString(folder.resolve("millrace.yml"), "jira:\n  - url: http://127.0.0.1:1\n");
    }

    @Test
    void a_token_is_shown_once_and_then_only_its_name() {
        Millrace.Run made =
                millrace.run("token", "create", "jenkins", "--scope", "events:write,views:read", "--tool", "jenkins:*");
        Millrace.Run listed = millrace.run("token", "list");
        Millrace.Run json = millrace.run("token", "list", "--json");

        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).matches("mlr_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\\R");
        assertThat(made.err()).contains("jenkins", "events:write", "only now");
        String secret = made.out().strip().substring(13);
        assertThat(listed.out())
                .contains("jenkins (events:write, views:read; tools jenkins:*)")
                .doesNotContain(secret);
        assertThat(json.out()).contains("\"name\" : \"jenkins\"").doesNotContain(secret);
    }

    @Test
    void a_revoked_token_is_gone_and_an_unknown_one_is_named() {
        String id = millrace.run("token", "create", "x", "--scope", "views:read")
                .out()
                .substring(4, 12);

        assertThat(millrace.run("token", "revoke", id).exitCode()).isZero();
        assertThat(millrace.run("token", "list").err()).contains("there is no token");
        Millrace.Run again = millrace.run("token", "revoke", id);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains(id);
    }

    @Test
    void a_scope_that_does_not_exist_is_refused_with_those_that_do() {
        Millrace.Run run = millrace.run("token", "create", "x", "--scope", "everything");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("everything", "events:write", "metrics:read");
        assertThat(folder.resolve("millrace-tokens.json")).doesNotExist();
    }

    @Test
    void an_address_that_others_can_reach_needs_protection() {
        Millrace.Run run = millrace.run("serve", "--host", "0.0.0.0", "--port", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("0.0.0.0", "--keystore", "--behind-proxy");
    }

    @Test
    void what_the_configuration_says_of_the_hub_counts_unless_the_command_line_says_otherwise() throws Exception {
        Files.writeString(folder.resolve("millrace.yml"), """
            jira:
              - url: http://127.0.0.1:1
            serve: {host: 0.0.0.0, port: 0, tokens: hub-tokens.json}
            """);

        Millrace.Run configured = millrace.run("serve");
        assertThat(configured.exitCode()).isEqualTo(2);
        assertThat(configured.err()).contains("0.0.0.0 (--host, or serve.host) can be reached from other machines");

        millrace.run("token", "create", "t", "--scope", "views:read");
        assertThat(folder.resolve("hub-tokens.json")).exists();
        assertThat(folder.resolve("millrace-tokens.json")).doesNotExist();

        Process process = millrace.start("serve", "--host", "127.0.0.1");
        try {
            assertThat(said("listens on")).contains("http://127.0.0.1:").doesNotContain("there is no token");
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    @Test
    void mistakes_of_the_section_are_told_at_once_and_nothing_listens() throws Exception {
        Files.writeString(folder.resolve("millrace.yml"), """
            jira:
              - url: http://127.0.0.1:1
            serve: {port: http, behindProxi: true}
            """);

        Millrace.Run run = millrace.run("serve");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("millrace.yml:3:15: serve.port: must be a whole number")
                .contains("serve: unknown key \"behindProxi\"; did you mean \"behindProxy\"?");
    }

    @Test
    void it_serves_until_it_is_told_to_stop_and_stops_cleanly() throws Exception {
        String token = millrace.run("token", "create", "t", "--scope", "events:write,reports:read", "--tool", "*:*")
                .out()
                .strip();
        Process process = millrace.start("serve", "--port", "0");
        try {
            String address = said("listens on").replaceAll("(?s).*(http://\\S+);.*", "$1");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest post = HttpRequest.newBuilder(URI.create(address + "/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(EVENTS))
                    .build();

            assertThat(client.send(post, BodyHandlers.ofString()).body()).isEqualTo("{\"stored\":0}\n");
            for (String bad : List.of("days=abc", "days=3661", "days=2147483647", "since=0001-01-01", "days=0")) {
                HttpResponse<String> answer = client.send(report(address, bad, token), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(bad).isEqualTo(400);
                assertThat(answer.body()).as(bad).contains(bad.startsWith("days=3") ? "at most 3660 days" : "detail");
            }
            assertThat(client.send(report(address, "days=3660", token), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            process.toHandle().destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("to be told to stop is no failure")
                    .isZero();
            assertThat(said("stopped;")).contains("what was acknowledged is stored");
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    @Test
    void team_with_jenkins_alone_needs_no_configuration() throws Exception {
        Files.delete(folder.resolve("millrace.yml"));
        String token = millrace.run("token", "create", "jenkins", "--scope", "events:write", "--tool", "jenkins:*")
                .out()
                .strip();
        Process process = millrace.start("serve", "--port", "0");
        try {
            String said = said("listens on");
            String address = said.replaceAll("(?s).*(http://\\S+);.*", "$1");
            HttpRequest post = HttpRequest.newBuilder(URI.create(address + "/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(EVENTS.replace("jira:", "jenkins:")))
                    .build();

            assertThat(said).contains("there is no millrace.yml", "millrace.db");
            assertThat(HttpClient.newHttpClient()
                            .send(post, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            process.toHandle().destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
        assertThat(millrace.run("status").exitCode())
                .as("the store is found without it")
                .isZero();
        assertThat(millrace.run("sync").err()).contains("there is no millrace.yml");
    }

    @Test
    void hub_without_a_configuration_cannot_collect_and_says_what_is_missing() throws Exception {
        Files.delete(folder.resolve("millrace.yml"));

        Millrace.Run run = millrace.run("serve", "--sync-every", "15");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the smallest one is", "jira:", "github:");
        assertThat(folder.resolve("millrace.db")).doesNotExist();
    }

    @Test
    void one_that_only_reads_answers_takes_nothing_and_starts_no_job() throws Exception {
        SmallStore.in(folder).config("""
                store: flow.db
                jira: [{url: "http://127.0.0.1:1", token: {env: NOT_SET}}]
                serve: {port: 0, syncEvery: 1m, publishEvery: 1m}
                """);
        byte[] before = Files.readAllBytes(folder.resolve("flow.db"));
        String token = millrace.run("token", "create", "t", "--scope", "events:write,views:read", "--tool", "*:*")
                .out()
                .strip();
        Process process = millrace.start("serve", "--read-only");
        try {
            String address = said("listens on").replaceAll("(?s).*(http://\\S+) and only reads the store;.*", "$1");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest post = HttpRequest.newBuilder(URI.create(address + "/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(EVENTS))
                    .build();
            HttpRequest view = HttpRequest.newBuilder(URI.create(address + "/v1/views/issue/SHOP-1"))
                    .header("Authorization", "Bearer " + token)
                    .build();

            assertThat(client.send(post, BodyHandlers.ofString()).body()).contains("The hub is read-only");
            assertThat(client.send(view, BodyHandlers.ofString()).body()).contains("SHOP-1");
            process.toHandle().destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(folder.resolve("flow.db")).hasBinaryContent(before);
            assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("job");
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    @Test
    void one_that_only_reads_cannot_collect_and_needs_a_store() {
        Millrace.Run both = millrace.run("serve", "--read-only", "--sync-every", "15");
        Millrace.Run none = millrace.run("serve", "--read-only", "--port", "0");

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--read-only", "--sync-every");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("there is nothing to read yet");
    }

    private static HttpRequest report(String address, String query, String token) {
        return HttpRequest.newBuilder(URI.create(address + "/v1/reports/flow?" + query))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    /** What the process says, once it has said that. */
    private String said(String words) throws Exception {
        Path messages = folder.resolve("err.txt");
        for (int look = 0; look < LOOKS; look++) {
            String text = Files.readString(messages);
            if (text.contains(words)) {
                return text;
            }
            Thread.sleep(PAUSE);
        }
        throw new AssertionError("it never said \"" + words + "\" but " + Files.readString(messages));
    }
}
