package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.AuthorDate;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which production deployment is the first to contain a change, however that came to the trunk. Commits: a - b - c - d. */
class DeliveriesTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);
    private static final String D = "d".repeat(40);
    private static final String OWN_1 = "1".repeat(40);
    private static final String OWN_2 = "2".repeat(40);
    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Story story;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("chain.db"));
        story.commit(A, "2026-01-01T00:00:00Z").production("1", A, "2026-01-01T12:00:00Z", "success");
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void squashed_pull_request_is_delivered_with_its_merge_commit_and_counts_from_its_first_author_date() {
        story.commit(B, "2026-01-05T00:00:00Z", A).production("2", B, "2026-01-06T00:00:00Z", "success");
        story.pullRequest("7", "X-1", B, "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN_1, "2026-01-03T00:00:00Z")
                .with(OWN_2, "2026-01-04T12:00:00Z");

        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(3)));
        assertThat(change("acme/shop#7").arrival())
                .isEqualTo(new Delivery.Arrival(Instant.parse("2026-01-06T00:00:00Z"), Story.deploymentId("2")));
        assertThat(keys()).containsExactly("aaaaaaaaaa", "acme/shop#7");
    }

    @Test
    void rebased_commits_belong_to_their_pull_request_and_are_no_changes_of_the_trunk() {
        // author dates of b and c are a day before they came to the trunk, as Story makes them
        story.commit(B, "2026-01-05T00:00:00Z", A).commit(C, "2026-01-05T06:00:00Z", B);
        story.production("2", C, "2026-01-06T00:00:00Z", "success");
        story.pullRequest("7", "X-1", C, "2026-01-04T08:00:00Z", "2026-01-05T06:00:00Z")
                .with(OWN_1, "2026-01-04T00:00:00Z")
                .with(OWN_2, "2026-01-04T06:00:00Z");

        assertThat(keys()).containsExactly("aaaaaaaaaa", "acme/shop#7");
        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(2)));
    }

    @Test
    void merged_branch_keeps_its_commits_with_their_pull_request() {
        story.commit(OWN_1, "2026-01-03T00:00:00Z", A).commit(B, "2026-01-05T00:00:00Z", A, OWN_1);
        story.pullRequest("7", "X-1", B, "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN_1, "2026-01-02T00:00:00Z");

        assertThat(keys()).containsExactly("aaaaaaaaaa", "acme/shop#7");
        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(new Figure.Open<>(Duration.ofDays(30)));
    }

    @Test
    void commit_on_the_trunk_without_a_pull_request_is_a_change_of_its_own() {
        story.commit(B, "2026-01-05T00:00:00Z", A).production("2", B, "2026-01-06T00:00:00Z", "success");

        assertThat(change("bbbbbbbbbb").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(2)));
    }

    @Test
    void merge_made_by_hand_is_no_change_and_what_it_merges_is() {
        story.commit(B, "2026-01-03T00:00:00Z", A).commit(C, "2026-01-05T00:00:00Z", A, B);

        assertThat(keys()).containsExactly("aaaaaaaaaa", "bbbbbbbbbb");
    }

    @Test
    void cherry_picked_commit_on_the_trunk_is_delivered_with_its_copy_and_counts_from_its_first_author_date() {
        // c was written on a release branch on 2 January and picked onto the trunk on 8 January
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        story.commit(B, "2026-01-05T00:00:00Z", A).commit(C, "2026-01-08T00:00:00Z", attributes, B);
        story.production("2", B, "2026-01-06T00:00:00Z", "success")
                .production("3", C, "2026-01-09T00:00:00Z", "success");

        assertThat(change("cccccccccc").arrival().deployment()).isEqualTo(Story.deploymentId("3"));
        assertThat(change("cccccccccc").leadTime(LATER)).isEqualTo(Figure.of(Duration.ofDays(2)));
    }

    @Test
    void reverted_change_was_delivered_all_the_same_and_its_revert_is_a_change_of_its_own() {
        story.commit(B, "2026-01-05T00:00:00Z", A).commit(C, "2026-01-07T00:00:00Z", B);
        story.production("2", B, "2026-01-06T00:00:00Z", "success")
                .production("3", C, "2026-01-07T01:00:00Z", "success");

        assertThat(change("bbbbbbbbbb").arrival().deployment()).isEqualTo(Story.deploymentId("2"));
        assertThat(change("cccccccccc").arrival().deployment()).isEqualTo(Story.deploymentId("3"));
    }

    @Test
    void failed_deployment_delivers_nothing_and_is_listed() {
        story.commit(B, "2026-01-05T00:00:00Z", A).production("2", B, "2026-01-06T00:00:00Z", "failure");
        story.commit(C, "2026-01-07T00:00:00Z", B).production("3", C, "2026-01-08T00:00:00Z", "success");
        story.commit(D, "2026-01-09T00:00:00Z", C).production("4", D, "2026-01-10T00:00:00Z", "in_progress");

        assertThat(change("bbbbbbbbbb").arrival().deployment()).isEqualTo(Story.deploymentId("3"));
        assertThat(delivery().deployments())
                .extracting(Deployment::key, Deployment::outcome, Deployment::baseline)
                .containsExactly(
                        tuple("deploy 1", Outcome.SUCCEEDED, true),
                        tuple("deploy 2", Outcome.FAILED, false),
                        tuple("deploy 3", Outcome.SUCCEEDED, false),
                        tuple("deploy 4", Outcome.UNFINISHED, false));
        assertThat(change("dddddddddd").leadTime(LATER)).isEqualTo(new Figure.Open<>(Duration.ofDays(24)));
    }

    @Test
    void what_the_first_production_deployment_contains_is_unknown() {
        assertThat(change("aaaaaaaaaa").leadTime(LATER).reason())
                .map(Reason::code)
                .contains(Reason.Code.BEFORE_BASELINE);
    }

    @Test
    void merge_commit_that_was_not_captured_is_unknown() {
        story.pullRequest("7", "X-1", D, "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN_1, "2026-01-03T00:00:00Z");

        assertThat(change("acme/shop#7").leadTime(LATER).reason())
                .map(Reason::code)
                .contains(Reason.Code.NOT_TRACED);
    }

    @Test
    void author_date_after_the_pull_request_was_opened_is_bounded_by_the_opening() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.pullRequest("7", "X-1", B, "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN_1, "2026-01-04T00:00:00Z");

        DeliveredChange change = change("acme/shop#7");
        assertThat(change.authored()).isEqualTo(new AuthorDate(Figure.of(Instant.parse("2026-01-03T00:00:00Z")), true));
        assertThat(change.leadTime(LATER))
                .isEqualTo(new Figure.Open<>(Duration.between(Instant.parse("2026-01-03T00:00:00Z"), LATER)));
    }

    @Test
    void one_commit_from_before_the_opening_is_enough_to_know_when_it_began() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.pullRequest("7", "X-1", B, "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN_1, "2026-01-04T00:00:00Z")
                .with(OWN_2, "2026-01-02T00:00:00Z");

        assertThat(change("acme/shop#7").authored())
                .isEqualTo(new AuthorDate(Figure.of(Instant.parse("2026-01-02T00:00:00Z")), false));
    }

    @Test
    void author_date_after_the_merge_is_contradictory() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.pullRequest("7", "X-1", B, "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN_1, "2026-01-05T00:00:01Z");

        assertThat(change("acme/shop#7").leadTime(LATER)).isInstanceOf(Figure.Contradictory.class);
    }

    @Test
    void pull_request_to_a_branch_that_never_reached_production_waits() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.pullRequest("7", "X-1", OWN_1, "2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z")
                .with(OWN_2, "2026-01-02T00:00:00Z")
                .attribute("defaultBranch", "false");

        assertThat(keys()).containsExactly("aaaaaaaaaa", "acme/shop#7", "bbbbbbbbbb");
        assertThat(change("acme/shop#7").leadTime(LATER)).isEqualTo(new Figure.Open<>(Duration.ofDays(30)));
    }

    @Test
    void bots_are_told_apart() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.pullRequest("7", "X-1", B, "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z")
                .attribute("authorType", "bot");

        assertThat(change("acme/shop#7").automated()).isTrue();
        assertThat(change("aaaaaaaaaa").automated()).isFalse();
    }

    @Test
    void stage_of_a_jenkins_build_delivers_captured_commits() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.build("shop/main", 4, "2026-01-06T00:00:00Z").head(B).deploys("Deploy to production", "SUCCESS");

        assertThat(change("bbbbbbbbbb").arrival().at()).isEqualTo("2026-01-06T00:02:00Z");
        assertThat(delivery().deployments())
                .extracting(Deployment::key)
                .containsExactly("deploy 1", "shop/main #4 deploy production");
    }

    @Test
    void service_that_never_deployed_to_production_says_so() {
        Story other = Story.in(folder.resolve("other.db"));
        other.commit(A, "2026-01-01T00:00:00Z");
        try {
            assertThat(other.reader().deliveries().get(0).changes())
                    .singleElement()
                    .satisfies(change -> assertThat(change.leadTime(LATER).reason())
                            .map(Reason::code)
                            .contains(Reason.Code.NO_PRODUCTION));
        } finally {
            other.close();
        }
    }

    private Delivery delivery() {
        List<Delivery> deliveries = story.reader().deliveries();
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).service()).isEqualTo("acme/shop");
        return deliveries.get(0);
    }

    private List<String> keys() {
        return delivery().changes().stream().map(DeliveredChange::key).toList();
    }

    private DeliveredChange change(String key) {
        return delivery().changes().stream()
                .filter(change -> change.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
