package dev.millrace.flow;

import static dev.millrace.flow.Evidence.build;
import static dev.millrace.flow.Evidence.cutOff;
import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The golden stories of the design with pull requests, builds and deployments. Every figure was worked out by hand. */
class DeliveryStoriesTest {

    private static final String LATER = "2026-12-01T00:00:00Z";
    private static final String LONG_AGO = "2025-01-01T00:00:00Z";

    @Test
    void in_progress_over_a_weekend_while_the_pull_request_waits_for_review_is_waiting() {
        // Friday 2 January 17:00 opened, Monday 5 January 9:00 approved, 10:00 merged.
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T09:00:00Z", "In Progress")
                .to("2026-01-05T10:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T17:00:00Z", "open")
                        .review("2026-01-05T09:00:00Z", Reviewed.APPROVED)
                        .to("2026-01-05T10:00:00Z", "merged")
                        .change(null))
                .flow(LATER);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofHours(32));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofHours(65));
        assertThat(timePerStage(flow))
                .containsEntry(DefaultStages.WAITING_FOR_FIRST_REVIEW, Duration.ofHours(64))
                .containsEntry(DefaultStages.WAITING_FOR_MERGE, Duration.ofHours(1));
        assertThat(flow.segments().get(1).cause()).isEqualTo(Cause.DELIVERY);
    }

    @Test
    void draft_back_and_forth_is_the_authors_turn_each_time() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-08T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "draft")
                        .to("2026-01-03T00:00:00Z", "open")
                        .to("2026-01-04T00:00:00Z", "draft")
                        .to("2026-01-06T00:00:00Z", "open")
                        .to("2026-01-08T00:00:00Z", "merged")
                        .change(null))
                .flow(LATER);

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void changes_requested_are_the_authors_turn_until_the_next_commit_and_a_bots_review_turns_nothing() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-09T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .botReview("2026-01-01T01:00:00Z", Reviewed.CHANGES_REQUESTED)
                        .review("2026-01-03T00:00:00Z", Reviewed.CHANGES_REQUESTED)
                        .commit("2026-01-06T00:00:00Z")
                        .to("2026-01-09T00:00:00Z", "merged")
                        .change(null))
                .flow(LATER);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(5));
    }

    @Test
    void build_that_was_cut_off_is_worked_on_no_longer_than_it_was_heard_of_and_says_so() {
        // merged on the 5th; the build runs from 1:00, its last stage ends 3:00, then its controller is killed
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-05T00:00:00Z", "merged")
                        .change(
                                LONG_AGO,
                                cutOff("shop #1", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z", "failure")
                                        .stage(
                                                "2026-01-05T01:00:00Z",
                                                "2026-01-05T03:00:00Z",
                                                Duration.ZERO,
                                                Duration.ZERO)))
                .flow("2026-01-09T00:00:00Z");

        assertThat(timePerStage(flow)).containsEntry(DefaultStages.IN_BUILD, Duration.ofHours(2));
        assertThat(flow.chain().contradictions()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(Reason.Code.END_UNKNOWN);
            assertThat(reason.detail()).contains("shop #1", "failure");
        });
        assertThat(flow.chain().parts()).last().satisfies(part -> {
            assertThat(part.state()).isEqualTo("failure");
            assertThat(part.endedAt()).isNull();
        });
    }

    @Test
    void build_of_which_no_end_is_told_still_runs() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-05T00:00:00Z", "merged")
                        .change(LONG_AGO, cutOff("shop #1", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z", "running")))
                .flow("2026-01-09T00:00:00Z");

        assertThat(timePerStage(flow)).containsEntry(DefaultStages.IN_BUILD, Duration.ofHours(95));
        assertThat(flow.chain().contradictions()).isEmpty();
    }

    @Test
    void issue_done_before_its_deploy_waits_for_it_and_stops_with_it() {
        ItemFlow flow = shipped(LONG_AGO).flow(LATER);

        assertThat(flow.chain().doneRule()).isEqualTo(DoneRule.DELIVERED);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-06T01:00:00Z"));
        assertThat(timePerStage(flow))
                .containsEntry(DefaultStages.WAITING_FOR_FIRST_REVIEW, Duration.ofDays(1))
                .containsEntry(DefaultStages.WAITING_FOR_BUILD, Duration.ofMinutes(40))
                .containsEntry(DefaultStages.IN_BUILD, Duration.ofMinutes(20))
                .containsEntry(DefaultStages.WAITING_FOR_DEPLOY, Duration.ofHours(71))
                .containsEntry(DefaultStages.IN_DEPLOYMENT, Duration.ofHours(1));
    }

    @Test
    void issue_of_a_service_that_never_deployed_is_done_when_its_status_says_so() {
        ItemFlow flow = shipped(null).flow(LATER);

        assertThat(flow.chain().doneRule()).isEqualTo(DoneRule.TRACKED);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    }

    @Test
    void before_its_deployment_the_done_issue_is_still_in_flow_and_waits() {
        ItemFlow flow = shipped(LONG_AGO).flow("2026-01-05T00:00:00Z");

        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.segments().get(flow.segments().size() - 1).stage()).isEqualTo(DefaultStages.WAITING_FOR_DEPLOY);
    }

    private static Story shipped(String firstProduction) {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(
                                firstProduction,
                                build(
                                        "shop #1",
                                        "2026-01-03T00:30:00Z",
                                        "2026-01-03T00:40:00Z",
                                        "2026-01-03T01:00:00Z",
                                        "success"),
                                production(
                                        "prod 1",
                                        "2026-01-05T23:00:00Z",
                                        "2026-01-06T00:00:00Z",
                                        "2026-01-06T01:00:00Z",
                                        "success")));
    }

    @Test
    void two_pull_requests_of_one_issue_are_not_counted_twice_and_both_must_be_deployed() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-04T00:00:00Z", "merged")
                        .change(LONG_AGO, deployed("prod 1", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z")))
                .with(pullRequest("acme/shop#2")
                        .opened("2026-01-03T00:00:00Z", "draft")
                        .to("2026-01-05T00:00:00Z", "merged")
                        .change(LONG_AGO, deployed("prod 2", "2026-01-07T00:00:00Z", "2026-01-07T02:00:00Z")))
                .flow(LATER);

        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-07T02:00:00Z"));
        assertThat(flow.totals().elapsed()).isEqualTo(Duration.ofHours(6 * 24 + 2));
        // Active: 1st; the draft on 3rd and 4th although the other waits; both deployments.
        assertThat(flow.totals().active()).isEqualTo(Duration.ofHours(24 + 48 + 1 + 2));
    }

    @Test
    void one_pull_request_of_three_issues_gives_each_of_them_its_whole_time() {
        ChainedChange change = pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "open")
                .to("2026-01-04T00:00:00Z", "merged")
                .change(null);

        for (String key : new String[] {"A-1", "A-2", "A-3"}) {
            ItemFlow flow = issue(key)
                    .created("2026-01-01T00:00:00Z", "Open")
                    .to("2026-01-04T00:00:00Z", "Resolved")
                    .with(change)
                    .flow(LATER);
            assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(2));
        }
    }

    @Test
    void pull_request_closed_unmerged_claims_nothing_afterwards() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-10T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "closed")
                        .change(LONG_AGO))
                .flow(LATER);

        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(1));
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-10T00:00:00Z"));
    }

    @Test
    void red_build_and_its_repeat_are_both_work_and_what_lies_between_is_waiting() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(
                                LONG_AGO,
                                build(
                                        "shop #1",
                                        "2026-01-03T00:00:00Z",
                                        "2026-01-03T00:00:00Z",
                                        "2026-01-03T01:00:00Z",
                                        "failure"),
                                build(
                                        "shop #2",
                                        "2026-01-03T03:00:00Z",
                                        "2026-01-03T03:00:00Z",
                                        "2026-01-03T04:00:00Z",
                                        "success"),
                                deployed("prod 1", "2026-01-03T05:00:00Z", "2026-01-03T06:00:00Z")))
                .flow(LATER);

        assertThat(timePerStage(flow))
                .containsEntry(DefaultStages.IN_BUILD, Duration.ofHours(2))
                .containsEntry(DefaultStages.WAITING_FOR_BUILD, Duration.ofHours(2))
                .containsEntry(DefaultStages.WAITING_FOR_DEPLOY, Duration.ofHours(1));
    }

    @Test
    void input_and_agent_waits_inside_a_build_are_waiting_and_the_rest_is_work() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-03T00:00:00Z", "draft")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(
                                LONG_AGO,
                                production(
                                                "prod 1",
                                                "2026-01-03T00:00:00Z",
                                                "2026-01-03T00:00:00Z",
                                                "2026-01-03T10:00:00Z",
                                                "success")
                                        .stage(
                                                "2026-01-03T01:00:00Z",
                                                "2026-01-03T09:00:00Z",
                                                Duration.ofHours(5),
                                                Duration.ofHours(1))))
                .flow(LATER);

        assertThat(timePerStage(flow))
                .containsEntry(DefaultStages.WAITING_FOR_APPROVAL, Duration.ofHours(5))
                .containsEntry(DefaultStages.WAITING_FOR_AGENT, Duration.ofHours(1))
                .containsEntry(DefaultStages.IN_DEPLOYMENT, Duration.ofHours(4));
    }

    @Test
    void skewed_clocks_make_only_that_hand_over_contradictory_and_the_timeline_still_tiles() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(LONG_AGO, deployed("prod 1", "2026-01-02T23:59:00Z", "2026-01-03T00:10:00Z")))
                .flow(LATER);

        assertThat(flow.chain().contradictions())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo(Reason.Code.CLOCK_SKEW));
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T00:10:00Z"));
        assertThat(flow.totals().elapsed()).isEqualTo(Duration.ofHours(48).plusMinutes(10));
    }

    @Test
    void change_merged_soon_after_the_issue_was_called_done_extends_it_without_a_gap() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-04T00:00:00Z", "merged")
                        .change(LONG_AGO, deployed("prod 1", "2026-01-04T00:00:00Z", "2026-01-04T01:00:00Z")))
                .flow(LATER);

        assertThat(flow.totals().closedGap()).isZero();
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-04T01:00:00Z"));
        assertThat(flow.reopenings()).isZero();
    }

    private static Evidence deployed(String key, String start, String end) {
        return production(key, start, start, end, "success");
    }

    private static Map<Stage, Duration> timePerStage(ItemFlow flow) {
        return flow.segments().stream()
                .filter(segment -> segment.kind().counted() && segment.stage() != null)
                .collect(Collectors.toMap(Segment::stage, Segment::length, Duration::plus));
    }
}
