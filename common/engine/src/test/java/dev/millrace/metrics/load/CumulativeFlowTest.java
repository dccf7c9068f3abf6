package dev.millrace.metrics.load;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.CumulativeFlow.Band;
import dev.millrace.metrics.load.CumulativeFlow.Day;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Level;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeFlowTest {

    @Test
    void every_day_adds_up_to_the_items_that_existed_and_every_band_is_right() {
        for (int seed = 0; seed < 40; seed++) {
            List<ItemFlow> flows = new RandomFlows(seed).items(50);
            ReportRequest request = Reports.request(
                    new Window(Instant.parse("2026-03-20T07:00:00Z"), Instant.parse("2026-08-01T00:00:00Z")),
                    RandomFlows.AS_OF,
                    "Europe/Berlin");
            List<ItemFlow> counted = flows.stream()
                    .filter(flow -> flow.item().level() != Level.PORTFOLIO)
                    .filter(flow -> flow.stop() == null
                            || !flow.stop().isBefore(request.window().start()))
                    .toList();
            CumulativeFlow cumulative = Reports.report(request, flows).cumulative();
            for (Day day : cumulative.days()) {
                assertThat(day.total())
                        .as("seed %d, %s", seed, day.day())
                        .isEqualTo(counted.stream()
                                .filter(flow -> !flow.createdAt().isAfter(day.at()))
                                .count());
                for (int i = 0; i < cumulative.bands().size(); i++) {
                    Band band = cumulative.bands().get(i);
                    assertThat(day.items().get(i))
                            .as("seed %d, %s, %s", seed, day.day(), band)
                            .isEqualTo(counted.stream()
                                    .filter(flow -> standsIn(flow, band, day.at()))
                                    .count());
                }
            }
        }
    }

    @Test
    void item_is_where_it_was_at_the_last_millisecond_of_each_day() {
        CumulativeFlow cumulative = Reports.report(
                        Reports.request("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z", "2026-02-01T00:00:00Z", "UTC"),
                        Flows.item("T-1")
                                .in(IN_PROGRESS, Instant.parse("2026-01-01T10:00:00Z"))
                                .in(IN_REVIEW, Instant.parse("2026-01-03T00:00:00Z"))
                                .in(DONE, Instant.parse("2026-01-03T23:59:59.999Z")))
                .cumulative();

        assertThat(cumulative.bands()).extracting(Band::stage).containsExactly(IN_PROGRESS, DONE);
        assertThat(cumulative.days())
                .extracting(Day::items)
                .containsExactly(List.of(1L, 0L), List.of(1L, 0L), List.of(0L, 1L), List.of(0L, 1L));
    }

    private static boolean standsIn(ItemFlow flow, Band band, Instant at) {
        if (flow.createdAt().isAfter(at)) {
            return false;
        }
        Segment stands = flow.segments().stream()
                .filter(segment -> at.isBefore(segment.end()))
                .findFirst()
                .orElse(flow.segments().get(flow.segments().size() - 1));
        return CumulativeAccumulator.band(stands).equals(band);
    }
}
