package dev.millrace.metrics.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An item counts on every day as the type that it had then, and as done by the type it had when it was done. */
class LoadByTypeTest {

    private static final ReportRequest JANUARY =
            Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-03-01T00:00:00Z", "UTC");

    @Test
    void load_counts_it_as_of_the_day_and_velocity_as_of_the_stop() {
        FlowReport report = Reports.report(
                JANUARY,
                Flows.item("TEST-1")
                        .type(ItemType.FEATURE)
                        .in(DefaultStages.IN_PROGRESS, january(6))
                        .typeFrom(january(10).plus(Duration.ofHours(9)), ItemType.DEFECT)
                        .in(DefaultStages.DONE, january(14))
                        .typeFrom(january(20), ItemType.DEBT));

        for (FlowLoad.Day day : report.load().days()) {
            int date = day.day().getDayOfMonth();
            boolean january = day.day().getMonthValue() == 1;
            assertThat(day.items().of(ItemType.FEATURE))
                    .as(day.toString())
                    .isEqualTo(january && date >= 6 && date < 10 ? 1 : 0);
            assertThat(day.items().of(ItemType.DEFECT))
                    .as(day.toString())
                    .isEqualTo(january && date >= 10 && date < 14 ? 1 : 0);
            assertThat(day.items().of(ItemType.DEBT)).isZero();
        }
        assertThat(report.velocity().done().of(ItemType.DEFECT)).isEqualTo(1);
        assertThat(report.velocity().done().total()).isEqualTo(1);
    }

    @Test
    void distribution_of_the_load_is_by_the_type_at_the_end_of_the_window() {
        FlowReport report = Reports.report(
                JANUARY,
                Flows.item("TEST-1")
                        .type(ItemType.FEATURE)
                        .in(DefaultStages.IN_PROGRESS, january(6))
                        .typeFrom(Instant.parse("2026-02-10T00:00:00Z"), ItemType.DEFECT));

        assertThat(report.load().items().of(ItemType.FEATURE)).isEqualTo(1);
        assertThat(report.load().oldest()).extracting(FlowLoad.AgedItem::type).containsExactly(ItemType.FEATURE);
    }

    @Test
    void every_day_equals_a_plain_count_on_random_items_that_change_type() {
        SplittableRandom random = new SplittableRandom(5);
        List<ItemFlow> flows = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            Instant start = january(1).plus(Duration.ofHours(random.nextInt(700)));
            Flows item = Flows.item("TEST-" + i).type(any(random)).in(DefaultStages.IN_PROGRESS, start);
            Instant at = start;
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                at = at.plus(Duration.ofHours(random.nextInt(1, 200)));
                item.typeFrom(at, any(random));
            }
            if (random.nextBoolean()) {
                item.in(DefaultStages.DONE, start.plus(Duration.ofHours(random.nextInt(1, 600))));
            }
            flows.add(item.asOf(JANUARY.knowledge().asOf()));
        }

        for (FlowLoad.Day day : Reports.report(JANUARY, flows).load().days()) {
            for (ItemType type : ItemType.values()) {
                long count = flows.stream()
                        .filter(flow -> flow.start() != null && !flow.start().isAfter(day.at()))
                        .filter(flow -> flow.stop() == null || flow.stop().isAfter(day.at()))
                        .filter(flow -> flow.typeAt(day.at()) == type)
                        .count();
                assertThat(day.items().of(type)).as(day.day() + " " + type).isEqualTo(count);
            }
        }
    }

    private static ItemType any(SplittableRandom random) {
        return ItemType.values()[random.nextInt(ItemType.values().length)];
    }

    private static Instant january(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1));
    }
}
