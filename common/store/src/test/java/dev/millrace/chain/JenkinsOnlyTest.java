package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.chain.Story.Build;
import dev.millrace.flow.Chain;
import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.DefaultStages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains with Jira and Jenkins alone: no commit, no pull request is captured. */
class JenkinsOnlyTest {

    private static final String H1 = "1".repeat(40);
    private static final String H2 = "2".repeat(40);
    private static final String H3 = "3".repeat(40);
    private static final String H4 = "4".repeat(40);
    private static final String C = "c".repeat(40);

    @TempDir
    private Path folder;

    private Story story;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("chain.db"));
        story.issue("SHOP-1", "2026-01-01T00:00:00Z");
    }

    @AfterEach
    void close() {
        story.close();
    }

    private Build main(int number, String at) {
        return story.build("shop/main", number, at).branch("main");
    }

    @Test
    void key_in_the_changelog_joins_issue_build_and_the_deployment_of_its_stage() {
        main(1, "2026-01-01T00:00:00Z").head(H1).deploys("Deploy to production", "SUCCESS");
        main(2, "2026-01-02T00:00:00Z")
                .head(H2)
                .commits(C, H2)
                .keys("SHOP-1")
                .deploys("Deploy to staging", "SUCCESS")
                .deploys("Deploy to production", "SUCCESS");

        ItemFlow flow = story.flow("SHOP-1");

        assertThat(flow.chain().parts())
                .extracting(part -> part.artifact().kind(), Chain.Part::key, Chain.Part::state)
                .containsExactly(
                        tuple(ArtifactKind.BUILD, "shop/main #2", "success"),
                        tuple(ArtifactKind.DEPLOYMENT, "shop/main #2 deploy staging", "success"),
                        tuple(ArtifactKind.DEPLOYMENT, "shop/main #2 deploy production", "success"));
        assertThat(flow.segments())
                .filteredOn(segment -> segment.cause() == FlowRule.Cause.DELIVERY)
                .extracting(Segment::stage, Segment::length)
                .containsExactly(
                        tuple(DefaultStages.WAITING_FOR_BUILD, Duration.ofSeconds(10)),
                        tuple(DefaultStages.IN_BUILD, Duration.ofSeconds(50)),
                        tuple(DefaultStages.IN_DEPLOYMENT, Duration.ofMinutes(1)),
                        tuple(DefaultStages.IN_DEPLOYMENT, Duration.ofMinutes(1)));
    }

    @Test
    void stage_that_the_build_says_deploys_is_a_deployment_whatever_its_name_is() {
        main(1, "2026-01-01T00:00:00Z").head(H1).deploys("Europe", "SUCCESS").says("deployStages", "s1 prod-eu");
        main(2, "2026-01-02T00:00:00Z")
                .head(H2)
                .commits(C, H2)
                .keys("SHOP-1")
                .deploys("Deploy to production", "SUCCESS")
                .deploys("Europe", "FAILURE")
                .says("deployStages", "s1 canary", "s2 prod-eu")
                .says("deployDetails", "s1 version 1.4", "s2 version 1.5 rc");

        assertThat(story.flow("SHOP-1").chain().parts())
                .extracting(Chain.Part::key, Chain.Part::state)
                .containsExactly(
                        tuple("shop/main #2", "success"),
                        tuple("shop/main #2 deploy canary", "success"),
                        tuple("shop/main #2 deploy prod-eu", "failure"));
        assertThat(story.stored("shop/main #2 deploy prod-eu").attributes())
                .containsEntry("version", List.of("1.5 rc"))
                .containsEntry("production", List.of("true"));
    }

    @Test
    void later_builds_contain_the_change_and_are_not_in_its_chain() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(H1).keys("SHOP-1").result("failure");
        main(2, "2026-01-03T00:00:00Z").head(H2).commits(H2);
        main(3, "2026-01-04T00:00:00Z").head(H3).commits(H3);

        assertThat(attempts("SHOP-1")).containsExactly("shop/main #1", "shop/main #2");
    }

    @Test
    void job_that_deploys_the_same_commit_serves_what_the_build_before_it_carried() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(H1);
        main(2, "2026-01-03T00:00:00Z").head(H2).commits(H2).keys("SHOP-1");
        main(3, "2026-01-04T00:00:00Z").head(H3).commits(H3);
        story.build("release", 1, "2026-01-02T06:00:00Z").head(H1).deploys("Deploy to production", "SUCCESS");
        story.build("release", 2, "2026-01-05T00:00:00Z").head(H3).deploys("Deploy to production", "FAILURE");
        story.build("release", 3, "2026-01-06T00:00:00Z").head(H3).deploys("Deploy to production", "SUCCESS");

        assertThat(attempts("SHOP-1"))
                .containsExactlyInAnyOrder(
                        "shop/main #2", "release #2", "release #2 deploy production", "release #3 deploy production");
    }

    @Test
    void commit_that_is_built_again_later_contains_nothing_newer() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(H1);
        main(2, "2026-01-03T00:00:00Z").head(H2).commits(H2).keys("SHOP-1");
        story.build("release", 1, "2026-01-04T00:00:00Z").head(H2).result("failure");
        story.build("release", 2, "2026-01-05T00:00:00Z").head(H1);

        assertThat(attempts("SHOP-1")).containsExactlyInAnyOrder("shop/main #2", "release #1");
    }

    @Test
    void nightly_build_of_the_same_commits_is_an_attempt_and_no_second_change() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(C, H1).keys("SHOP-1");
        story.build("nightly", 8, "2026-01-03T02:00:00Z")
                .head(H2)
                .commits(C, H1, H2)
                .keys("SHOP-1");

        List<ChainedChange> changes = story.item("SHOP-1").changes();
        assertThat(changes)
                .extracting(change -> change.source().snapshot().key())
                .containsExactly("shop/main #1");
        assertThat(attempts("SHOP-1")).containsExactlyInAnyOrder("shop/main #1", "nightly #8");
    }

    @Test
    void builds_of_branches_and_pull_requests_claim_nothing() {
        story.build("shop/PR-7", 1, "2026-01-02T00:00:00Z")
                .branch("PR-7")
                .head(H1)
                .commits(H1)
                .keys("SHOP-1");
        story.build("shop/x", 1, "2026-01-02T00:00:00Z")
                .branch("feature/SHOP-1")
                .head(H2)
                .keys("SHOP-1");

        assertThat(story.item("SHOP-1").changes()).isEmpty();
    }

    @Test
    void branch_of_any_name_counts_if_its_job_deploys_to_production() {
        story.build("shop", 1, "2026-01-01T00:00:00Z")
                .branch("origin/line")
                .head(H1)
                .deploys("Deploy live", "SUCCESS");
        story.build("shop", 2, "2026-01-02T00:00:00Z")
                .branch("origin/line")
                .head(H2)
                .commits(H2)
                .keys("SHOP-1");

        assertThat(attempts("SHOP-1")).containsExactly("shop #2");
    }

    @Test
    void build_with_a_captured_pull_request_of_the_same_commits_is_no_second_change() {
        story.pullRequest("7", "SHOP-1", C, "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z");
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(C, H1).keys("SHOP-1");

        assertThat(story.item("SHOP-1").changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.source().artifact().kind()).isEqualTo(ArtifactKind.PULL_REQUEST));
        assertThat(attempts("SHOP-1")).containsExactly("shop/main #1");
    }

    @Test
    void job_without_a_version_control_carries_issues_all_the_same() {
        story.build("old", 1, "2026-01-02T00:00:00Z").keys("SHOP-1").result("failure");
        story.build("old", 2, "2026-01-03T00:00:00Z");
        story.build("old", 3, "2026-01-04T00:00:00Z");

        assertThat(attempts("SHOP-1")).containsExactly("old #1", "old #2");
    }

    @Test
    void head_of_a_library_that_several_jobs_check_out_carries_nothing_from_one_to_the_other() {
        main(1, "2026-01-02T00:00:00Z").head(H1, C).commits(H1).keys("SHOP-1").result("failure");
        story.build("other/main", 1, "2026-01-03T00:00:00Z")
                .branch("main")
                .head(H2, C)
                .commits(H2);
        main(2, "2026-01-04T00:00:00Z").head(H3, C).commits(H3);

        assertThat(attempts("SHOP-1")).containsExactly("shop/main #1", "shop/main #2");
    }

    @Test
    void first_production_deployment_is_the_baseline_and_what_it_contains_is_done_by_status() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(H1).keys("SHOP-1").deploys("Deploy to production", "SUCCESS");

        assertThat(story.item("SHOP-1").changes())
                .singleElement()
                .satisfies(change -> assertThat(change.traced()).isFalse());
        assertThat(story.flow("SHOP-1").chain().doneRule()).isEqualTo(DoneRule.TRACKED);
    }

    @Test
    void build_that_carries_twenty_issues_delivers_each_of_them() {
        main(1, "2026-01-01T00:00:00Z").head(H1).deploys("Deploy to production", "SUCCESS");
        String[] keys =
                IntStream.rangeClosed(101, 120).mapToObj(n -> "SHOP-" + n).toArray(String[]::new);
        for (String key : keys) {
            story.issue(key, "2026-01-01T00:00:00Z").done(key, "2026-01-02T12:00:00Z");
        }
        main(2, "2026-01-02T00:00:00Z").head(H2).commits(H2).keys(keys);
        main(3, "2026-01-03T00:00:00Z").head(H3).commits(H3).deploys("Deploy to production", "FAILURE");
        main(4, "2026-01-04T00:00:00Z").head(H4).commits(H4).deploys("Deploy to production", "SUCCESS");

        for (String key : keys) {
            ItemFlow flow = story.flow(key);
            assertThat(flow.chain().doneRule()).isEqualTo(DoneRule.DELIVERED);
            assertThat(flow.stop()).isEqualTo("2026-01-04T00:02:00Z");
            assertThat(flow.chain().parts())
                    .extracting(Chain.Part::key)
                    .containsExactly(
                            "shop/main #2", "shop/main #3 deploy production", "shop/main #4 deploy production");
        }
    }

    @Test
    void key_of_an_issue_nobody_captured_joins_nothing() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(H1).keys("UTF-8", "SHOP-12", "HOP-1");

        assertThat(story.items()).allSatisfy(item -> assertThat(item.changes()).isEmpty());
    }

    @Test
    void renamed_job_goes_on_as_the_same_pipeline_with_the_same_baseline() {
        main(1, "2026-01-01T00:00:00Z").head(H1).commits(H1).deploys("Deploy to production", "SUCCESS");
        main(2, "2026-01-02T00:00:00Z").head(H2).commits(H2).keys("SHOP-1");
        renamed(3, "2026-01-03T00:00:00Z").head(H3).commits(H3).deploys("Deploy to production", "SUCCESS");
        renamed(4, "2026-01-04T00:00:00Z").head(H4).commits(H4).deploys("Deploy to production", "SUCCESS");

        assertThat(attempts("SHOP-1"))
                .as("a build that ended well before the rename is not built again by the job's next one")
                .containsExactlyInAnyOrder("shop/main #2", "store/main #3 deploy production");
        assertThat(story.item("SHOP-1").changes())
                .extracting(ChainedChange::service)
                .containsOnly(new ChainedChange.Service("shop/main", Instant.parse("2026-01-01T00:02:00Z")));
    }

    @Test
    void other_job_under_the_name_that_a_renamed_one_gave_up_is_another_pipeline() {
        main(1, "2026-01-02T00:00:00Z").head(H1).commits(H1).keys("SHOP-1");
        story.build("shop/main", 2, "2026-01-03T00:00:00Z")
                .branch("main")
                .jobBefore("shop/main@1767312000000")
                .head(H1);
        renamed(3, "2026-01-04T00:00:00Z").head(H1);

        assertThat(attempts("SHOP-1")).containsExactlyInAnyOrder("shop/main #1", "shop/main #2");
    }

    private Build renamed(int number, String at) {
        return story.build("store/main", number, at).branch("main").jobBefore("shop/main");
    }

    private List<String> attempts(String key) {
        ItemHistory item = story.item(key);
        return item.changes().stream()
                .flatMap(change -> change.attempts().stream())
                .map(ArtifactHistory::snapshot)
                .map(snapshot -> snapshot.key())
                .distinct()
                .toList();
    }
}
