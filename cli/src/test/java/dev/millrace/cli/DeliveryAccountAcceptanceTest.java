package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace report} says of everything that was captured whether it is counted, and if not why. */
class DeliveryAccountAcceptanceTest {

    private static final String CONFIG = "store: chain.db\njira:\n  - url: https://jira.example.org\n";

    @TempDir
    private Path folder;

    @Test
    void everything_offered_is_counted_or_left_out_for_a_reason() throws Exception {
        Millrace millrace = millrace("");
        JsonNode report = report(millrace, "--since", "2026-03-01", "--until", "2026-03-31");

        assertThat(report.path("accounts").toPrettyString())
                .satisfies(text -> report.path("accounts")
                        .forEach(account -> assertThat(account.path("counted").asLong() + sum(account.path("leftOut")))
                                .as(text)
                                .isEqualTo(account.path("offered").asLong())));
        assertThat(report.at("/accounts/changes/leftOut/automation").asInt()).isEqualTo(1);
        assertThat(report.at("/accounts/deployments/offered").asInt()).isEqualTo(3);
        assertThat(report.at("/accounts/deployments/leftOut/outsideWindow").asInt())
                .isEqualTo(1);
        assertThat(report.at("/accounts/incidents/counted").asInt())
                .as("there is one service alone")
                .isEqualTo(1);
        assertThat(report.at("/items/offered").asInt()).isEqualTo(2);
        assertThat(report.at("/items/automation").asInt()).isEqualTo(1);
        assertThat(report.at("/items/counted").asInt()).isEqualTo(1);
        assertThat(report.at("/changeFailRate/part").asInt()).isEqualTo(1);
        assertThat(report.at("/production/name/production").asInt()).isEqualTo(3);
        assertThat(words(millrace.run("report", "--since", "2026-03-01")))
                .contains("Incidents", "by automation", "Production by the name: production (3 deployments in all).");
        assertThat(words(millrace.run("doctor", "--offline"))).contains("production by the name: \"production\" (3)");
    }

    @Test
    void all_begins_with_the_first_deployment_where_that_was_before_the_first_item() throws Exception {
        JsonNode report = report(millrace(""), "--all");

        assertThat(report.at("/request/window/start").asText()).isEqualTo("2026-01-10T12:00:00Z");
        assertThat(report.at("/accounts/deployments/counted").asInt()).isEqualTo(3);
    }

    @Test
    void incident_of_no_service_makes_the_rate_unknown_and_is_said() throws Exception {
        Millrace millrace = millrace("valueStream:\n  services:\n"
                + "    - {id: shop, scope: {repositories: acme/shop}}\n"
                + "    - {id: bank, scope: {repositories: acme/bank}}\n");
        JsonNode report = report(millrace, "--since", "2026-03-01");

        assertThat(report.at("/changeFailRate/rate/state").asText()).isEqualTo("unknown");
        assertThat(report.at("/changeFailRate/rate").toString())
                .contains("1 incident of the window belongs to no service");
        assertThat(report.at("/accounts/incidents/leftOut/noService").asInt()).isEqualTo(1);
        assertThat(words(millrace.run("report", "--since", "2026-03-01")))
                .contains("1 incident of the window belongs to no service");
    }

    @Test
    void incident_finds_its_service_by_the_definition() throws Exception {
        Millrace millrace = millrace("valueStream:\n  services:\n"
                + "    - {id: shop, scope: {repositories: acme/shop, projects: OPS}}\n"
                + "    - {id: bank, scope: {repositories: acme/bank}}\n");

        assertThat(report(millrace, "--since", "2026-03-01")
                        .at("/changeFailRate/rate/value")
                        .asDouble())
                .isEqualTo(0.5);
    }

    private Millrace millrace(String more) throws IOException {
        Millrace millrace = Millrace.in(folder).config(CONFIG + more);
        String a = "a".repeat(40);
        String b = "b".repeat(40);
        String c = "c".repeat(40);
        Files.writeString(
                folder.resolve("facts.ndjson"),
                "{\"millrace\":\"events/1\"}\n"
                        + commit(a, "2026-01-10T10:00:00Z", "")
                        + commit(b, "2026-03-02T10:00:00Z", a)
                        + commit(c, "2026-03-04T10:00:00Z", b)
                        + pullRequest("2", b, "2026-03-02", "human")
                        + pullRequest("3", c, "2026-03-04", "bot")
                        + deployment("1", a, "2026-01-10T12:00:00.000Z")
                        + deployment("2", b, "2026-03-02T12:00:00.000Z")
                        + deployment("3", c, "2026-03-04T12:00:00.000Z")
                        + snapshot("pager:acme:incident:1", "OPS-1", "OPS", "2026-03-05T00:00:00.000Z", "")
                        + event("pager:acme:incident:1", "created", "2026-03-05T00:00:00.000Z", "", "open"));
        Run run = millrace.run("import", "facts.ndjson");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return millrace;
    }

    private static JsonNode report(Millrace millrace, String... options) throws IOException {
        String[] command = new String[options.length + 4];
        command[0] = "report";
        command[1] = "--json";
        command[2] = "--as-of";
        command[3] = "2026-04-01";
        System.arraycopy(options, 0, command, 4, options.length);
        Run run = millrace.run(command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    private static String words(Run run) {
        return run.out().replaceAll("\\s+", " ");
    }

    private static long sum(JsonNode counts) {
        return StreamSupport.stream(counts.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private static String commit(String sha, String at, String parent) {
        String id = "github:acme:commit:" + sha;
        String parents = parent.isEmpty() ? "" : ",\"parents\":[\"" + parent + "\"]";
        return snapshot(
                        id,
                        sha.substring(0, 10),
                        "acme/shop",
                        at.replace("Z", ".000Z"),
                        "\"branch\":[\"main\"]" + parents)
                + event(id, "created", at.replace("Z", ".000Z"), "", "committed");
    }

    private static String pullRequest(String number, String merge, String day, String author) {
        String id = "github:acme:pull-request:" + number;
        return snapshot(
                        id,
                        "acme/shop#" + number,
                        "acme/shop",
                        day + "T08:00:00.000Z",
                        "\"defaultBranch\":[\"true\"],\"mergeCommit\":[\"" + merge + "\"],\"authorType\":[\"" + author
                                + "\"]")
                + event(id, "created", day + "T08:00:00.000Z", "", "open")
                + event(id, "merged", day + "T10:00:00.000Z", "open", "merged");
    }

    private static String deployment(String number, String sha, String at) {
        String id = "github:acme:deployment:" + number;
        return snapshot(
                        id,
                        "deploy " + number,
                        "acme/shop",
                        at,
                        "\"commit\":[\"" + sha + "\"],\"environment\":[\"production\"]")
                + event(id, "created", at, "", "pending")
                + event(id, "ended", at, "pending", "success");
    }

    private static String snapshot(String id, String key, String project, String at, String attributes) {
        return "{\"fact\":\"snapshot\",\"artifact\":\"" + id + "\",\"key\":\"" + key
                + "\",\"title\":\"T\",\"project\":\"" + project
                + "\",\"level\":\"standard\",\"createdAt\":\"" + at + "\",\"updatedAt\":\"" + at + "\",\"attributes\":{"
                + attributes
                + "}}\n";
    }

    private static String event(String id, String name, String at, String from, String to) {
        String state = from.isEmpty()
                ? "\"kind\":\"created\",\"state\":" + state(to)
                : "\"kind\":\"state-changed\",\"from\":" + state(from) + ",\"to\":" + state(to);
        return "{\"fact\":\"event\",\"id\":\"" + id + "#" + name + "\",\"artifact\":\"" + id + "\",\"occurredAt\":\""
                + at + "\",\"sequence\":" + (from.isEmpty() ? 0 : 1) + "," + state + "}\n";
    }

    private static String state(String name) {
        return "{\"name\":\"" + name + "\"}";
    }
}
