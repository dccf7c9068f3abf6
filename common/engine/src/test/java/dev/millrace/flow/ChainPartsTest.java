package dev.millrace.flow;

import static dev.millrace.flow.Evidence.build;
import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Evidence.staging;
import static dev.millrace.flow.Evidence.trunkCommit;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.Chain.Part;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What the chain of an item says of its parts, and what it takes for the change and for its merging. */
class ChainPartsTest {

    private static final String LATER = "2026-12-01T00:00:00Z";
    private static final String LONG_AGO = "2025-01-01T00:00:00Z";

    @Test
    void parts_of_all_changes_stand_in_order_of_their_beginning_with_state_and_end() {
        Chain chain = inProgress()
                .with(first())
                .with(pullRequest("acme/shop#2")
                        .opened("2026-01-03T00:00:00Z", "draft")
                        .to("2026-01-03T12:00:00Z", "open")
                        .change(LONG_AGO))
                .flow(LATER)
                .chain();

        assertThat(chain.parts())
                .extracting(Part::key, Part::state, Part::begunAt, Part::endedAt)
                .containsExactly(
                        row("acme/shop#1", "merged", "2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z"),
                        row("acme/shop#2", "open", "2026-01-03T00:00:00Z", null),
                        row("shop 1", "success", "2026-01-04T01:00:00Z", "2026-01-04T02:00:00Z"),
                        row("prod 1", "success", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z"));
        assertThat(chain.contradictions())
                .as("what runs after the merge contradicts nothing")
                .isEmpty();
    }

    private static Tuple row(String key, String state, String begun, String ended) {
        return tuple(key, state, Instant.parse(begun), ended == null ? null : Instant.parse(ended));
    }

    @Test
    void part_is_told_as_of_the_report_and_not_as_it_became() {
        Chain chain = inProgress().with(first()).flow("2026-01-03T00:00:00Z").chain();

        assertThat(chain.parts())
                .extracting(Part::key, Part::state, Part::endedAt)
                .containsExactly(tuple("acme/shop#1", "open", null));
    }

    @Test
    void pull_request_that_is_opened_again_has_no_end() {
        Chain chain = inProgress()
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "closed")
                        .to("2026-01-04T00:00:00Z", "open")
                        .change(null))
                .flow(LATER)
                .chain();

        assertThat(chain.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.endedAt()).isNull());
    }

    @Test
    void item_that_was_closed_before_its_service_first_deployed_is_done_by_its_status() {
        ChainedChange early = pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "open")
                .to("2026-01-02T12:00:00Z", "merged")
                .change("2026-01-05T00:00:00Z");

        assertThat(inProgress()
                        .to("2026-01-03T00:00:00Z", "Resolved")
                        .with(early)
                        .flow(LATER)
                        .chain()
                        .doneRule())
                .isEqualTo(DoneRule.TRACKED);
        assertThat(inProgress().with(early).flow(LATER).chain().doneRule())
                .as("while it is open, what decides is the rule of today")
                .isEqualTo(DoneRule.DELIVERED);
    }

    @Test
    void deployment_to_another_environment_repeats_nothing() {
        Chain chain = inProgress()
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(
                                LONG_AGO,
                                staging(
                                        "staging 1",
                                        "2026-01-03T01:00:00Z",
                                        "2026-01-03T01:00:00Z",
                                        "2026-01-03T02:00:00Z",
                                        "success"),
                                production(
                                        "prod 1",
                                        "2026-01-03T03:00:00Z",
                                        "2026-01-03T03:00:00Z",
                                        "2026-01-03T04:00:00Z",
                                        "success")))
                .flow(LATER)
                .chain();

        assertThat(chain.rework().reruns()).isZero();
    }

    @Test
    void of_two_builds_that_run_at_once_the_one_that_began_to_run_first_is_named() {
        List<Segment> builds = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-02T00:00:00Z", "merged")
                        .change(
                                LONG_AGO,
                                build(
                                        "shop 1",
                                        "2026-01-02T01:00:00Z",
                                        "2026-01-02T05:00:00Z",
                                        "2026-01-02T09:00:00Z",
                                        "success"),
                                build(
                                        "shop 2",
                                        "2026-01-02T02:00:00Z",
                                        "2026-01-02T03:00:00Z",
                                        "2026-01-02T08:00:00Z",
                                        "success")))
                .flow(LATER)
                .segments()
                .stream()
                .filter(segment -> DefaultStages.IN_BUILD.equals(segment.stage()))
                .toList();

        assertThat(builds)
                .extracting(segment -> segment.source().nativeId(), Segment::start, Segment::end)
                .containsExactly(
                        tuple("shop 2", Instant.parse("2026-01-02T03:00:00Z"), Instant.parse("2026-01-02T08:00:00Z")),
                        tuple("shop 1", Instant.parse("2026-01-02T08:00:00Z"), Instant.parse("2026-01-02T09:00:00Z")));
    }

    @Test
    void of_two_pull_requests_that_wait_alike_the_first_is_named() {
        ItemFlow flow = inProgress()
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .change(null))
                .with(pullRequest("acme/shop#2")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .change(null))
                .flow(LATER);

        assertThat(flow.segments()).hasSize(2);
        assertThat(flow.segments().get(1).source().nativeId()).isEqualTo("acme/shop#1");
    }

    @Test
    void commit_on_the_trunk_counts_from_its_own_instant_on() {
        ChainedChange commit = trunkCommit("c1", "2026-01-05T00:00:00Z")
                .change(
                        LONG_AGO,
                        production(
                                "prod 1",
                                "2026-01-04T00:00:00Z",
                                "2026-01-04T00:00:00Z",
                                "2026-01-06T00:00:00Z",
                                "success"));

        assertThat(inProgress()
                        .with(commit)
                        .flow("2026-01-04T12:00:00Z")
                        .chain()
                        .doneRule())
                .as("before it was made")
                .isEqualTo(DoneRule.TRACKED);
        assertThat(inProgress().with(commit).flow(LATER).chain().contradictions())
                .as("no deployment makes a commit older than it says")
                .hasSize(1);
    }

    @Test
    void commit_was_made_when_its_creation_says_whatever_was_noted_of_it_before() {
        ChainedChange commit = trunkCommit("c1", "2026-01-05T00:00:00Z")
                .review("2026-01-04T00:00:00Z", FlowEvent.Reviewed.APPROVED)
                .change(LONG_AGO);

        assertThat(ChangeTimeline.of(commit, DefaultValueStream.create().delivery(), Instant.parse(LATER))
                        .mergedAt())
                .isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    }

    @Test
    void change_that_only_builds_tell_of_was_there_when_the_first_of_them_was_asked_for() {
        Evidence red =
                build("shop 1", "2026-01-03T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-03T01:00:00Z", "failure");
        Evidence green =
                build("shop 2", "2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z", "success");
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-06T00:00:00Z", "Resolved")
                .with(green.change(null, red, green))
                .flow(LATER);

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(flow.chain().parts()).extracting(Part::key).containsExactly("shop 1", "shop 2");
    }

    @Test
    void change_of_which_no_build_is_left_counts_from_the_build_that_stands_for_it() {
        ItemFlow flow = inProgress()
                .with(build("shop 1", "2026-01-03T00:00:00Z", null, null, null).change(LONG_AGO))
                .flow(LATER);

        assertThat(flow.chain().doneRule()).isEqualTo(DoneRule.DELIVERED);
        assertThat(flow.segments().get(1).start()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    }

    private static Story inProgress() {
        return issue("A-1").created("2026-01-01T00:00:00Z", "In Progress");
    }

    private static ChainedChange first() {
        return pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "open")
                .to("2026-01-04T00:00:00Z", "merged")
                .change(
                        LONG_AGO,
                        build(
                                "shop 1",
                                "2026-01-04T01:00:00Z",
                                "2026-01-04T01:00:00Z",
                                "2026-01-04T02:00:00Z",
                                "success"),
                        production(
                                "prod 1",
                                "2026-01-05T00:00:00Z",
                                "2026-01-05T00:00:00Z",
                                "2026-01-05T01:00:00Z",
                                "success"));
    }
}
