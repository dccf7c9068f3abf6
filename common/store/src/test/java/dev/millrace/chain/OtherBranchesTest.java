package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes and deployments of other branches than the trunk. The trunk: a - b - c - d; a is in the first deployment. */
class OtherBranchesTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);
    private static final String D = "d".repeat(40);
    private static final String SIDE_1 = "1".repeat(40);
    private static final String SIDE_2 = "2".repeat(40);
    private static final String OWN = "3".repeat(40);
    private static final String LOST = "f".repeat(40);
    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Story story;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("chain.db"));
        story.commit(A, at(1)).production("1", A, at(2), "success");
    }

    @AfterEach
    void close() {
        story.close();
    }

    // ---- deployments of other branches

    @Test
    void release_from_a_maintenance_branch_delivers_what_the_branch_began_with() {
        story.commit(B, at(5), A).commit(C, at(6), B);
        story.commitAside(SIDE_1, at(7), B);
        story.production("2", SIDE_1, at(8), "success").production("3", C, at(20), "success");

        assertThat(arrival("bbbbbbbbbb")).isEqualTo(Story.deploymentId("2"));
        assertThat(arrival("cccccccccc")).isEqualTo(Story.deploymentId("3"));
        assertThat(keys()).as("the branch's own commit is no change").doesNotContain("1111111111");
    }

    @Test
    void deployment_that_could_not_be_read_makes_unknown_what_may_have_been_in_it() {
        story.commit(B, at(5), A);
        story.production("2", LOST, at(6), "success").production("3", B, at(8), "success");

        DeliveredChange change = change("bbbbbbbbbb");
        assertThat(change.arrival()).isNull();
        assertThat(change.leadTime(LATER).reason())
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo(Reason.Code.UNREAD_DEPLOYMENTS))
                .hasValueSatisfying(reason -> assertThat(reason.detail()).startsWith("1 deployment to production"));
    }

    @Test
    void what_waits_is_unknown_too_while_a_deployment_since_then_could_not_be_read() {
        story.commit(B, at(5), A);
        story.production("2", LOST, at(6), "success").production("3", LOST.replace("ff", "fe"), at(9), "success");

        assertThat(change("bbbbbbbbbb").leadTime(LATER).reason())
                .hasValueSatisfying(reason -> assertThat(reason.detail()).startsWith("2 deployments to production"));
    }

    @Test
    void unread_deployments_before_a_change_landed_behind_its_delivery_or_failed_do_not_matter() {
        story.production("2", LOST, at(4), "success");
        story.commit(B, at(5), A);
        story.production("3", LOST.replace("ff", "fe"), at(6), "failure");
        story.production("4", B, at(7), "success").production("5", LOST.replace("ff", "fd"), at(8), "success");

        assertThat(change("bbbbbbbbbb").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(3)));
    }

    @Test
    void unread_deployment_of_another_repository_does_not_matter() {
        story.commit(B, at(5), A);
        story.build("other/main", 1, at(6))
                .repository("acme/other")
                .branch("main")
                .head(LOST)
                .deploys("Deploy to production", "SUCCESS");
        story.production("2", B, at(7), "success");

        assertThat(change(delivery("acme/shop"), "bbbbbbbbbb").leadTime(LATER))
                .isEqualTo(Figure.of(Duration.ofDays(3)));
    }

    @Test
    void repository_whose_only_deployments_could_not_be_read_does_not_say_that_it_has_none() {
        Story other = Story.in(folder.resolve("other.db"));
        other.commit(A, at(1)).production("1", LOST, at(2), "success");
        try {
            assertThat(other.reader()
                            .deliveries()
                            .get(0)
                            .changes()
                            .get(0)
                            .leadTime(LATER)
                            .reason())
                    .map(Reason::code)
                    .contains(Reason.Code.UNREAD_DEPLOYMENTS);
        } finally {
            other.close();
        }
    }

    @Test
    void build_whose_sources_only_a_changelog_tells_is_unread_where_commits_are_captured() {
        story.commit(B, at(5), A);
        story.build("shop/release", 1, at(6))
                .repository("acme/shop")
                .branch("release")
                .head(LOST)
                .deploys("Deploy to production", "SUCCESS");
        story.production("2", B, at(8), "success");

        assertThat(change("bbbbbbbbbb").leadTime(LATER).reason())
                .map(Reason::code)
                .contains(Reason.Code.UNREAD_DEPLOYMENTS);
    }

    @Test
    void item_does_not_wait_for_a_change_of_which_a_deployment_could_not_be_read() {
        story.issue("X-1", at(3)).done("X-1", at(7));
        story.commit(B, at(5), A);
        story.pullRequest("7", "X-1", B, at(4), at(5));
        story.production("2", LOST, at(6), "success").production("3", B, at(20), "success");

        ItemFlow flow = story.flow("X-1");
        assertThat(flow.stop()).isEqualTo(Instant.parse(at(7)));
    }

    // ---- changes of other branches

    @Test
    void change_of_a_former_default_branch_is_delivered_by_ancestry() {
        story.commit(B, at(5), A).production("2", B, at(6), "success");
        into("master", story.pullRequest("7", "X-1", B, at(4), at(5)).with(OWN, at(3)));

        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(3)));
    }

    @Test
    void change_of_develop_is_delivered_when_develop_was_merged_and_deployed() {
        story.commit(SIDE_1, at(5), A).commit(C, at(8), A, SIDE_1).production("2", C, at(9), "success");
        into("develop", story.pullRequest("7", "X-1", SIDE_1, at(4), at(5)).with(OWN, at(3)));
        story.pullRequest("8", "X-2", C, at(7), at(8)).with(SIDE_1, at(4));

        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(6)));
        assertThat(arrival("acme/shop#7")).isEqualTo(Story.deploymentId("2"));
    }

    @Test
    void change_of_develop_is_delivered_by_the_squash_that_lists_it() {
        story.commit(C, at(8), A).production("2", C, at(9), "success");
        story.pullRequest("8", "X-2", C, at(7), at(8)).with(SIDE_1, at(4)).with(SIDE_2, at(6));
        into("develop", story.pullRequest("9", "X-1", SIDE_1, at(4), at(5)).with(OWN, at(3)));

        assertThat(change("acme/shop#9").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(6)));
    }

    @Test
    void squash_of_a_squash_carries_what_the_first_one_held() {
        // 7 -> feature, feature -> develop squashed, develop -> main squashed
        story.commit(C, at(9), A).production("2", C, at(10), "success");
        into("feature", story.pullRequest("7", "X-1", SIDE_1, at(3), at(4)).with(OWN, at(3)));
        into("develop", story.pullRequest("8", "X-2", SIDE_2, at(5), at(6)).with(SIDE_1, at(4)));
        story.pullRequest("9", "X-3", C, at(7), at(9)).with(SIDE_2, at(6));

        assertThat(arrival("acme/shop#7")).isEqualTo(Story.deploymentId("2"));
        assertThat(arrival("acme/shop#8")).isEqualTo(Story.deploymentId("2"));
    }

    @Test
    void change_of_a_release_branch_is_delivered_by_the_release_from_that_branch() {
        story.commit(B, at(5), A);
        story.commitAside(SIDE_1, at(6), A);
        into("stable", story.pullRequest("7", "X-1", SIDE_1, at(5), at(6)).with(OWN, at(5)));
        story.production("2", SIDE_1, at(8), "success");

        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(3)));
    }

    @Test
    void squash_of_more_commits_than_github_tells_makes_unknown_what_it_may_hold() {
        story.commit(C, at(8), A).production("2", C, at(9), "success");
        Story.PullRequest squash = story.pullRequest("8", "X-2", C, at(7), at(8));
        for (int i = 0; i < 250; i++) {
            squash.with(String.format("%040x", 0xABC000 + i), at(4));
        }
        into("develop", story.pullRequest("7", "X-1", SIDE_1, at(4), at(5)).with(OWN, at(3)));

        assertThat(change("acme/shop#7").leadTime(LATER).reason())
                .map(Reason::code)
                .contains(Reason.Code.NOT_TRACED);
    }

    @Test
    void merge_commit_of_more_commits_than_github_tells_hides_nothing() {
        story.commitAside(D, at(7), A);
        story.commit(C, at(8), A, D).production("2", C, at(9), "success");
        Story.PullRequest merge = story.pullRequest("8", "X-2", C, at(7), at(8));
        for (int i = 0; i < 250; i++) {
            merge.with(String.format("%040x", 0xABC000 + i), at(4));
        }
        into("develop", story.pullRequest("7", "X-1", SIDE_1, at(4), at(5)).with(OWN, at(3)));

        assertThat(change("acme/shop#7").leadTime(LATER).reason())
                .as("git tells what a merge commit holds")
                .isEmpty();
    }

    @Test
    void item_waits_for_a_change_of_a_branch_that_reaches_production() {
        story.issue("X-1", at(3)).done("X-1", at(6)).issue("X-5", at(3)).done("X-5", at(14));
        story.commit(SIDE_1, at(5), A).commit(C, at(8), A, SIDE_1).production("2", C, at(9), "success");
        into("develop", story.pullRequest("7", "X-1", SIDE_1, at(4), at(5)).with(OWN, at(3)));
        into("develop", story.pullRequest("8", "X-5", SIDE_2, at(11), at(12)).with(OWN, at(10)));

        assertThat(story.flow("X-1").stop()).isEqualTo(Instant.parse(at(9)));
        assertThat(story.flow("X-5").stop()).isNull();
    }

    @Test
    void item_does_not_wait_for_a_change_of_a_branch_that_never_reached_production() {
        story.issue("X-1", at(3)).done("X-1", at(6));
        story.commit(B, at(5), A).production("2", B, at(6), "success");
        into("docs", story.pullRequest("7", "X-1", SIDE_1, at(4), at(5)).with(OWN, at(3)));

        assertThat(story.flow("X-1").stop()).isEqualTo(Instant.parse(at(6)));
    }

    private static void into(String branch, Story.PullRequest pullRequest) {
        pullRequest.attribute("base", branch).attribute("defaultBranch");
    }

    private static String at(int day) {
        return String.format("2026-01-%02dT00:00:00Z", day);
    }

    private Delivery delivery(String service) {
        return story.reader().deliveries().stream()
                .filter(delivery -> delivery.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private List<String> keys() {
        return delivery("acme/shop").changes().stream()
                .map(DeliveredChange::key)
                .toList();
    }

    private DeliveredChange change(String key) {
        return change(delivery("acme/shop"), key);
    }

    private static DeliveredChange change(Delivery delivery, String key) {
        return delivery.changes().stream()
                .filter(change -> change.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Object arrival(String key) {
        return change(key).arrival().deployment();
    }
}
