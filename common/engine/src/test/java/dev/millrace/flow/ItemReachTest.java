package dev.millrace.flow;

import static dev.millrace.flow.Evidence.build;
import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Evidence.staging;
import static dev.millrace.flow.Evidence.trunkCommit;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.model.Attribute;
import dev.millrace.model.ChainedChange;
import dev.millrace.reach.ChangeReach;
import dev.millrace.reach.ItemReach;
import dev.millrace.reach.ItemReach.There;
import dev.millrace.reach.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far the changes of an item came. */
class ItemReachTest {

    private static final String LONG_AGO = "2025-01-01T00:00:00Z";
    private static final String LATER = "2026-12-01T00:00:00Z";

    private final List<ChainedChange> changes = new ArrayList<>();
    private Story story = issue("A-1").created("2026-01-01T00:00:00Z", "In Progress");

    @Test
    void change_is_in_an_environment_since_the_first_deployment_that_ended_well_whatever_came_later() {
        made(merged("acme/shop#1", "2026-01-02T00:00:00Z")
                .change(
                        LONG_AGO,
                        build(
                                "shop #1",
                                "2026-01-02T00:00:00Z",
                                "2026-01-02T00:10:00Z",
                                "2026-01-02T00:20:00Z",
                                "success"),
                        staging(
                                "s-1",
                                "2026-01-02T01:00:00Z",
                                "2026-01-02T01:10:00Z",
                                "2026-01-02T01:20:00Z",
                                "failure"),
                        staging(
                                "s-2",
                                "2026-01-02T02:00:00Z",
                                "2026-01-02T02:10:00Z",
                                "2026-01-02T02:20:00Z",
                                "success"),
                        staging(
                                "s-3",
                                "2026-01-02T03:00:00Z",
                                "2026-01-02T03:10:00Z",
                                "2026-01-02T03:20:00Z",
                                "failure"),
                        production(
                                "p-1",
                                "2026-01-03T00:00:00Z",
                                "2026-01-03T00:10:00Z",
                                "2026-01-03T00:20:00Z",
                                "success")));

        assertThat(reach(LATER).environments())
                .extracting(
                        There::environment,
                        There::production,
                        There::whole,
                        There::since,
                        there -> there.by().key())
                .containsExactly(
                        tuple("staging", false, true, Instant.parse("2026-01-02T02:20:00Z"), "s-2"),
                        tuple("production", true, true, Instant.parse("2026-01-03T00:20:00Z"), "p-1"));
    }

    @Test
    void deployment_that_runs_or_failed_reached_nothing_and_is_named() {
        made(merged("acme/shop#1", "2026-01-02T00:00:00Z")
                .change(
                        LONG_AGO,
                        staging(
                                "s-1",
                                "2026-01-02T01:00:00Z",
                                "2026-01-02T01:10:00Z",
                                "2026-01-02T01:20:00Z",
                                "failure"),
                        production("p-1", "2026-01-03T00:00:00Z", "2026-01-03T00:10:00Z", null, null)));

        ItemReach reach = reach(LATER);
        assertThat(reach.environments()).isEmpty();
        assertThat(reach.changes().get(0).stops())
                .extracting(Stop::environment, Stop::state, Stop::at)
                .containsExactly(
                        tuple("staging", Stop.State.FAILED, Instant.parse("2026-01-02T01:20:00Z")),
                        tuple("production", Stop.State.UNDERWAY, Instant.parse("2026-01-03T00:00:00Z")));
    }

    @Test
    void item_is_in_production_when_the_last_of_its_changes_is_and_until_then_in_part() {
        made(merged("acme/shop#1", "2026-01-02T00:00:00Z")
                .change(
                        LONG_AGO,
                        production(
                                "p-1",
                                "2026-01-03T00:00:00Z",
                                "2026-01-03T00:10:00Z",
                                "2026-01-03T00:20:00Z",
                                "success")));
        made(merged("acme/shop#2", "2026-01-04T00:00:00Z")
                .change(
                        LONG_AGO,
                        production(
                                "p-2",
                                "2026-01-05T00:00:00Z",
                                "2026-01-05T00:10:00Z",
                                "2026-01-05T00:20:00Z",
                                "success")));

        assertThat(reach("2026-01-04T12:00:00Z").production()).hasValueSatisfying(in -> {
            assertThat(in.whole()).isFalse();
            assertThat(in.arrived()).isEqualTo(1);
            assertThat(in.of()).isEqualTo(2);
            assertThat(in.unknown()).isZero();
        });
        assertThat(reach(LATER).production()).hasValueSatisfying(in -> {
            assertThat(in.whole()).isTrue();
            assertThat(in.since()).isEqualTo("2026-01-05T00:20:00Z");
        });
    }

    @Test
    void only_a_merged_change_may_be_somewhere_that_nobody_knows() {
        made(merged("acme/shop#1", "2026-01-02T00:00:00Z").untracedChange(LONG_AGO));
        made(pullRequest("acme/shop#2").opened("2026-01-02T00:00:00Z", "open").untracedChange(LONG_AGO));

        assertThat(reach(LATER).changes()).extracting(ChangeReach::unknown).containsExactly(true, false);
    }

    @Test
    void change_that_was_given_up_is_not_waited_for() {
        made(pullRequest("acme/shop#1")
                .opened("2026-01-01T00:00:00Z", "open")
                .to("2026-01-02T00:00:00Z", "closed")
                .change(LONG_AGO));
        made(merged("acme/shop#2", "2026-01-02T00:00:00Z")
                .change(
                        LONG_AGO,
                        production(
                                "p-1",
                                "2026-01-03T00:00:00Z",
                                "2026-01-03T00:10:00Z",
                                "2026-01-03T00:20:00Z",
                                "success")));

        assertThat(reach(LATER).changes()).hasSize(2);
        assertThat(reach(LATER).production())
                .hasValueSatisfying(in -> assertThat(in.whole()).isTrue());
    }

    @Test
    void containment_that_is_not_known_is_no_arrival_and_is_counted_as_unknown() {
        made(merged("acme/shop#1", "2026-01-02T00:00:00Z")
                .change(
                        LONG_AGO,
                        production(
                                "p-1",
                                "2026-01-03T00:00:00Z",
                                "2026-01-03T00:10:00Z",
                                "2026-01-03T00:20:00Z",
                                "success")));
        ChainedChange other = merged("acme/shop#2", "2026-01-02T00:00:00Z").change(LONG_AGO);
        made(new ChainedChange(other.source(), other.attempts(), other.service(), false));

        assertThat(reach(LATER).production()).hasValueSatisfying(in -> {
            assertThat(in.whole()).isFalse();
            assertThat(in.unknown()).isEqualTo(1);
        });
    }

    /** A rebase gives commits other hashes; their author dates stay. */
    @Test
    void commits_that_a_rebase_copied_to_the_trunk_are_no_changes_of_their_own() {
        made(merged("acme/shop#1", "2026-01-02T00:00:00Z")
                .commit("2026-01-01T10:00:00Z")
                .with(Attribute.MERGE_COMMIT, "d".repeat(40))
                .change(LONG_AGO));
        made(trunkCommit("copied", "2026-01-01T10:00:00Z").change(LONG_AGO));
        made(trunkCommit("another", "2026-01-01T11:00:00Z").change(LONG_AGO));

        assertThat(reach(LATER).changes()).hasSize(2);
    }

    private static Evidence merged(String key, String at) {
        return pullRequest(key).opened("2026-01-01T00:00:00Z", "open").to(at, "merged");
    }

    private void made(ChainedChange change) {
        changes.add(change);
        story = story.with(change);
    }

    private ItemReach reach(String asOf) {
        return ItemReach.of(story.flow(asOf), changes);
    }
}
