package io.jenkins.plugins.millrace.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import io.jenkins.plugins.millrace.graph.GraphNode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a real controller does seldom: running, cut, damaged and odd graphs. */
class StageReaderTest {

    private static final String STAGE = "org.jenkinsci.plugins.workflow.support.steps.StageStep";
    private static final String NODE = "org.jenkinsci.plugins.workflow.support.steps.ExecutorStep";

    private final List<GraphNode> nodes = new ArrayList<>();

    @Test
    void running_stage_has_neither_end_nor_result() {
        start(3, 2, STAGE, false, null, 100L);
        start(4, 3, STAGE, true, "Build", 101L);
        StageRecord stage = only();
        assertThat(stage.start()).isNotNull();
        assertThat(stage.end()).isNull();
        assertThat(stage.result()).isNull();
    }

    @Test
    void stage_whose_start_was_lost_has_no_start_and_not_1970() {
        start(14, 2, STAGE, true, "placeholder", null);
        end(15, 14, 14, 200L, null);
        assertThat(only().start()).isNull();
        assertThat(only().end()).isNotNull();
        assertThat(only().length()).isNull();
    }

    @Test
    void step_that_never_got_its_agent_waited_until_it_was_aborted() {
        start(4, 3, STAGE, true, "Build", 100L);
        start(5, 4, NODE, false, null, 110L);
        end(6, 5, 5, 610L, "ABORTED");
        end(7, 6, 4, 620L, "ABORTED");
        assertThat(only().waited(Wait.Kind.AGENT).toMillis()).isEqualTo(500);
        assertThat(only().result()).isEqualTo("ABORTED");
    }

    @Test
    void step_that_still_waits_for_its_agent_has_waited_an_unknown_time() {
        start(4, 3, STAGE, true, "Build", 100L);
        start(5, 4, NODE, false, null, 110L);
        assertThat(only().waits())
                .containsExactly(new Wait(Wait.Kind.AGENT, java.time.Instant.ofEpochMilli(110), null));
        assertThat(only().waited(Wait.Kind.AGENT)).isNull();
    }

    @Test
    void further_tries_of_a_retry_are_counted_in_the_stage_around_it() {
        String retry = "org.jenkinsci.plugins.workflow.steps.RetryStep";
        start(4, 3, STAGE, true, "Flaky", 100L);
        start(5, 4, retry, false, null, 110L);
        start(6, 5, retry, true, null, 120L);
        end(7, 6, 6, 130L, "FAILURE");
        start(8, 5, retry, true, null, 140L);
        end(9, 8, 8, 150L, "FAILURE");
        start(10, 5, retry, true, null, 160L);
        end(11, 10, 10, 170L, null);
        end(12, 11, 5, 180L, null);
        end(13, 12, 4, 190L, null);
        assertThat(only().retries()).isEqualTo(2);
        assertThat(only().result()).isEqualTo("SUCCESS");
    }

    @Test
    void what_a_stage_says_it_deploys_is_kept_with_it_and_outside_of_stages_it_is_told() {
        start(4, 3, STAGE, true, "Ship it", 100L);
        says(5, 4, deploys("prod-eu"));
        end(6, 5, 4, 190L, null);
        says(7, 6, deploys("nowhere"));
        says(8, 7, new GraphNode.Links(List.of("SHOP-1"), List.of("12"), List.of()));
        assertThat(only().deployment()).isEqualTo(new DeployRecord("prod-eu", null, "1.4", null));
        assertThat(read().troubles())
                .containsExactly("millraceDeployment for nowhere stands in no stage, whose time and result would be"
                        + " those of the deployment; it is left out");
        assertThat(read().links()).extracting(GraphNode.Links::pullRequests).containsExactly(List.of("12"));
    }

    private static GraphNode.Said deploys(String environment) {
        return new GraphNode.Deploys(new DeployRecord(environment, null, "1.4", null));
    }

    private void says(int id, int parent, GraphNode.Said said) {
        nodes.add(new GraphNode(
                "" + id,
                List.of("" + parent),
                Kind.ATOM,
                null,
                150L,
                "some.Step",
                false,
                null,
                null,
                Map.of(),
                null,
                null,
                List.of(),
                null,
                said));
    }

    @Test
    void agent_outside_of_all_stages_is_kept_apart() {
        start(3, 2, NODE, false, null, 100L);
        start(4, 3, NODE, true, null, 150L);
        start(6, 5, STAGE, true, "Build", 160L);
        GraphReading reading = read();
        assertThat(reading.waitsOutside()).map(wait -> wait.length().toMillis()).containsExactly(50L);
        assertThat(reading.stages())
                .singleElement()
                .extracting(StageRecord::waits)
                .isEqualTo(List.of());
    }

    @Test
    void tag_of_a_skipped_stage_outranks_the_error_it_inherited() {
        nodes.add(new GraphNode(
                "4",
                List.of("3"),
                Kind.START,
                null,
                100L,
                STAGE,
                true,
                "Deploy",
                null,
                Map.of("STAGE_STATUS", "SKIPPED_FOR_FAILURE"),
                null,
                null,
                List.of()));
        end(5, 4, 4, 101L, "FAILURE");
        assertThat(only().result()).isEqualTo("NOT_BUILT");
        assertThat(only().skipped()).isEqualTo("SKIPPED_FOR_FAILURE");
    }

    @Test
    void retried_stage_keeps_its_last_result() {
        nodes.add(new GraphNode(
                "4",
                List.of("3"),
                Kind.START,
                null,
                100L,
                STAGE,
                true,
                "Test",
                null,
                Map.of("STAGE_STATUS", "FAILED_AND_CONTINUED"),
                null,
                null,
                List.of()));
        end(5, 4, 4, 101L, null);
        assertThat(only().result()).isEqualTo("SUCCESS");
        assertThat(only().skipped()).isNull();
    }

    @Test
    void branch_and_stage_of_one_name_are_two_and_nest() {
        start(3, 2, "org.jenkinsci.plugins.workflow.cps.steps.ParallelStep", false, null, 100L);
        nodes.add(new GraphNode(
                "4",
                List.of("3"),
                Kind.START,
                null,
                101L,
                "org.jenkinsci.plugins.workflow.cps.steps.ParallelStep",
                true,
                null,
                "linux",
                Map.of(),
                null,
                null,
                List.of()));
        start(5, 4, STAGE, false, null, 102L);
        start(6, 5, STAGE, true, "linux", 103L);
        assertThat(read().stages())
                .extracting(StageRecord::id, StageRecord::kind, StageRecord::parentId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("4", StageRecord.Kind.BRANCH, null),
                        org.assertj.core.groups.Tuple.tuple("6", StageRecord.Kind.STAGE, "4"));
    }

    @Test
    void nodes_that_are_each_others_parents_end_the_walk() {
        start(4, 5, STAGE, true, "one", 100L);
        start(5, 4, NODE, false, null, 101L);
        end(6, 7, 9, 102L, null);
        assertThat(read().stages()).hasSize(1);
    }

    private void start(int id, int parent, String step, boolean body, String label, Long millis) {
        nodes.add(new GraphNode(
                "" + id,
                List.of("" + parent),
                Kind.START,
                null,
                millis,
                step,
                body,
                label,
                null,
                Map.of(),
                null,
                null,
                List.of()));
    }

    private void end(int id, int parent, int opens, Long millis, String error) {
        nodes.add(new GraphNode(
                "" + id,
                List.of("" + parent),
                Kind.END,
                "" + opens,
                millis,
                null,
                true,
                null,
                null,
                Map.of(),
                error,
                null,
                List.of()));
    }

    private GraphReading read() {
        return StageReader.read(new FlowGraph(nodes, List.of()));
    }

    private StageRecord only() {
        assertThat(read().stages()).hasSize(1);
        return read().stages().get(0);
    }
}
