package dev.millrace.metrics.time;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.time.HandOffStatistics.KindStatistics;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOffStatisticsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HandOff AFTER_A_DAY =
            new HandOff(START.plus(Duration.ofDays(1)), HandOff.Kind.PERSON, Duration.ofHours(5));

    @Test
    void waiting_after_a_hand_off_is_summed_and_items_without_one_count() {
        HandOffAccumulator tally = new HandOffAccumulator();
        tally.add(with(Flows.item("T-1"), AFTER_A_DAY));
        tally.add(with(Flows.item("T-2")));
        HandOffStatistics statistics = tally.result();

        assertThat(statistics.perItem().measured()).contains(new Percentiles<>(2, 0L, 1L, 1L));
        KindStatistics people = statistics.kinds().get(0);
        assertThat(people.n()).isEqualTo(1);
        assertThat(people.total()).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void where_nobody_could_have_seen_waiting_it_is_unknown_and_not_0() {
        HandOffAccumulator tally = new HandOffAccumulator();
        tally.add(with(
                Flows.item("T-1").waitingNotObservable(),
                new HandOff(AFTER_A_DAY.at(), HandOff.Kind.PERSON, Duration.ZERO)));
        KindStatistics people = tally.result().kinds().get(0);

        assertThat(people.n()).isEqualTo(1);
        assertThat(people.waiting().reason()).map(Reason::code).contains(Reason.Code.NO_ITEMS);
    }

    @Test
    void waiting_after_a_hand_off_is_seen_where_the_efficiency_is_unknown_for_another_reason() {
        ItemFlow unmapped = Flows.item("T-1")
                .in(IN_REVIEW, START)
                .in(null, "Odd", START.plus(Duration.ofDays(1)))
                .in(DONE, START.plus(Duration.ofDays(2)))
                .asOf(START.plus(Duration.ofDays(9)));

        assertThat(unmapped.waitingNotSeen()).isFalse();
    }

    private static ItemFlow with(Flows item, HandOff... handOffs) {
        ItemFlow flow = item.in(IN_PROGRESS, START)
                .in(IN_REVIEW, START.plus(Duration.ofDays(1)))
                .in(DONE, START.plus(Duration.ofDays(2)))
                .asOf(START.plus(Duration.ofDays(9)));
        return FlowCopy.of(flow).handOffs(List.of(handOffs)).make();
    }
}
