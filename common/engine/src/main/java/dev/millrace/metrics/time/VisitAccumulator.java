package dev.millrace.metrics.time;

import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.time.StageTime.VisitStatistics;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the visits to one state, or to all states of a stage. */
public final class VisitAccumulator implements Accumulator<CountedVisit, VisitStatistics, VisitAccumulator> {

    /** A native state, and the stage that it stood for. */
    public record StateKey(@Nullable Stage stage, ToolInstance tool, NativeState state) {

        /** In an order that does not depend on how they came. */
        static final Comparator<StateKey> BY_STATE = Comparator.comparing(StateKey::tool)
                .thenComparing(key -> key.state().name())
                .thenComparing(
                        key -> key.state().id() == null ? "" : key.state().id());

        public static StateKey of(CountedVisit counted) {
            return new StateKey(
                    counted.visit().stage(),
                    counted.visit().artifact().tool(),
                    counted.visit().state());
        }
    }

    public static final Comparator<Map.Entry<StateKey, VisitAccumulator>> MOST_TIME_FIRST = Comparator.comparingLong(
                    (Map.Entry<StateKey, VisitAccumulator> entry) -> entry.getValue().millisInWindow)
            .reversed()
            .thenComparing(Map.Entry::getKey, StateKey.BY_STATE);

    private final Samples completed = new Samples();
    private final Samples openAges = new Samples();
    private long millisInWindow;

    @Override
    public void add(CountedVisit visit) {
        (visit.completed() ? completed : openAges).addWhole(visit.millis());
        millisInWindow += visit.inWindowMillis();
    }

    @Override
    public VisitAccumulator merge(VisitAccumulator other) {
        completed.addAll(other.completed);
        openAges.addAll(other.openAges);
        millisInWindow += other.millisInWindow;
        return this;
    }

    @Override
    public VisitStatistics result() {
        return new VisitStatistics(
                (long) openAges.size() + completed.size(),
                openAges.size(),
                Duration.ofMillis(millisInWindow),
                openAges.durations(),
                completed.durations());
    }
}
