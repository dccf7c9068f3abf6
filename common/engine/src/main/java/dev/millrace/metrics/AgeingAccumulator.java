package dev.millrace.metrics;

import dev.millrace.metrics.Ageing.StageAges;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the ages of the items in the flow by stage. */
final class AgeingAccumulator {

    private final ReportScope scope;
    private final Map<Optional<Stage>, Samples> ages = new HashMap<>();

    AgeingAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    void add(Optional<Stage> stage, long ageMillis) {
        ages.computeIfAbsent(stage, unseen -> new Samples()).addWhole(ageMillis);
    }

    void merge(AgeingAccumulator other) {
        other.ages.forEach((stage, samples) ->
                ages.computeIfAbsent(stage, unseen -> new Samples()).addAll(samples));
    }

    Ageing toAgeing(Figure<Percentiles<Duration>> flowTime) {
        Figure<Duration> limit = flowTime.map(Percentiles::p85);
        List<Optional<Stage>> order = new ArrayList<>(ages.keySet());
        order.sort((one, other) -> Integer.compare(position(one), position(other)));
        List<StageAges> stages = new ArrayList<>();
        long items = 0;
        for (Optional<Stage> stage : order) {
            Samples samples = ages.getOrDefault(stage, new Samples());
            items += samples.size();
            samples.durations()
                    .measured()
                    .ifPresent(age -> stages.add(new StageAges(
                            stage.orElse(null), age, limit.map(millis -> samples.above(millis.toMillis())))));
        }
        Figure<Long> over = limit.map(unused -> stages.stream()
                .mapToLong(stage -> stage.over().measured().orElse(0L))
                .sum());
        long done = flowTime.measured().map(Percentiles::n).orElse(0L);
        return new Ageing(limit, done, items, over, stages);
    }

    private int position(Optional<Stage> stage) {
        return stage.map(scope.stream()::position).orElse(Integer.MAX_VALUE);
    }
}
