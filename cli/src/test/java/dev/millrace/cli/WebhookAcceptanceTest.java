package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.fake.jira.FakeWrites;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a Jira says by webhook is on its panel soon after, and what a GitHub says is read, without any sync: a real hub, real HTTP, and a
 * Jira of each kind.
 */
class WebhookAcceptanceTest {

    private static final String SECRET = "0123456789abcdef0123";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PROPERTY = "/millrace.flow";
    /** More of them measure the time; docs/performance.md says with how many. */
    private static final int EVENTS = Integer.getInteger("millrace.webhooks", 3);

    @TempDir
    private Path directory;

    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private final FakeGitHub gitHub = new FakeGitHub();
    private final HttpClient client = HttpClient.newHttpClient();
    private Millrace millrace;
    private String hub;

    @BeforeEach
    void fill() throws Exception {
        for (int issue = 1; issue <= Math.max(9, EVENTS); issue++) {
            dataCenter.put(issue(issue, "ABC"));
            cloud.put(issue(issue, "ABC"));
        }
        dataCenter.setTime(Millrace.NOW);
        cloud.setTime(Millrace.NOW);
        millrace = Millrace.in(directory).with("WEBHOOK_SECRET", SECRET).config("""
                jira:
                  - {id: cloud, url: "%s", projects: [ABC], webhookSecret: {env: WEBHOOK_SECRET}}
                  - {id: dc, url: "%s", jql: "project = ABC", webhookSecret: {env: WEBHOOK_SECRET}}
                github:
                  - id: gh
                    url: %s
                    repositories: [acme/shop]
                    token: {env: WEBHOOK_SECRET}
                    webhookSecret: {env: WEBHOOK_SECRET}
                publish: {jira: property, days: 3660}
                """.formatted(
                        cloud.baseUrl(), dataCenter.baseUrl(), gitHub.apiUrl()));
        FakeRepository repository = gitHub.repository("acme/shop");
        repository.head = repository.commit("a1", "first", "2026-10-01T10:00:00Z", "2026-10-01T10:00:00Z");
        repository.pullRequest(1, "2026-10-01T10:00:00Z").put("id", "PR_1");
        assertThat(millrace.run("sync").exitCode()).isZero();
        assertThat(millrace.run("publish").exitCode()).isZero();
    }

    @AfterEach
    void close() {
        dataCenter.close();
        cloud.close();
        gitHub.close();
    }

    @Test
    void event_is_on_the_panel_within_a_minute_and_a_second_delivery_writes_nothing() throws Exception {
        Process process = serve();
        try {
            List<Duration> waits = new ArrayList<>();
            for (int event = 1; event <= EVENTS; event++) {
                String key = "ABC-" + event;
                waits.add(changed("cloud", cloud, cloud.writes(), key, event));
                waits.add(changed("dc", dataCenter, dataCenter.writes(), key, event));
            }
            waits.sort(null);
            Duration p95 = waits.get((int) Math.ceil(waits.size() * 0.95) - 1);
            System.out.printf(
                    "webhooks: %d events on the panel; median %d ms, p95 %d ms, longest %d ms%n",
                    waits.size(),
                    waits.get(waits.size() / 2).toMillis(),
                    p95.toMillis(),
                    waits.get(waits.size() - 1).toMillis());
            assertThat(p95).isLessThan(SOON);

            pullRequestIsRead();
            deliverAgain(); // what is usual has changed since it was written
            int writes = cloud.writes().asked.size();
            int fetches = cloud.fetches().size();
            deliverAgain();
            assertThat(cloud.fetches()).hasSizeGreaterThan(fetches);
            assertThat(cloud.writes().asked).hasSize(writes);
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    @Test
    void new_issue_is_collected_if_it_belongs_to_what_is_configured_and_deleted_one_is_gone() throws Exception {
        Process process = serve();
        try {
            for (JiraFake site : List.of(cloud, dataCenter)) {
                String id = site == cloud ? "cloud" : "dc";
                site.put(issue(101, "ABC"));
                site.put(issue(102, "OTHER"));
                site.delete("ABC-3");
                send(id, "jira:issue_created", 102);
                send(id, "jira:issue_deleted", 3);
                send(id, "jira:issue_created", 101);
            }
            await(
                    "the new issue on both panels",
                    () -> cloud.writes().properties.containsKey("ABC-101" + PROPERTY)
                            && dataCenter.writes().properties.containsKey("ABC-101" + PROPERTY));
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(cloud.writes().properties).doesNotContainKey("OTHER-102" + PROPERTY);
        assertThat(dataCenter.writes().properties).doesNotContainKey("OTHER-102" + PROPERTY);
        millrace.at(Instant.now().plusSeconds(60));
        assertThat(millrace.run("show", "OTHER-102").err()).contains("no issue OTHER-102 is in the store");
        assertThat(millrace.run("show", "ABC-3").err()).contains("ABC-3 no longer exists");
        assertThat(millrace.run("show", "ABC-101").exitCode()).isZero();
    }

    @Test
    void event_that_was_lost_is_found_by_the_next_sync() throws Exception {
        finish(cloud, "ABC-2", 2);

        assertThat(millrace.run("sync").exitCode()).isZero();
        millrace.run("publish");

        assertThat(cloud.writes().properties.get("ABC-2" + PROPERTY)).contains("\"done\"");
    }

    private void pullRequestIsRead() throws Exception {
        String body = "{\"action\":\"edited\",\"pull_request\":{\"id\":5000000001,\"node_id\":\"PR_1\"},"
                + "\"repository\":{\"full_name\":\"acme/shop\"}}";
        int before = gitHub.asked.size();
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + "/v1/webhooks/github/gh"))
                .header("X-GitHub-Event", "pull_request")
                .header("X-Hub-Signature-256", "sha256=" + hmac(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        await(
                "the pull request",
                () -> List.copyOf(gitHub.asked)
                        .subList(before, gitHub.asked.size())
                        .contains("PullRequestsById"));
    }

    /** Sends the first event twice more, and returns when the hub has read it and sends nothing more. */
    private void deliverAgain() throws Exception {
        int before = cloud.fetches().size();
        send("cloud", "jira:issue_updated", 1);
        send("cloud", "jira:issue_updated", 1);
        await("the second delivery", () -> cloud.fetches().size() > before);
        int requests;
        do {
            requests = cloud.requests().size();
            Thread.sleep(2_000);
        } while (cloud.requests().size() > requests);
    }

    private Process serve() throws Exception {
        Process process = millrace.start("serve", "--port", "0");
        await("the hub", () -> said().contains("listens on"));
        hub = said().replaceAll("(?s).*(http://\\S+);.*", "$1");
        return process;
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("err.txt"));
        } catch (java.io.IOException e) {
            return "";
        }
    }

    /** Finishes an issue at its site, says so to the hub, and returns how long it took until the panel shows it. */
    private Duration changed(String id, JiraFake site, FakeWrites writes, String key, int issue) throws Exception {
        finish(site, key, issue);
        long begin = System.nanoTime();
        send(id, "jira:issue_updated", issue);
        await(key + " on the panel", () -> {
            synchronized (writes) {
                return writes.properties.get(key + PROPERTY).contains("\"done\"");
            }
        });
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void send(String id, String event, int issue) throws Exception {
        String body = "{\"webhookEvent\":\"" + event + "\",\"issue\":{\"id\":\"" + issue + "\"}}";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(hub + "/v1/webhooks/jira/" + id + (id.equals("dc") ? "?secret=" + SECRET : "")))
                .POST(BodyPublishers.ofString(body));
        if (!id.equals("dc")) {
            request.header("X-Hub-Signature", "sha256=" + hmac(body));
        }
        assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    private static String hmac(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + ": not within " + SOON + "; the hub said " + said());
            }
            Thread.sleep(20);
        }
    }

    private static void finish(JiraFake site, String key, int issue) {
        site.change(key, json -> {
            ObjectNode fields = (ObjectNode) json.path("fields");
            fields.putObject("status")
                    .put("id", "5")
                    .put("name", "Done")
                    .putObject("statusCategory")
                    .put("key", "done");
            ObjectNode changelog = (ObjectNode) json.path("changelog");
            ObjectNode history = changelog.withArray("histories").addObject();
            history.put("id", issue + "7").put("created", "2026-11-01T11:00:00.000+0000");
            history.putObject("author").put("name", "ann").put("key", "ann");
            history.putArray("items")
                    .addObject()
                    .put("field", "status")
                    .put("fieldtype", "jira")
                    .put("from", "3")
                    .put("fromString", "In Progress")
                    .put("to", "5")
                    .put("toString", "Done");
            changelog.put("total", changelog.withArray("histories").size());
        });
    }

    private static ObjectNode issue(int id, String project) throws Exception {
        return (ObjectNode) JsonMapper.builder().build().readTree("""
                {"id":"%1$d","key":"%2$s-%1$d","fields":{"summary":"Summary %1$d","project":{"id":"1","key":"%2$s"},
                 "issuetype":{"id":"1","name":"Bug","subtask":false},
                 "created":"2026-10-01T10:00:00.000+0000","updated":"2026-10-02T10:00:00.000+0000",
                 "status":{"id":"3","name":"In Progress","statusCategory":{"key":"indeterminate"}}},
                 "changelog":{"startAt":0,"maxResults":1,"total":1,"histories":[
                  {"id":"%1$d0","created":"2026-10-02T10:00:00.000+0000","author":{"name":"ann","key":"ann"},
                   "items":[{"field":"status","fieldtype":"jira","from":"1","fromString":"Open","to":"3",
                    "toString":"In Progress"}]}]}}
                """.formatted(id, project));
    }
}
