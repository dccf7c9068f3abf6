package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.metrics.PullRequestFlows;
import dev.millrace.metrics.delivery.DeploymentFailure;
import dev.millrace.metrics.delivery.FailureFinder;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pull requests #1 to #7, merged and deployed on one day each: which of them takes which back, and whose deployment was wrong. */
class TakenBackTest {

    private static final String TITLE = "Change rounding";

    @TempDir
    private Path folder;

    private Story story;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("chain.db"));
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void hash_in_the_merge_commit_decides_whatever_the_title_says() {
        merged(1, "Begin");
        merged(3, TITLE);
        merged(4, "Back out the new rounding", 3);

        assertThat(taken("4")).containsExactly("3");
        assertThat(wrong()).containsExactly(tuple("3", "4"));
    }

    @Test
    void hash_decides_where_titles_are_equal() {
        merged(1, "Begin");
        merged(2, TITLE);
        merged(3, TITLE);
        merged(4, "Revert \"" + TITLE + "\"", 2);

        assertThat(taken("4")).as("not the latest of that title").containsExactly("2");
        assertThat(wrong()).containsExactly(tuple("2", "4"));
    }

    @Test
    void hash_in_a_commit_of_the_branch_counts_and_may_name_one_of_a_branch() {
        merged(1, "Begin");
        merged(2, TITLE).with(own(2), "2026-03-02T08:00:00Z");
        String trunk = sha(2);
        story.commit(own(3), "2026-03-03T08:00:00Z", new TreeMap<>(Map.of("reverts", List.of(own(2), trunk))), trunk);
        story.commit(sha(3), "2026-03-03T10:00:00Z", trunk, own(3));
        story.pullRequest("3", "X-1", sha(3), "2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z")
                .with(own(3), "2026-03-03T08:00:00Z")
                .titled("Back out");
        deployed(3);

        assertThat(taken("3")).containsExactly("2");
    }

    @Test
    void number_decides_where_no_hash_is_named() {
        merged(1, "Begin");
        merged(2, TITLE);
        merged(3, TITLE);
        merged(4, "Revert \"" + TITLE + "\"").attribute("revertsPullRequest", "Acme/Shop#2");

        assertThat(taken("4")).containsExactly("2");
    }

    @Test
    void several_hashes_take_several_changes_back_and_one_deployment_fails_once() {
        merged(1, "Begin");
        merged(2, "One");
        merged(3, "Two");
        merged(4, "Back to yesterday", 2, 3);

        assertThat(taken("4")).containsExactlyInAnyOrder("2", "3");
        assertThat(wrong()).containsExactly(tuple("2", "4"), tuple("3", "4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Revert \"Revert \"Change rounding\"\"", "Reapply \"Change rounding\"", "Rounding, once more"})
    void what_brings_a_change_back_blames_nobody_however_it_is_worded(String title) {
        merged(1, "Begin");
        merged(3, TITLE);
        merged(4, "Revert \"" + TITLE + "\"");
        if (title.startsWith("Rounding")) {
            merged(5, title, 4);
        } else {
            merged(5, title);
        }
        merged(6, "Other");

        assertThat(taken("4")).containsExactly("3");
        assertThat(taken("5")).isEmpty();
        assertThat(wrong()).containsExactly(tuple("3", "4"));
    }

    @Test
    void change_that_came_back_can_be_taken_back_again() {
        merged(1, "Begin");
        merged(3, TITLE);
        merged(4, "Out", 3);
        merged(5, "In", 4);
        merged(6, "Out again", 5);

        assertThat(taken("6")).containsExactly("5");
        assertThat(wrong()).containsExactly(tuple("3", "4"), tuple("5", "6"));
    }

    @Test
    void revert_of_what_nobody_captured_is_a_revert_all_the_same() {
        merged(1, "Begin");
        merged(4, "Revert \"Before our time\"");
        merged(5, "Reapply \"Before our time\"");

        assertThat(taken("5")).isEmpty();
        assertThat(wrong()).isEmpty();
    }

    @Test
    void changes_that_say_of_each_other_that_they_take_them_back_end_nowhere() {
        merged(1, "Begin");
        merged(2, "This", 3);
        merged(3, "That", 2);

        assertThat(story.reader().deliveries().get(0).changes()).hasSize(3);
    }

    @Test
    void bots_pull_requests_are_no_items_and_told_apart() {
        merged(1, "Begin").attribute("authorType", "bot");
        merged(2, "Work");
        List<Automation> automation = new ArrayList<>();
        ChainReader reader = story.reader();
        reader.forEachAutomation(automation::add);

        assertThat(automation)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "pullRequest.artifact", "pullRequest.reviewersTurn")
                .containsExactly(PullRequestFlows.automation(
                        Story.REPOSITORY,
                        "default",
                        null,
                        Story.REPOSITORY,
                        Instant.parse("2026-03-01T09:00:00Z"),
                        Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(story.items())
                .extracting(item -> item.item().artifact().nativeId())
                .containsExactly("2");
    }

    private Story.PullRequest merged(int day, String title, int... reverts) {
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        List<String> taken = new ArrayList<>();
        for (int of : reverts) {
            taken.add(sha(of));
        }
        if (!taken.isEmpty()) {
            attributes.put("reverts", taken);
        }
        story.commit(sha(day), at(day, 10), attributes, last);
        last = new String[] {sha(day)};
        Story.PullRequest made = story.pullRequest("" + day, "X-1", sha(day), at(day, 9), at(day, 10))
                .titled(title);
        deployed(day);
        return made;
    }

    private String[] last = {};

    private void deployed(int day) {
        story.production("" + day, sha(day), at(day, 12), "success");
    }

    private List<String> taken(String pullRequest) {
        return story.reader().deliveries().get(0).changes().stream()
                .filter(change -> change.artifact().equals(Story.pullRequestId(pullRequest)))
                .map(DeliveredChange::reverts)
                .flatMap(List::stream)
                .map(ArtifactId::nativeId)
                .toList();
    }

    /** The numbers of the deployments that failed, and of those that repaired them. */
    private List<org.assertj.core.groups.Tuple> wrong() {
        Delivery delivery = story.reader().deliveries().get(0);
        List<org.assertj.core.groups.Tuple> wrong = new ArrayList<>();
        for (DeploymentFailure failure : FailureFinder.find(delivery, List.of())) {
            ArtifactId repair = failure.repair();
            wrong.add(tuple(failure.failed().nativeId(), repair == null ? null : repair.nativeId()));
        }
        return wrong;
    }

    private static String at(int day, int hour) {
        return "2026-03-0%dT%02d:00:00Z".formatted(day, hour);
    }

    private static String sha(int day) {
        return String.valueOf(day).repeat(40);
    }

    private static String own(int day) {
        return (day + "a").repeat(20);
    }
}
