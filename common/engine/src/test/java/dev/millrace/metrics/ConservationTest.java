package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.LoadCurve;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.WaitingShare;
import dev.millrace.model.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The conservation law: for any window the integral of the load equals the sum of the items' overlaps with it. */
class ConservationTest {

    private static final int SEEDS = 40;
    private static final int WINDOWS = 25;

    @Test
    void integral_of_load_equals_sum_of_overlaps_for_any_window() {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomFlows random = new RandomFlows(seed);
            List<ItemFlow> flows = random.items(60);
            LoadCurve curve = LoadCurve.of(flows);
            for (int i = 0; i < WINDOWS; i++) {
                Window window = random.window();
                assertThat(curve.integral(window))
                        .as("seed %d, window %s", seed, window)
                        .isEqualTo(LoadCurve.overlaps(flows, window));
            }
        }
    }

    @Test
    void the_report_divides_exactly_that_time_by_what_it_was() {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomFlows random = new RandomFlows(seed);
            List<ItemFlow> flows = random.items(60);
            LoadCurve curve = LoadCurve.of(flows.stream()
                    .filter(flow -> flow.item().level() != Level.PORTFOLIO)
                    .toList());
            for (int i = 0; i < WINDOWS; i++) {
                Window window = random.window();
                if (!window.start().isBefore(RandomFlows.AS_OF)) {
                    continue;
                }
                FlowReport report = Reports.report(Reports.request(window, RandomFlows.AS_OF, "UTC"), flows);
                assertThat(report.load().timeInWindow().elapsed())
                        .as("seed %d, window %s", seed, window)
                        .isEqualTo(curve.integral(window));
                assertThat(report.waiting().stream().map(WaitingShare::time).reduce(Duration.ZERO, Duration::plus))
                        .isEqualTo(report.load().timeInWindow().waiting());
            }
        }
    }

    @Test
    void the_load_of_each_day_is_the_load_at_that_instant() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<ItemFlow> flows = new RandomFlows(seed).items(60);
            ReportRequest request = Reports.request(
                    new Window(Instant.parse("2026-03-01T07:00:00Z"), Instant.parse("2026-08-01T00:00:00Z")),
                    RandomFlows.AS_OF,
                    "America/New_York");
            for (FlowLoad.Day day : Reports.report(request, flows).load().days()) {
                long counted = flows.stream()
                        .filter(flow -> flow.item().level() != Level.PORTFOLIO)
                        .filter(flow -> flow.start() != null && !flow.start().isAfter(day.at()))
                        .filter(flow -> flow.stop() == null || flow.stop().isAfter(day.at()))
                        .count();
                assertThat(day.items().total())
                        .as("seed %d, %s", seed, day.day())
                        .isEqualTo(counted);
            }
        }
    }

    @Test
    void windows_side_by_side_add_up() {
        List<ItemFlow> flows = new RandomFlows(3).items(100);
        LoadCurve curve = LoadCurve.of(flows);
        Instant middle = Instant.parse("2026-04-05T06:07:08.009Z");
        Duration both = curve.integral(new Window(RandomFlows.BEGIN, middle))
                .plus(curve.integral(new Window(middle, RandomFlows.AS_OF)));
        assertThat(both).isEqualTo(curve.integral(new Window(RandomFlows.BEGIN, RandomFlows.AS_OF)));
        assertThat(both).isPositive();
    }
}
