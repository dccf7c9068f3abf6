package dev.millrace.jira.panel;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.StageTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is usual in a value stream, to compare one item with. Rounded to two digits, so that an issue is not written again because another
 * one was done.
 *
 * @param flowTime of the items done in the window; null if there are too few of them
 * @param stages the whole visits to each stage that ended in the window, by the id of the stage; not those with too few
 * @param days how many days the window has
 */
public record UsualTimes(@Nullable Spread flowTime, Map<String, Spread> stages, int days) {

    /** Of fewer items, nothing is usual. */
    private static final int LEAST = 5;

    private static final List<Step> STEPS = List.of(
            new Step(Duration.ofDays(10), Duration.ofDays(1)),
            new Step(Duration.ofDays(1), Duration.ofHours(2)),
            new Step(Duration.ofHours(2), Duration.ofMinutes(15)),
            new Step(Duration.ofMinutes(2), Duration.ofMinutes(1)),
            new Step(Duration.ofSeconds(2), Duration.ofSeconds(1)));

    /** From what duration on, to what unit. */
    private record Step(Duration from, Duration unit) {}

    /**
     * A spread.
     *
     * @param p50 half of them needed at most this
     * @param p85 85 of 100 needed at most this
     * @param n how many they are
     */
    public record Spread(Duration p50, Duration p85, long n) {
        /** Validates. */
        public Spread {
            Objects.requireNonNull(p50, "p50");
            Objects.requireNonNull(p85, "p85");
        }
    }

    /** Copies the map. */
    public UsualTimes {
        stages = Map.copyOf(stages);
    }

    /** What a report over so many days says. */
    public static UsualTimes of(FlowReport report, int days) {
        Map<String, Spread> stages = new HashMap<>();
        for (StageTime stage : report.stages()) {
            Spread spread = spread(stage.visits().completed().measured().orElse(null));
            if (spread != null) {
                stages.put(stage.stage().id(), spread);
            }
        }
        return new UsualTimes(spread(report.flowTime().percentiles().measured().orElse(null)), stages, days);
    }

    private static @Nullable Spread spread(@Nullable Percentiles<Duration> all) {
        return all == null || all.n() < LEAST ? null : new Spread(rounded(all.p50()), rounded(all.p85()), all.n());
    }

    /** To about two digits, in a unit that people read. */
    static Duration rounded(Duration duration) {
        long millis = duration.toMillis();
        for (Step step : STEPS) {
            if (millis >= step.from().toMillis()) {
                long unit = step.unit().toMillis();
                return Duration.ofMillis((millis + unit / 2) / unit * unit);
            }
        }
        return duration;
    }
}
