package dev.millrace.flow;

import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.Figure;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A person's pull request without an issue is a work item of its own. Every figure was worked out by hand. */
class PullRequestItemTest {

    private static final String LATER = "2026-12-01T00:00:00Z";
    private static final String LONG_AGO = "2025-01-01T00:00:00Z";

    @Test
    void draft_review_changes_approval_and_merge_are_its_stages() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .commit("2025-12-31T00:00:00Z")
                        .opened("2026-01-01T00:00:00Z", "draft")
                        .to("2026-01-03T00:00:00Z", "open")
                        .review("2026-01-06T00:00:00Z", Reviewed.CHANGES_REQUESTED)
                        .commit("2026-01-07T00:00:00Z")
                        .review("2026-01-09T00:00:00Z", Reviewed.APPROVED)
                        .to("2026-01-09T12:00:00Z", "merged")
                        .change(null));

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofHours(9 * 24 + 12)));
        assertThat(flow.efficiency()).isEqualTo(Figure.of(96.0 / 228));
        assertThat(timePerStage(flow))
                .isEqualTo(Map.of(
                        DefaultStages.CODING, Duration.ofDays(1),
                        DefaultStages.IN_PROGRESS, Duration.ofDays(3),
                        DefaultStages.WAITING_FOR_FIRST_REVIEW, Duration.ofDays(3),
                        DefaultStages.IN_REVIEW, Duration.ofDays(2),
                        DefaultStages.WAITING_FOR_MERGE, Duration.ofHours(12)));
        assertThat(flow.chain().rework().reviewRounds()).isEqualTo(1);
        assertThat(flow.backwardMoves()).as("the same is not counted twice").isZero();
    }

    @Test
    void every_turn_is_a_visit_once() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .commit("2025-12-31T00:00:00Z")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .review("2026-01-02T00:00:00Z", Reviewed.COMMENTED)
                        .review("2026-01-02T12:00:00Z", Reviewed.APPROVED)
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.visits())
                .extracting(Visit::stage)
                .containsExactly(
                        DefaultStages.CODING,
                        DefaultStages.WAITING_FOR_FIRST_REVIEW,
                        DefaultStages.IN_REVIEW,
                        DefaultStages.WAITING_FOR_MERGE,
                        DefaultStages.DONE);
    }

    @Test
    void closed_unmerged_is_cancelled_and_has_no_flow_time() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "closed")
                        .change(LONG_AGO));

        assertThat(flow.status()).isEqualTo(Status.CANCELLED);
        assertThat(flow.flowTime()).isInstanceOf(Figure.NotApplicable.class);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    }

    @Test
    void closed_reopened_and_merged_is_one_item_with_a_gap() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "closed")
                        .to("2026-01-05T00:00:00Z", "open")
                        .to("2026-01-06T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.totals().closedGap()).isEqualTo(Duration.ofDays(2));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.reopenings()).isEqualTo(1);
    }

    @Test
    void what_is_still_open_ages() {
        ItemFlow flow = flow(
                "2026-01-04T00:00:00Z",
                pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .review("2026-01-02T00:00:00Z", Reviewed.CHANGES_REQUESTED)
                        .to("2026-01-09T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.flowTime()).isEqualTo(new Figure.Open<>(Duration.ofDays(3)));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void where_the_service_deploys_it_is_done_when_it_is_in_production() {
        ChainedChange change = pullRequest("acme/shop#1")
                .opened("2026-01-01T00:00:00Z", "open")
                .to("2026-01-03T00:00:00Z", "merged")
                .change(
                        LONG_AGO,
                        production(
                                "prod 1",
                                "2026-01-04T00:00:00Z",
                                "2026-01-04T00:00:00Z",
                                "2026-01-04T01:00:00Z",
                                "success"));

        ItemFlow flow = flow(LATER, change);
        assertThat(flow.chain().doneRule()).isEqualTo(DoneRule.DELIVERED);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-04T01:00:00Z"));
        assertThat(timePerStage(flow))
                .containsEntry(DefaultStages.WAITING_FOR_DEPLOY, Duration.ofDays(1))
                .containsEntry(DefaultStages.IN_DEPLOYMENT, Duration.ofHours(1));

        assertThat(flow("2026-01-03T12:00:00Z", change).status()).isEqualTo(Status.IN_FLOW);
    }

    @Test
    void state_that_is_not_known_stays_unmapped() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-02T00:00:00Z", "queued")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.totals().unmapped()).isEqualTo(Duration.ofDays(1));
        assertThat(flow.efficiency()).isInstanceOf(Figure.Unknown.class);
    }

    @Test
    void it_begins_with_its_coding_from_the_first_author_date_to_the_opening() {
        ChainedChange change = pullRequest("acme/shop#1")
                .commit("2025-12-31T00:00:00Z", "2025-12-30T00:00:00Z")
                .commit("2025-12-31T12:00:00Z")
                .opened("2026-01-01T00:00:00Z", "open")
                .review("2026-01-02T00:00:00Z", Reviewed.APPROVED)
                .to("2026-01-02T12:00:00Z", "merged")
                .change(null);
        ItemFlow flow = flow(LATER, change);

        assertThat(flow.start()).isEqualTo(Instant.parse("2025-12-30T00:00:00Z"));
        assertThat(flow.createdAt()).isEqualTo(flow.start());
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofHours(84)));
        assertThat(flow.leadTime()).as("nobody asked before").isEqualTo(flow.flowTime());
        assertThat(flow.efficiency()).isEqualTo(Figure.of(48.0 / 84));
        assertThat(timePerStage(flow))
                .isEqualTo(Map.of(
                        DefaultStages.CODING, Duration.ofDays(2),
                        DefaultStages.WAITING_FOR_FIRST_REVIEW, Duration.ofDays(1),
                        DefaultStages.WAITING_FOR_MERGE, Duration.ofHours(12)));
        assertThat(flow.segments().get(0).rule()).isEqualTo(FlowRule.CODING);
        assertThat(flow.backwardMoves()).isZero();
        assertThat(flows("2025-12-31T18:00:00Z", change))
                .as("before it is opened nobody knows that it will be a pull request")
                .isEmpty();
    }

    @Test
    void coding_that_was_not_seen_makes_efficiency_unknown_and_never_0() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-02T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(1)));
        assertThat(flow.efficiency())
                .isEqualTo(Figure.unknown(Reason.Code.CODING_UNKNOWN, "the commits of acme/shop#1 are not captured"));
    }

    @Test
    void commits_amended_after_the_opening_do_not_tell_when_coding_began() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "draft")
                        .commit("2026-01-01T10:00:00Z")
                        .to("2026-01-02T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(flow.efficiency()).isEqualTo(Figure.unknown(Reason.Code.CODING_UNKNOWN, AuthorDate.BOUNDED));
    }

    @Test
    void author_date_after_the_merge_contradicts_it() {
        ItemFlow flow = flow(
                LATER,
                pullRequest("acme/shop#1")
                        .commit("2025-12-31T00:00:00Z", "2026-03-01T00:00:00Z")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-02T00:00:00Z", "merged")
                        .change(null));

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(flow.efficiency().reason().orElseThrow().detail())
                .isEqualTo("the first author date of acme/shop#1 is after it was merged");
    }

    @Test
    void pull_request_of_an_issue_has_no_coding_of_its_own() {
        ItemFlow flow = Story.issue("A-1")
                .created("2025-12-29T00:00:00Z", "Open")
                .with(pullRequest("acme/shop#1")
                        .commit("2025-12-30T00:00:00Z")
                        .opened("2026-01-01T00:00:00Z", "open")
                        .to("2026-01-02T00:00:00Z", "merged")
                        .change(null))
                .to("2026-01-03T00:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(timePerStage(flow))
                .isEqualTo(Map.of(
                        DefaultStages.WAITING_FOR_FIRST_REVIEW, Duration.ofDays(1),
                        DefaultStages.TO_DO, Duration.ofDays(1)));
    }

    private static ItemFlow flow(String asOf, ChainedChange change) {
        List<ItemFlow> flows = flows(asOf, change);
        assertThat(flows).hasSize(1);
        return flows.get(0);
    }

    private static List<ItemFlow> flows(String asOf, ChainedChange change) {
        ItemHistory item = ItemHistory.of(change.source()).with(List.of(change));
        return new FlowAlgebra(
                        DefaultValueStream.create(),
                        StateCatalogue.empty(),
                        Definition.standard(),
                        (workflow, done, known) -> false)
                .flows(item, Instant.parse(asOf));
    }

    private static Map<Stage, Duration> timePerStage(ItemFlow flow) {
        return flow.segments().stream()
                .filter(segment -> segment.kind().counted() && segment.stage() != null)
                .collect(Collectors.toMap(Segment::stage, Segment::length, Duration::plus));
    }
}
