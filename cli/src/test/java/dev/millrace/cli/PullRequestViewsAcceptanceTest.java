package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
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

/** What a user sees of pull requests: in show, in report and in the summary of a step of GitHub Actions. */
class PullRequestViewsAcceptanceTest {

    private static final String HOSTILE =
            "</details><script>alert(1)</script> | [x](javascript:1) `\n# title\n::set-env";
    private static final String SHA = FakeRepository.sha(17);

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository shop = gitHub.repository("acme/shop");

    @BeforeEach
    void pullRequests() {
        shop.head = shop.commit(SHA, "merged", "2026-03-05T10:00:00Z", "2026-03-05T10:00:00Z");
        Map<String, Object> alone = shop.pullRequest(1, "2026-03-01T10:00:00Z");
        alone.put("title", HOSTILE);
        FakeRepository.list(alone, "commits")
                .add(FakeRepository.ownCommit(Map.of(
                        "__typename",
                        "Commit",
                        "id",
                        "C_own",
                        "oid",
                        FakeRepository.sha(19),
                        "message",
                        "begin",
                        "authoredDate",
                        "2026-02-27T10:00:00Z",
                        "committedDate",
                        "2026-02-28T10:00:00Z",
                        "author",
                        Map.of())));
        FakeRepository.list(alone, "reviews")
                .add(FakeRepository.review(
                        1, "APPROVED", "2026-03-04T10:00:00Z", FakeRepository.account("User", "bob", 2)));
        FakeRepository.merged(alone, "2026-03-05T10:00:00Z", SHA);
        Map<String, Object> bot = shop.pullRequest(2, "2026-03-01T10:00:00Z");
        bot.put("author", FakeRepository.account("Bot", "dependabot", 3));
        FakeRepository.merged(bot, "2026-03-02T10:00:00Z", FakeRepository.sha(18));
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Millrace millrace() throws IOException {
        return Millrace.in(directory).with("GITHUB_TOKEN", "t0ken").config("""
            github:
              - id: acme
                url: %s
                repositories: [acme/shop]
                token: {env: GITHUB_TOKEN}
            """.formatted(gitHub.apiUrl()));
    }

    @Test
    void a_pull_request_is_shown_by_its_key_with_the_turns_of_its_review() throws Exception {
        assertThat(millrace().run("sync").exitCode()).isZero();
        Run run = millrace().run("show", "ACME/shop#1", "--json");

        assertThat(run.err()).isEmpty();
        JsonNode item = JsonMapper.builder().build().readTree(run.out());
        assertThat(item.at("/item/key").asText()).isEqualTo("acme/shop#1");
        assertThat(item.at("/cycles/0/status").asText()).isEqualTo("done");
        assertThat(item.at("/cycles/0/segments").findValues("stage"))
                .extracting(stage -> stage.path("id").asText())
                .containsExactly("coding", "waiting-for-first-review", "waiting-for-merge", "done");
        assertThat(item.at("/cycles/0/flowEfficiency/value").asDouble())
                .as("2 d of coding, 3 d until the first review, 1 d until the merge")
                .isEqualTo(2.0 / 6);
        assertThat(millrace().run("show", "acme/shop#1").out())
                .contains("acme/shop#1", "Waiting for merge")
                .doesNotContain("\u001b");
    }

    @Test
    void an_unknown_pull_request_is_answered_with_near_ones() throws Exception {
        millrace().run("sync");
        assertThat(millrace().run("show", "acme/shop#7").err())
                .startsWith(
                        "millrace: no pull request acme/shop#7 is in the store; there is acme/shop#1, acme/shop#2. If")
                .endsWith("check that its repository is collected.\n");
    }

    @Test
    void report_counts_pull_requests_of_people_as_items_and_leaves_out_those_of_bots() throws Exception {
        millrace().run("sync");
        Run run = millrace().run("report", "--all", "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode report = JsonMapper.builder().build().readTree(run.out());
        assertThat(report.at("/flowTime/percentiles/value/n").asInt()).isEqualTo(1);
        assertThat(report.at("/flowTime/percentiles/value/p50").asLong())
                .isEqualTo(Duration.ofDays(6).toMillis());
    }

    @Test
    void step_summary_of_an_event_is_appended_to_the_runners_file_with_hostile_text_escaped() throws Exception {
        millrace().run("sync");
        Path event = Files.writeString(
                directory.resolve("event.json"),
                "{\"pull_request\":{\"number\":1},\"repository\":{\"full_name\":\"acme/shop\"}}");
        Path summary = Files.writeString(directory.resolve("summary.md"), "before\n");

        Run run = millrace()
                .with("GITHUB_EVENT_PATH", event.toString())
                .with("GITHUB_REPOSITORY", "acme/shop")
                .with("GITHUB_STEP_SUMMARY", summary.toString())
                .run("step-summary");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("wrote the summary\n");
        assertThat(Files.readString(summary))
                .startsWith("before\n## Done since 2026-03-05 10:00, 6 d after it began\n")
                .contains("| Waiting for first review | 3 d |", "No baseline yet")
                .contains("```mermaid")
                .contains("Waiting for merge")
                .doesNotContain("<script", "</details><", "\n# title", "\n::set-env");
    }

    @Test
    void a_push_leads_to_the_pull_request_that_was_merged_by_it() throws Exception {
        millrace().run("sync");
        Run run = millrace()
                .with("GITHUB_REPOSITORY", "acme/shop")
                .with("GITHUB_REF", "refs/heads/main")
                .with("GITHUB_SHA", SHA)
                .run("step-summary");
        assertThat(run.out()).startsWith("## Done since").contains("acme/shop/pull/1");

        Run other = millrace()
                .with("GITHUB_REPOSITORY", "acme/shop")
                .with("GITHUB_EVENT_NAME", "push")
                .with("GITHUB_SHA", "f".repeat(40))
                .run("step-summary");
        assertThat(other.exitCode()).isZero();
        assertThat(other.err()).contains("the event (push) belongs to no pull request in the store");
    }

    @Test
    void a_schedule_shows_the_repository_and_writes_what_is_usual_for_the_next_pull_request() throws Exception {
        millrace().run("sync");
        Path outputs = directory.resolve("outputs.txt");
        Path usual = directory.resolve("baseline.json");
        Run schedule = millrace()
                .with("GITHUB_REPOSITORY", "acme/shop")
                .with("GITHUB_EVENT_NAME", "schedule")
                .with("GITHUB_OUTPUT", outputs.toString())
                .run("step-summary", "--baseline", "baseline.json", "--as-of", "2026-03-10");

        assertThat(schedule.exitCode()).as(schedule.err()).isZero();
        assertThat(schedule.out()).startsWith("# ").contains("Flow time", "<details><summary>");
        assertThat(Files.readString(outputs))
                .isEqualTo(
                        "lead-time-seconds=518400\nflow-efficiency=0.3333333333333333\nbottleneck=waiting-for-first-review\n");
        JsonNode written = JsonMapper.builder().build().readTree(usual.toFile());
        assertThat(written.at("/leadTime/p50Ms").asLong())
                .isEqualTo(Duration.ofDays(6).toMillis());
        assertThat(written.findValuesAsText("id")).containsExactly("waiting-for-first-review", "waiting-for-merge");

        Files.delete(outputs);
        Run one = millrace()
                .with("GITHUB_OUTPUT", outputs.toString())
                .run("step-summary", "acme/shop#1", "--baseline", "baseline.json");
        assertThat(one.out())
                .contains("| Waiting for first review | 3 d | 3 d · 3 d, n 1 |", "(usual 6 d, 85% within 6 d, n 1)")
                .doesNotContain("No baseline yet");
        assertThat(Files.readString(outputs))
                .isEqualTo("lead-time-seconds=518400\nflow-efficiency=0.3333333333333333\n"
                        + "bottleneck=waiting-for-first-review\n");

        Files.writeString(usual, "{\"format\":\"millrace-baseline/1\",\"leadTime\":{\"n\":0}}");
        Run damaged = millrace().run("step-summary", "acme/shop#1", "--baseline", "baseline.json");
        assertThat(damaged.exitCode()).isZero();
        assertThat(damaged.err()).contains("baseline.json is not used: it is damaged");
        assertThat(damaged.out()).contains("No baseline yet");
    }

    @Test
    void summary_of_a_repository_has_titles_and_links_of_its_own_pull_requests_only() throws Exception {
        Map<String, Object> open = shop.pullRequest(3, "2026-03-02T10:00:00Z");
        open.put("title", "Unannounced plan");
        open.put("url", "https://github.example/acme/shop/pull/3");
        millrace().run("sync");

        assertThat(report("acme/shop")).contains("Unannounced plan", "](<https://github.example/acme/shop/pull/3>)");
        assertThat(report("acme/other")).contains("acme/shop\\#\u200b3").doesNotContain("Unannounced", "](<");
    }

    private String report(String repository) throws IOException {
        return millrace()
                .with("GITHUB_REPOSITORY", repository)
                .run("step-summary", "--report", "--as-of", "2026-03-10")
                .out();
    }

    @Test
    void a_workflow_run_for_a_branch_of_a_fork_leads_to_its_pull_request() throws Exception {
        shop.pullRequest(3, "2026-03-02T10:00:00Z").put("headRefOid", FakeRepository.sha(21));
        millrace().run("sync");
        Path event = Files.writeString(directory.resolve("event.json"), """
                {"workflow_run":{"head_sha":"%s","head_branch":"main","pull_requests":[]},
                 "repository":{"id":1,"full_name":"acme/shop"}}
                """.formatted(FakeRepository.sha(21)));

        Run run = millrace()
                .with("GITHUB_EVENT_PATH", event.toString())
                .with("GITHUB_EVENT_NAME", "workflow_run")
                .with("GITHUB_SHA", SHA)
                .run("step-summary");

        assertThat(run.out()).startsWith("## Waiting for first review").contains("acme/shop\\#\u200b3, ");
    }

    @Test
    void outside_of_actions_a_pull_request_must_be_named() throws Exception {
        millrace().run("sync");
        Run run = millrace().run("step-summary");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("this is not a step of GitHub Actions; name a pull request");
        assertThat(millrace().run("step-summary", "acme/shop#1").out()).startsWith("## Done since");
    }

    @Test
    void a_pull_request_of_an_issue_shows_the_issues_chain_without_its_title_and_link() throws Exception {
        FakeRepository secret = gitHub.repository("acme/secret");
        secret.pullRequest(9, "2026-03-02T10:00:00Z").put("headRefName", "ANY23-35-also");
        shop.pullRequest(3, "2026-03-02T10:00:00Z").put("title", "ANY23-35: mend it");
        try (JiraDataCenterFake jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"))) {
            Millrace both = millrace().config("""
                jira:
                  - id: apache
                    url: %s
                github:
                  - id: acme
                    url: %s
                    repositories: [acme/shop, acme/secret]
                    token: {env: GITHUB_TOKEN}
                """.formatted(jira.baseUrl(), gitHub.apiUrl()));
            assertThat(both.run("sync").err()).contains("links: 2 new");

            String missing = """
                    {"millrace":"events/1"}
                    {"fact":"ledger","tool":"github:acme","scope":"acme/secret","measure":"commits","expected":9,"captured":2,"note":"not for all"}
                    {"fact":"ledger","tool":"github:acme","scope":"acme/shop","measure":"changes","expected":9,"captured":3,"note":"for all"}
                    """;
            assertThat(both.piping(missing).run("import", "-").exitCode()).isZero();
            Instant failed = Instant.parse("2026-10-01T08:00:00Z");
            try (FlowStore store =
                    SqliteFlowStore.open(directory.resolve("millrace.db"), InstantSource.fixed(Millrace.NOW))) {
                store.cover(new Coverage(
                        Millrace.NOW,
                        3,
                        List.of(
                                new Behind("github:acme/acme/secret/commits", failed),
                                new Behind("github:acme/acme/shop/commits", failed)),
                        List.of(),
                        List.of()));
            }

            Run issue = both.run("show", "ANY23-35");
            assertThat(issue.out()).contains("acme/shop#3", "acme/secret#9", "Linked artifacts");
            Run alone = both.run("show", "acme/shop#3");
            assertThat(alone.err())
                    .isEqualTo("acme/shop#3 belongs to ANY23-35, and its time counts there; here it is shown alone\n");

            String summary = both.run("step-summary", "acme/shop#3").out();
            String title = JsonMapper.builder()
                    .build()
                    .readTree(both.run("show", "ANY23-35", "--json").out())
                    .at("/item/title")
                    .asText();
            assertThat(summary)
                    .startsWith("## Waiting for first review for ")
                    .contains("Serves ANY23", "in another repository", "```mermaid")
                    .contains("2 of 9 commits captured, of another source", "3 of 9 changes captured, of acme/shop")
                    .contains("for all")
                    .contains("Not read completely: another source", "acme/shop/commits")
                    .doesNotContain(
                            title, "acme/secret", "not for all", jira.baseUrl().toString(), "](<http");
            assertThat(title).isNotBlank();
        }
    }
}
