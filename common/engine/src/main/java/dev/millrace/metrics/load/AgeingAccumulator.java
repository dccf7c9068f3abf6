package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.load.Ageing.StageAges;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the ages of the items in the flow by stage, and the flow times of those that stopped, which they are held against. */
public final class AgeingAccumulator implements Accumulator<ItemFlow, Ageing, AgeingAccumulator> {

    /** What is in the flow for longer than most of what is done takes. */
    public static final FlowMetric<Ageing> METRIC = new FlowMetric<>(
            new Metric(
                    "ageing",
                    "Ageing",
                    "items",
                    "count(items in progress with age > p85 of flow time)",
                    "Items in progress that are older than the 85th percentile of the flow time of the "
                            + "items done in the window, by stage. Age counts from the start. Unknown if no done "
                            + "item has a flow time.",
                    "Vacanti, Actionable Agile Metrics: ageing work in progress"),
            Evidence.of(ItemSelection.TOUCHING, AgeingAccumulator::row)
                    .with(scope -> new ExplanationRow().at("at", scope.at())),
            AgeingAccumulator::new);

    private final ReportScope scope;
    private final Samples flowTimes = new Samples();
    private final Map<Optional<Stage>, Samples> ages = new HashMap<>();

    AgeingAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        if (ItemSelection.STOPPED.test(scope, flow)) {
            flow.flowTime().measured().ifPresent(time -> flowTimes.addWhole(time.toMillis()));
        }
        if (scope.inFlow(flow) && flow.start() != null) {
            ages(Optional.ofNullable(LoadAccumulator.stageAt(flow, scope.at())))
                    .addWhole(Duration.between(flow.start(), scope.at()).toMillis());
        }
    }

    @Override
    public AgeingAccumulator merge(AgeingAccumulator other) {
        flowTimes.addAll(other.flowTimes);
        other.ages.forEach((stage, samples) -> ages(stage).addAll(samples));
        return this;
    }

    @Override
    public Ageing result() {
        Figure<Duration> limit = flowTimes.durations().map(Percentiles::p85);
        List<StageAges> stages = new ArrayList<>();
        long items = 0;
        for (Optional<Stage> stage : inOrder()) {
            Samples samples = ages(stage);
            items += samples.size();
            samples.durations()
                    .measured()
                    .ifPresent(age -> stages.add(new StageAges(
                            stage.orElse(null), age, limit.map(millis -> samples.above(millis.toMillis())))));
        }
        Figure<Long> over = limit.map(unused -> stages.stream()
                .mapToLong(stage -> stage.over().measured().orElse(0L))
                .sum());
        return new Ageing(limit, flowTimes.size(), items, over, stages);
    }

    private List<Optional<Stage>> inOrder() {
        List<Optional<Stage>> order = new ArrayList<>(ages.keySet());
        order.sort((one, other) -> Integer.compare(position(one), position(other)));
        return order;
    }

    private int position(Optional<Stage> stage) {
        return stage.map(scope.stream()::position).orElse(Integer.MAX_VALUE);
    }

    private Samples ages(Optional<Stage> stage) {
        return ages.computeIfAbsent(stage, unseen -> new Samples());
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        Optional<Duration> done = flow.flowTime().measured();
        if (done.isPresent() && ItemSelection.DONE.test(scope, flow)) {
            return new ExplanationRow()
                    .word("role", "done")
                    .millis("ms", done.get().toMillis());
        } else if (!scope.inFlow(flow) || flow.start() == null) {
            return null;
        }
        return new ExplanationRow()
                .word("role", "in-flow")
                .at("start", flow.start())
                .at("at", scope.at())
                .millis("ms", Duration.between(flow.start(), scope.at()).toMillis())
                .stage(LoadAccumulator.stageAt(flow, scope.at()));
    }
}
