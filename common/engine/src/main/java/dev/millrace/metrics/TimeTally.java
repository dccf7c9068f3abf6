package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Figure;
import java.time.Duration;

/** Collects a duration of the items that stopped in the window. */
final class TimeTally {

    private final Samples samples = new Samples();
    private final OutcomeTally outcomes = new OutcomeTally();
    private long incomplete;

    void add(ItemFlow flow, Figure<Duration> figure) {
        outcomes.add(figure);
        figure.measured().ifPresent(duration -> {
            samples.addWhole(duration.toMillis());
            if (Scope.incomplete(flow)) {
                incomplete++;
            }
        });
    }

    void merge(TimeTally other) {
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
