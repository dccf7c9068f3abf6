package dev.millrace.metrics.load;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.load.InProgress.Entry;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ServiceLevel;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InProgressTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReportRequest REQUEST =
            Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "UTC");

    @Test
    void late_items_come_first_then_what_waits_then_the_rest() {
        List<Flows> items = done(20, 10);
        items.add(Flows.item("T-905").in(IN_PROGRESS, day(25)));
        items.add(Flows.item("T-904").in(IN_PROGRESS, day(26)).in(IN_REVIEW, day(30)));
        items.add(Flows.item("T-903").in(IN_PROGRESS, day(26)).in(IN_REVIEW, day(27)));
        items.add(Flows.item("T-902").in(IN_PROGRESS, day(10)));
        items.add(Flows.item("T-901").in(IN_PROGRESS, day(5)).in(IN_REVIEW, day(30)));
        InProgress now = now(items, null);

        assertThat(now.worst())
                .extracting(entry -> entry.item().key())
                .containsExactly("T-901", "T-902", "T-903", "T-904", "T-905");
        assertThat(now.late().measured()).contains(2L);
        assertThat(now.items()).isEqualTo(5);
        assertThat(now.waiting()).isEqualTo(3);
        assertThat(now.limit().measured()).contains(Duration.ofDays(10));
    }

    @Test
    void the_stay_counts_from_when_the_stage_was_entered_last_and_not_from_a_change_of_state_in_it() {
        Entry entry = now(
                        List.of(Flows.item("T-1")
                                .in(IN_REVIEW, day(1))
                                .in(IN_PROGRESS, day(5))
                                .in(IN_REVIEW, "Review", day(20))
                                .in(IN_REVIEW, "Second review", day(25))),
                        null)
                .worst()
                .get(0);

        assertThat(entry.place().since()).isEqualTo(day(20));
        assertThat(entry.place().state()).isEqualTo("Second review");
        assertThat(entry.place().waits()).isTrue();
    }

    @Test
    void the_service_level_expectation_of_the_stream_decides_what_is_late_and_how_far_it_was_met() {
        List<Flows> items = done(3, 2);
        items.addAll(done(1, 9));
        items.add(Flows.item("T-906").in(IN_PROGRESS, day(20)));
        items.add(Flows.item("T-907").in(IN_PROGRESS, day(29)));
        InProgress now = now(items, new ServiceLevel(Duration.ofDays(5), 85));

        assertThat(now.limit().measured()).contains(Duration.ofDays(5));
        assertThat(now.late().measured()).contains(1L);
        assertThat(now.met().measured()).contains(0.75);
        assertThat(now.worst()).extracting(Entry::late).containsExactly(true, false);
        assertThat(now.worst().get(0).olderThan().measured()).contains(1.0);
    }

    @Test
    void without_anything_done_nothing_is_known_to_be_late() {
        InProgress now = now(List.of(Flows.item("T-1").in(IN_PROGRESS, day(1))), null);

        assertThat(now.late().measured()).isEmpty();
        assertThat(now.worst().get(0).late()).isFalse();
        assertThat(now.worst().get(0).olderThan().measured()).isEmpty();
        assertThat(now.met().measured()).isEmpty();
    }

    @Test
    void more_than_can_be_named_are_counted() {
        List<Flows> items = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            items.add(Flows.item("T-" + i).in(IN_REVIEW, day(1).plusSeconds(i)));
        }
        InProgress now = now(items, null);

        assertThat(now.worst()).hasSize(InProgress.NAMED);
        assertThat(now.worst().get(0).item().key()).isEqualTo("T-0");
        assertThat(now.items()).isEqualTo(50);
    }

    private static List<Flows> done(int count, int days) {
        List<Flows> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(
                    Flows.item("D-" + (1000 * days + i)).in(IN_PROGRESS, day(1)).in(DONE, day(1 + days)));
        }
        return items;
    }

    private static InProgress now(List<Flows> items, @Nullable ServiceLevel expectation) {
        ValueStream standard = DefaultValueStream.create();
        ValueStream stream = new ValueStream(
                standard.id(),
                standard.name(),
                standard.version(),
                standard.scope(),
                standard.stages(),
                standard.rules(),
                standard.countsBackwardMoves(),
                standard.stalledAfter(),
                expectation,
                standard.delivery());
        FlowAccumulator aggregate = new FlowAccumulator(REQUEST, stream, StateCatalogue.empty());
        items.forEach(item -> aggregate.add(item.asOf(REQUEST.knowledge().asOf())));
        return aggregate.result().inProgress();
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day - 1L));
    }
}
