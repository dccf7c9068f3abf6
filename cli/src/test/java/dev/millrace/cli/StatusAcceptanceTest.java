package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.collect.RunLog;
import dev.millrace.facts.FactBatch;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace status}: what an operator sees after a sync that went well, one that did not, and one that was killed. */
class StatusAcceptanceTest {

    private static final String TOKEN = "ghp_notARealToken";

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();

    @BeforeEach
    void fill() {
        FakeRepository shop = gitHub.repository("acme/shop");
        String sha = FakeRepository.sha(7);
        shop.head = shop.commit(sha, "first", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
        FakeRepository.merged(shop.pullRequest(1, "2026-03-01T09:00:00Z"), "2026-03-01T10:00:00Z", sha);
        shop.deployment(7, "prod", sha, "2026-03-01T11:00:00Z", "2026-03-01T11:00:00Z", true);
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Millrace millrace(String repositories) throws IOException {
        return Millrace.in(directory)
                .with("GITHUB_TOKEN", TOKEN)
                .with("COLUMNS", "160")
                .config("""
                    github:
                      - id: acme
                        url: %s
                        repositories: [%s]
                        token: {env: GITHUB_TOKEN}
                    """.formatted(gitHub.apiUrl(), repositories));
    }

    @Test
    void before_the_first_sync_it_says_what_to_do() throws Exception {
        Run run = millrace("acme/shop").run("status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "does not exist. Run millrace sync or millrace import first, or let tools post to millrace serve.");
        assertThat(directory.resolve("millrace.db")).doesNotExist();
    }

    @Test
    void after_a_sync_every_source_says_where_it_stands_and_nothing_needs_attention() throws Exception {
        Millrace millrace = millrace("acme/shop");
        millrace.run("sync");

        Run run = millrace.at(Millrace.NOW.plus(Duration.ofHours(2))).run("status");
        JsonNode json = json(millrace.run("status", "--json"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("1 of 1 unfinished items are due to be read again by the next sync; nothing else needs"
                        + " attention")
                .containsPattern("github:acme/acme/shop/commits +complete, 1 item, 1 new event +2 h ago +2 h ago")
                .containsPattern("github:acme +pull requests +1 +1 +0");
        JsonNode commits = json.at("/sources/0");
        assertThat(commits.path("source").asText()).isEqualTo("github:acme/acme/shop/commits");
        assertThat(commits.path("configured").asBoolean()).isTrue();
        assertThat(commits.path("cursor").asText()).contains(FakeRepository.sha(7));
        assertThat(commits.at("/lastRun/outcome").asText()).isEqualTo("complete");
        assertThat(commits.at("/lastRun/completeAt").asText()).isEqualTo(Millrace.NOW.toString());
        assertThat(json.at("/store/artifacts/pull-request").asLong()).isEqualTo(1);
        assertThat(json.at("/store/events").asLong()).isEqualTo(4);
        assertThat(json.at("/limits")).isEmpty();
        assertThat(run.out()).contains("No host has reported its limits yet");
    }

    @Test
    void what_is_unfinished_at_its_source_is_on_the_watch_list() throws Exception {
        gitHub.repository("acme/shop").pullRequest(2, "2026-03-02T09:00:00Z");
        millrace("acme/shop").run("sync");

        Run run = millrace("acme/shop").run("status");
        JsonNode watch = json(millrace("acme/shop").run("status", "--json")).path("watch");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("github:acme/acme/shop/pull-requests +1 +1 open +0 +0 s ago +0 s ago");
        assertThat(watch.findValuesAsText("source")).contains("github:acme/acme/shop/pull-requests");
        assertThat(watch.get(0).path("count").asLong()).isEqualTo(1);
    }

    @Test
    void source_that_nobody_read_for_longer_than_a_day_is_stale_and_what_is_watched_there_is_due() throws Exception {
        gitHub.repository("acme/shop").pullRequest(2, "2026-03-02T09:00:00Z");
        Millrace millrace = millrace("acme/shop");
        millrace.run("sync");

        millrace.at(Millrace.NOW.plus(Duration.ofHours(23)));
        Run sameDay = millrace.run("status");
        millrace.at(Millrace.NOW.plus(Duration.ofDays(29)));
        Run run = millrace.run("status");
        JsonNode json = json(millrace.run("status", "--json"));

        assertThat(sameDay.exitCode()).isZero();
        assertThat(sameDay.out())
                .contains("2 of 2 unfinished items are due to be read again by the next sync")
                .doesNotContain("stale");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("8 things need attention")
                .contains("github:acme/acme/shop/commits was last read completely until 2026-11-01T11:50:00Z")
                .contains("1 of 1 unfinished items of github:acme/acme/shop/pull-requests are due to be read again")
                .containsPattern("commits .* 29 d ago, stale");
        assertThat(json.at("/attention").findValuesAsText("code"))
                .containsExactly("stale", "stale", "stale", "stale", "stale", "stale", "due", "due");
        assertThat(json.at("/sources/0/stale").asBoolean()).isTrue();
        assertThat(json.at("/sources/0/readUntil").asText()).isEqualTo("2026-11-01T11:50:00Z");
    }

    @Test
    void with_a_schedule_a_source_is_stale_when_it_missed_it_twice() throws Exception {
        Millrace millrace = millrace("acme/shop");
        millrace.config(Files.readString(directory.resolve("millrace.yml")) + "serve: {syncEvery: 2h}\n");
        millrace.run("sync");

        Run later = millrace.at(Millrace.NOW.plus(Duration.ofHours(3))).run("status");
        Run late = millrace.at(Millrace.NOW.plus(Duration.ofHours(4))).run("status", "--json");

        assertThat(later.exitCode()).as(later.out()).isZero();
        assertThat(late.exitCode()).isEqualTo(3);
        assertThat(json(late).at("/attention").findValuesAsText("code"))
                .containsExactly("stale", "stale", "stale", "stale", "stale", "stale");
    }

    @Test
    void report_ends_where_the_last_complete_sync_began_and_names_what_is_not_read() throws Exception {
        assertThat(millrace("acme/shop, acme/gone").run("sync").exitCode()).isEqualTo(1);
        Run first = millrace("acme/shop, acme/gone").run("report");
        millrace("acme/shop").at(Millrace.NOW.plus(Duration.ofDays(1))).run("sync");
        Run second =
                millrace("acme/shop").at(Millrace.NOW.plus(Duration.ofDays(10))).run("report");
        JsonNode data = json(millrace("acme/shop")
                        .at(Millrace.NOW.plus(Duration.ofDays(10)))
                        .run("report", "--json"))
                .at("/request/data");

        assertThat(first.out().replaceAll("\\s+", " "))
                .contains("until 2026-11-01 11:50:00 (last read at that time: 6 sources)")
                .contains(
                        "never read completely: github:acme/acme/gone/commits, " + "github:acme/acme/gone/deployments");
        assertThat(second.out().replaceAll("\\s+", " "))
                .contains("until 2026-11-02 11:50:00 (last read at that time: 6 sources); no figure contains what "
                        + "happened later")
                .contains("no longer collected: github:acme/acme/gone/commits")
                .doesNotContain("never read completely");
        assertThat(data.path("until").asText()).isEqualTo("2026-11-02T11:50:00Z");
        assertThat(data.path("behind")).isEmpty();
    }

    @Test
    void a_source_that_stopped_and_one_that_was_never_collected_need_attention() throws Exception {
        millrace("acme/shop").run("sync");
        millrace("acme/shop, acme/gone").run("sync");

        Run run = millrace("acme/shop, acme/gone, acme/later").run("status");
        JsonNode json = json(millrace("acme/shop, acme/gone, acme/later").run("status", "--json"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("! github:acme/acme/gone/commits stopped at")
                .doesNotContain(TOKEN);
        assertThat(json.at("/attention").findValuesAsText("code")).containsExactly("stopped", "never-collected");
        assertThat(json.at("/attention/0/advice").asText()).contains("Could not resolve to a Repository");
        assertThat(json.at("/attention/1/what").asText())
                .isEqualTo("github:acme/acme/later is configured and was never collected");
        JsonNode never = json.at("/sources/1");
        assertThat(never.path("source").asText()).isEqualTo("github:acme/acme/later");
        assertThat(never.path("cursor").isNull()).isTrue();
        assertThat(never.path("lastRun").isNull()).isTrue();
    }

    @Test
    void what_is_not_configured_any_more_is_shown_and_needs_no_attention() throws Exception {
        millrace("acme/shop, acme/gone").run("sync");

        Run run = millrace("acme/shop").run("status");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("not configured any more");
    }

    @Test
    void a_host_that_asked_for_a_pause_says_until_when_and_what_it_did_not_say_is_unknown() throws Exception {
        gitHub.before = number -> {
            if (number == 4) {
                gitHub.canned.add(new Response(
                        403,
                        Map.of("Retry-After", "7200", "X-RateLimit-Resource", "graphql"),
                        "{\"message\":\"You have exceeded a secondary rate limit\"}"));
            }
        };
        millrace("acme/shop").run("sync");

        Run run = millrace("acme/shop").run("status");
        JsonNode limit = json(millrace("acme/shop").run("status", "--json")).at("/limits/0");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("Run millrace sync again at 2026-11-01T14:00:00Z or later.")
                .containsPattern("graphql +unknown +unknown +unknown +in 2 h");
        assertThat(limit.path("closedUntil").asText()).isEqualTo("2026-11-01T14:00:00Z");
        assertThat(limit.path("remaining").isNull()).isTrue();
    }

    @Test
    void a_run_that_was_killed_is_told_from_one_that_ended() throws Exception {
        millrace("acme/shop").run("sync");
        Instant before = Millrace.NOW.minus(Duration.ofDays(1));
        try (FlowStore store = open()) {
            new RunLog(store.operations(), InstantSource.fixed(before)).begin("github:acme/acme/shop/commits");
        }

        Run run = millrace("acme/shop").run("status");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("began at 2026-10-31T12:00:00Z and has not ended")
                .containsPattern("running or killed, started 1 d ago +0 s ago +0 s ago");
    }

    @Test
    void what_the_ledger_misses_is_counted_and_named_and_what_a_tool_does_not_say_is_unknown() throws Exception {
        ToolInstance jira = new ToolInstance("jira", "work");
        try (FlowStore store = open()) {
            store.commit(
                    new FactBatch(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(
                                    new LedgerEntry(jira, "scan", "issues", 10L, 7, "hidden \u001b[31m by security"),
                                    new LedgerEntry(jira, "jira:work:issue:1", "histories", null, 4, null))),
                    new Cursor("jira:work/issues", "{}"));
        }

        Run run = millrace("acme/shop").run("status");
        JsonNode json = json(millrace("acme/shop").run("status", "--json"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("! 3 of 10 issues of jira:work were not captured")
                .containsPattern("jira:work +histories +unknown +unknown +1")
                .containsPattern("scan +issues +10 +7 +hidden .* by security")
                .doesNotContain("\u001b");
        assertThat(json.at("/ledger/0/expected").isNull()).isTrue();
        assertThat(json.at("/ledger/1/missing").asLong()).isEqualTo(3);
    }

    @Test
    void a_store_is_enough_and_then_nothing_is_said_of_the_configuration() throws Exception {
        millrace("acme/shop").run("sync");

        Run run = Millrace.in(directory.resolve("elsewhere"))
                .run("--store", directory.resolve("millrace.db").toString(), "status", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json(run).at("/sources/0/configured").isNull()).isTrue();
    }

    private FlowStore open() {
        return SqliteFlowStore.open(directory.resolve("millrace.db"), InstantSource.fixed(Millrace.NOW));
    }

    private static JsonNode json(Run run) throws IOException {
        return JsonMapper.builder().build().readTree(run.out());
    }
}
