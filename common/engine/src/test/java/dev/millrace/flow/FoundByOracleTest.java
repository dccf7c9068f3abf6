package dev.millrace.flow;

import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.DefaultStages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases in which engine and oracle disagreed once, each told as a story. */
class FoundByOracleTest {

    private static final String LATER = "2026-12-01T00:00:00Z";
    private static final String LONG_AGO = "2025-01-01T00:00:00Z";

    @Test
    void blocked_sub_task_waits_and_has_begun_its_parent() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-09T00:00:00Z", "Resolved")
                .subTask(issue("A-2")
                        .created("2026-01-02T00:00:00Z", "In Progress")
                        .flag("2026-01-02T00:00:00Z", true)
                        .flag("2026-01-05T00:00:00Z", false)
                        .to("2026-01-08T00:00:00Z", "Closed"))
                .flow(LATER);

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void resolved_then_closed_is_one_run_when_deliveries_are_owed_too() {
        // The service's first deployment lies between Resolved and Closed: the item had been called done before.
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .to("2026-01-10T00:00:00Z", "Closed")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change("2026-01-05T00:00:00Z"))
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(flow.reopenings()).isZero();
    }

    @Test
    void deployment_that_takes_no_time_ends_a_wait_all_the_same() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(
                                LONG_AGO,
                                production(
                                        "prod 1",
                                        "2026-01-05T00:00:00Z",
                                        "2026-01-05T00:00:00Z",
                                        "2026-01-05T00:00:00Z",
                                        "success")))
                .flow(LATER);

        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.totals().closedGap()).isZero();
    }

    @Test
    void resolution_cleared_after_the_reopen_was_the_time_it_was_done_at_all_the_same() {
        ItemFlow flow = issue("A-1")
                .created("2026-02-03T00:00:00Z", "Resolved")
                .resolved("2026-03-01T00:00:00Z", "Fixed")
                .to("2026-03-09T00:00:00Z", "In Progress")
                .resolved("2026-03-15T00:00:00Z", null)
                .to("2026-03-20T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.createdAt()).isEqualTo(Instant.parse("2026-02-03T00:00:00Z"));
        assertThat(flow.reopenings()).as("done from 1 to 9 March").isOne();
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-03-20T00:00:00Z"));
    }

    @Test
    void waiting_of_a_later_cycle_proves_nothing_about_the_first() {
        List<ItemFlow> flows = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-09T00:00:00Z", "Resolved")
                .to("2026-03-01T00:00:00Z", "Blocked")
                .to("2026-03-02T00:00:00Z", "In Progress")
                .to("2026-03-05T00:00:00Z", "Resolved")
                .flows(LATER);

        assertThat(flows).hasSize(2);
        assertThat(flows.get(0).efficiency()).isInstanceOf(Figure.Unknown.class);
        assertThat(flows.get(1).efficiency().measured()).as("3 of 4 days").contains(0.75);
    }

    @Test
    void flag_is_the_items_own_whatever_its_pull_request_does_meanwhile() {
        List<Segment> segments = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .flag("2026-01-02T00:00:00Z", true)
                .to("2026-01-09T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-03T00:00:00Z", "draft")
                        .to("2026-01-05T00:00:00Z", "open")
                        .to("2026-01-08T00:00:00Z", "merged")
                        .change(null))
                .flow(LATER)
                .segments();

        assertThat(segments).hasSize(3);
        assertThat(segments.get(1)).satisfies(blocked -> {
            assertThat(blocked.cause()).isEqualTo(Cause.FLAG);
            assertThat(blocked.stage()).isEqualTo(DefaultStages.BLOCKED);
            assertThat(blocked.state().name()).isEqualTo("In Progress");
            assertThat(blocked.length()).isEqualTo(Duration.ofDays(7));
        });
    }
}
