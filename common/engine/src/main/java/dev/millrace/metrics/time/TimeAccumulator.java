package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.OutcomeAccumulator;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects a duration of the items that stopped in the window. */
public final class TimeAccumulator implements Accumulator<ItemFlow, TimeStatistics, TimeAccumulator> {

    /** From start to stop. */
    public static final FlowMetric<TimeStatistics> FLOW_TIME = new FlowMetric<>(
            new Metric(
                    "flow-time",
                    "Flow time",
                    "duration",
                    "stop - start",
                    "Calendar time from the first active or waiting instant to done, of items done in "
                            + "the window. It includes waiting, pauses and closed gaps before a re-open. Cancelled "
                            + "items do not count.",
                    "Flow Framework (Kersten)"),
            Evidence.of(ItemSelection.STOPPED, (scope, flow) -> row("start", flow, flow.start(), flow.flowTime()))
                    .needing(ItemFlow::flowTime),
            scope -> new TimeAccumulator(ItemFlow::flowTime));

    /** From creation to stop. */
    public static final FlowMetric<TimeStatistics> LEAD_TIME = new FlowMetric<>(
            new Metric(
                    "lead-time",
                    "Lead time",
                    "duration",
                    "stop - created",
                    "Calendar time from creation to done, of items done in the window. For a pull "
                            + "request without an issue it starts with its coding. A re-open after the limit of "
                            + "the policy starts a new cycle, which counts from the re-open.",
                    "Kanban practice; DevLake and GitLab also call it lead time"),
            Evidence.of(ItemSelection.STOPPED, (scope, flow) -> row("created", flow, flow.createdAt(), flow.leadTime()))
                    .needing(ItemFlow::leadTime),
            scope -> new TimeAccumulator(ItemFlow::leadTime));

    private final Function<ItemFlow, Figure<Duration>> time;
    private final Samples samples = new Samples();
    private final OutcomeAccumulator outcomes = new OutcomeAccumulator();
    private long incomplete;

    public TimeAccumulator(Function<ItemFlow, Figure<Duration>> time) {
        this.time = time;
    }

    @Override
    public void add(ItemFlow flow) {
        Figure<Duration> figure = time.apply(flow);
        outcomes.add(figure);
        figure.measured().ifPresent(duration -> {
            samples.addWhole(duration.toMillis());
            if (ReportScope.incomplete(flow)) {
                incomplete++;
            }
        });
    }

    @Override
    public TimeAccumulator merge(TimeAccumulator other) {
        samples.addAll(other.samples);
        outcomes.merge(other.outcomes);
        incomplete += other.incomplete;
        return this;
    }

    @Override
    public TimeStatistics result() {
        return new TimeStatistics(samples.durations(), outcomes.result(), incomplete);
    }

    public Samples samples() {
        return samples;
    }

    private static ExplanationRow row(String name, ItemFlow flow, @Nullable Instant from, Figure<Duration> time) {
        return new ExplanationRow()
                .at(name, from)
                .at("stop", flow.knownStop())
                .millis("ms", time.measured().orElse(Duration.ZERO).toMillis());
    }
}
