package dev.millrace.chain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.ArtifactNumbers;
import dev.millrace.chain.graph.CommitGraph;
import dev.millrace.chain.graph.Repositories;
import dev.millrace.chain.graph.Run;
import dev.millrace.chain.graph.Runs;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which attempts serve which commits. The history: a - b - c - d, and x beside b, merged by c. */
class CommitGraphTest {

    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<String> ALL = Set.of("a", "b", "c", "d", "x");
    private final CommitGraph graph = graph();
    private Runs all = new Runs(new ArtifactNumbers(), graph, new StringPool());

    @Test
    void commit_that_was_only_named_as_a_parent_is_not_known() {
        graph.add("e", List.of("never-seen"));

        assertThat(graph.knows("e")).isTrue();
        assertThat(graph.knows("never-seen")).isFalse();
    }

    @Test
    void attempts_up_to_the_first_success_serve_a_commit_and_later_ones_do_not() {
        ContainmentIndex index = served(build("1", "b", 1, false), build("2", "c", 2, true), build("3", "d", 3, true));

        assertThat(attempts(index, "b")).containsExactly(id("1"), id("2"));
        assertThat(attempts(index, "x")).containsExactly(id("2"));
        assertThat(attempts(index, "d")).containsExactly(id("3"));
    }

    @Test
    void each_pipeline_serves_by_itself() {
        Run other = new Run(id("9"), "other", "d", DAY.plusSeconds(9), DAY.plusSeconds(9), false, "shop");
        ContainmentIndex index = served(build("1", "b", 1, true), other);

        assertThat(attempts(index, "b")).containsExactlyInAnyOrder(id("1"), id("9"));
    }

    @Test
    void first_production_deployment_is_the_baseline_and_serves_nothing() {
        ContainmentIndex index = served(production("1", "b", 1), production("2", "d", 5));

        assertThat(index.firstProduction("shop")).isEqualTo(DAY.plusSeconds(1));
        assertThat(attempts(index, "a")).isEmpty();
        assertThat(index.beforeBaseline(graph.find("a"))).isTrue();
        assertThat(attempts(index, "c")).containsExactly(id("2"));
        assertThat(index.beforeBaseline(graph.find("c"))).isFalse();
    }

    @Test
    void build_of_a_commit_nobody_captured_serves_nothing() {
        assertThat(attempts(served(build("1", "unknown", 1, true)), "a")).isEmpty();
    }

    @Test
    void ring_of_commits_that_cannot_be_is_walked_once() {
        graph.add("r", List.of("s"));
        graph.add("s", List.of("r"));

        IntList walked = new AncestorWalk(graph).from(graph.find("r"), false);
        assertThat(walked.size()).isEqualTo(2);
        assertThat(List.of(graph.sha(walked.get(0)), graph.sha(walked.get(1)))).containsExactlyInAnyOrder("r", "s");
    }

    private ContainmentIndex served(Run... runs) {
        Repositories repositories = new Repositories();
        ALL.forEach(commit -> repositories.put(graph.number(commit), "shop"));
        all = new Runs(new ArtifactNumbers(), graph, new StringPool());
        List.of(runs).forEach(all::add);
        BitSet wanted = new BitSet();
        ALL.forEach(commit -> wanted.set(graph.number(commit)));
        return ContainmentIndex.of(graph, repositories, all, run -> true, wanted);
    }

    private List<ArtifactId> attempts(ContainmentIndex index, String commit) {
        IntList found = index.attempts(graph.find(commit));
        return IntStream.range(0, found.size())
                .mapToObj(i -> all.artifact(found.get(i)))
                .toList();
    }

    private static Run build(String id, String commit, int second, boolean success) {
        Instant at = DAY.plusSeconds(second);
        return new Run(id(id), "build", commit, at, success ? at : null, false, "shop");
    }

    private static Run production(String id, String commit, int second) {
        Instant at = DAY.plusSeconds(second);
        return new Run(id(id), "production", commit, at, at, true, "shop");
    }

    private static ArtifactId id(String id) {
        return new ArtifactId(new ToolInstance("jenkins", "ci"), ArtifactKind.BUILD, id);
    }

    private static CommitGraph graph() {
        CommitGraph graph = new CommitGraph();
        graph.add("a", List.of());
        graph.add("b", List.of("a"));
        graph.add("x", List.of("a"));
        graph.add("c", List.of("b", "x"));
        graph.add("d", List.of("c"));
        return graph;
    }
}
