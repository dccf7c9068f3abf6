package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Figure;
import java.time.Duration;

/** Collects a duration of the items that stopped in the window. */
final class TimeAccumulator {

    private final Samples samples = new Samples();
    private final OutcomeAccumulator outcomes = new OutcomeAccumulator();
    private long incomplete;

    void add(ItemFlow flow, Figure<Duration> figure) {
        outcomes.add(figure);
        figure.measured().ifPresent(duration -> {
            samples.addWhole(duration.toMillis());
            if (ReportScope.incomplete(flow)) {
                incomplete++;
            }
        });
    }

    void merge(TimeAccumulator other) {
        samples.addAll(other.samples);
        outcomes.merge(other.outcomes);
        incomplete += other.incomplete;
    }

    Samples samples() {
        return samples;
    }

    TimeStatistics toStatistics() {
        return new TimeStatistics(samples.durations(), outcomes.toOutcomes(), incomplete);
    }
}
