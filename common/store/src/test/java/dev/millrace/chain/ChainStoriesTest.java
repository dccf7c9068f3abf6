package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden stories that need the history of the repository, out of a real store. Commits: a - b - c - d. */
class ChainStoriesTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);
    private static final String D = "d".repeat(40);
    private static final String OWN = "1".repeat(40);

    @TempDir
    private Path folder;

    private Story story;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("chain.db"));
        story.commit(A, "2026-01-01T00:00:00Z").production("1", A, "2026-01-01T12:00:00Z", "success");
        story.issue("ABC-1", "2026-01-01T00:00:00Z").done("ABC-1", "2026-01-05T00:00:00Z");
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void squash_merge_is_delivered_with_its_merge_commit_although_no_own_commit_is_on_the_trunk() {
        story.commit(B, "2026-01-05T00:00:00Z", keys("ABC-1"), A).production("2", B, "2026-01-06T00:00:00Z", "success");
        story.pullRequest("7", "ABC-1", B, "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z")
                .with(OWN, "2026-01-03T00:00:00Z");

        ItemFlow flow = story.flow("ABC-1");
        assertThat(flow.stop()).isEqualTo("2026-01-06T00:00:00Z");
        assertThat(story.item("ABC-1").changes()).hasSize(1);
    }

    @Test
    void hot_fix_without_an_issue_is_an_item_from_its_opening_to_production() {
        story.commit(B, "2026-01-05T00:00:00Z", A).production("2", B, "2026-01-05T02:00:00Z", "success");
        story.pullRequest("9", "NONE-1", B, "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z");

        ItemHistory item = story.items().stream()
                .filter(found -> found.item().artifact().equals(Story.pullRequestId("9")))
                .findFirst()
                .orElseThrow();
        List<ItemFlow> flows = new FlowAlgebra(
                        DefaultValueStream.create(),
                        story.store().states(Story.ALL),
                        Definition.standard(),
                        (workflow, done, known) -> false)
                .flows(item, Story.LATER);

        assertThat(flows).hasSize(1);
        assertThat(flows.get(0).start()).isEqualTo("2026-01-05T00:00:00Z");
        assertThat(flows.get(0).stop()).isEqualTo("2026-01-05T02:00:00Z");
        assertThat(flows.get(0).chain().doneRule()).isEqualTo(DoneRule.DELIVERED);
    }

    @Test
    void pull_request_without_an_issue_that_was_closed_unmerged_is_cancelled() {
        story.pullRequest("9", "NONE-1", B, "2026-01-05T00:00:00Z", null).closed("2026-01-06T00:00:00Z");

        List<ItemFlow> flows = new FlowAlgebra(
                        DefaultValueStream.create(),
                        story.store().states(Story.ALL),
                        Definition.standard(),
                        (workflow, done, known) -> false)
                .flows(story.reader().item(Story.pullRequestId("9")).orElseThrow(), Story.LATER);

        assertThat(flows).singleElement().satisfies(flow -> {
            assertThat(flow.status()).isEqualTo(ItemFlow.Status.CANCELLED);
            assertThat(flow.totals().elapsed()).isEqualTo(Duration.ofDays(1));
        });
    }

    @Test
    void revert_on_the_trunk_joins_the_issue_of_what_it_takes_back_and_reopens_nothing() {
        story.commit(B, "2026-01-05T00:00:00Z", keys("ABC-1"), A).production("2", B, "2026-01-06T00:00:00Z", "success");
        story.commit(C, "2026-01-07T00:00:00Z", new TreeMap<>(Map.of("reverts", List.of(B))), B)
                .production("3", C, "2026-01-08T00:00:00Z", "success");

        ItemFlow flow = story.flow("ABC-1");
        assertThat(sources("ABC-1")).containsExactly("bbbbbbbbbb", "cccccccccc");
        assertThat(flow.chain().rework().reverts()).isEqualTo(1);
        assertThat(flow.stop()).isEqualTo("2026-01-06T00:00:00Z");
    }

    @Test
    void revert_of_a_merge_joins_the_issue_of_its_pull_request() {
        story.commit(B, "2026-01-05T00:00:00Z", A);
        story.pullRequest("7", "ABC-1", B, "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z");
        story.commit(C, "2026-01-07T00:00:00Z", new TreeMap<>(Map.of("reverts", List.of(B))), B);

        assertThat(sources("ABC-1")).containsExactly("cccccccccc", "acme/shop#7");
    }

    @Test
    void cherry_pick_onto_the_trunk_is_a_change_that_is_delivered_by_itself() {
        story.commit(B, "2026-01-03T00:00:00Z", keys("ABC-1"), A).commit(C, "2026-01-04T00:00:00Z", B);
        TreeMap<String, List<String>> picked = keys("ABC-1");
        picked.put("cherryPickedFrom", List.of(OWN));
        story.commit(D, "2026-01-04T12:00:00Z", picked, C)
                .production("2", C, "2026-01-04T06:00:00Z", "success")
                .production("3", D, "2026-01-09T00:00:00Z", "success");

        assertThat(story.flow("ABC-1").stop()).isEqualTo("2026-01-09T00:00:00Z");
    }

    @Test
    void deployment_of_a_commit_that_was_not_captured_makes_unknown_and_the_issue_decides() {
        story.commit(B, "2026-01-05T00:00:00Z", keys("ABC-1"), A)
                .production("2", OWN, "2026-01-06T00:00:00Z", "success");

        assertThat(story.flow("ABC-1").stop()).isEqualTo("2026-01-05T00:00:00Z");
    }

    private List<String> sources(String key) {
        return story.item(key).changes().stream()
                .map(change -> change.source())
                .map(ArtifactHistory::snapshot)
                .map(snapshot -> snapshot.key())
                .sorted()
                .sorted(Comparator.comparing(name -> name.contains("#")))
                .toList();
    }

    private static TreeMap<String, List<String>> keys(String key) {
        return new TreeMap<>(Map.of("keys.commit", List.of(key)));
    }
}
