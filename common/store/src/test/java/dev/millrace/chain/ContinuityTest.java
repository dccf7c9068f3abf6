package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuityTest {

    private static final int SHOP = 1;
    private static final int BANK = 2;

    private final Continuity continuity = new Continuity();

    @Test
    void commits_and_deployments_behind_what_was_there_continue_it() {
        continuity.kept(commit(1, 0), false);
        continuity.kept(deployed(1, 1, 1_000), false);

        continuity.read(commit(2, 1));
        continuity.read(deployed(2, 2, 2_000));

        assertThat(continuity.holds()).isTrue();
    }

    @Test
    void what_is_read_again_and_says_the_same_continues_it() {
        continuity.kept(commit(1, 0), true);
        continuity.kept(deployed(1, 1, 1_000), true);
        continuity.kept(deployed(2, 1, 2_000), false);

        continuity.read(commit(1, 0));
        continuity.read(deployed(1, 1, 1_000));

        assertThat(continuity.holds()).isTrue();
    }

    @Test
    void commit_that_a_kept_one_names_as_its_parent_does_not() {
        continuity.kept(commit(2, 1), false);

        continuity.read(commit(1, 0));

        assertThat(continuity.holds()).isFalse();
    }

    @Test
    void commit_that_something_was_deployed_from_before_does_not() {
        continuity.kept(deployed(1, 1, 1_000), false);

        continuity.read(commit(1, 0));

        assertThat(continuity.holds()).isFalse();
    }

    @Test
    void commit_with_other_parents_or_in_another_repository_does_not() {
        continuity.kept(commit(2, 1), true);
        continuity.read(commit(2, 0));
        assertThat(continuity.holds()).isFalse();

        Continuity moved = new Continuity();
        moved.kept(commit(2, 1), true);
        moved.read(new CommitFact(2, 2, parents(1), BANK, List.of("main"), false, 0, List.of()));
        assertThat(moved.holds()).isFalse();
    }

    @Test
    void deployment_that_was_asked_for_before_one_that_ended_well_does_not() {
        continuity.kept(deployed(2, 1, 2_000), false);

        continuity.read(deployed(1, 1, 1_000));

        assertThat(continuity.holds()).isFalse();
    }

    @Test
    void deployment_of_another_pipeline_or_without_success_does() {
        continuity.kept(new Runs.Kept(2, 2, 1, 2_000, 2_100, true, SHOP), false);
        continuity.kept(new Runs.Kept(3, 1, 1, 3_000, Runs.NOT_ENDED, true, SHOP), false);

        continuity.read(deployed(1, 1, 1_000));

        assertThat(continuity.holds()).isTrue();
    }

    @Test
    void deployment_that_had_ended_well_and_says_something_else_does_not() {
        continuity.kept(deployed(1, 1, 1_000), true);

        continuity.read(new Runs.Kept(1, 1, 1, 1_000, Runs.NOT_ENDED, true, SHOP));

        assertThat(continuity.holds()).isFalse();
    }

    @Test
    void deployment_that_had_ended_well_and_is_gone_does_not() {
        continuity.kept(deployed(1, 1, 1_000), true);

        assertThat(continuity.holds()).isFalse();
    }

    @Test
    void anything_else_that_was_not_only_added_does_not() {
        continuity.broken(false);
        assertThat(continuity.holds()).isTrue();

        continuity.broken(true);
        assertThat(continuity.holds()).isFalse();
    }

    private static CommitFact commit(int number, int parent) {
        return new CommitFact(number, number, parents(parent), SHOP, List.of("main"), false, 0, List.of());
    }

    private static IntList parents(int parent) {
        IntList parents = new IntList();
        parents.add(parent);
        return parents;
    }

    private static Runs.Kept deployed(int artifact, int commit, long queuedAt) {
        return new Runs.Kept(artifact, 1, commit, queuedAt, queuedAt + 100, true, SHOP);
    }
}
