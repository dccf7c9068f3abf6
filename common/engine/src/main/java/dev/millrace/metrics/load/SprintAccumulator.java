package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.load.Sprints.SprintFigures;
import dev.millrace.model.ToolInstance;
import dev.millrace.sprint.Sprint;
import dev.millrace.sprint.SprintStay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the items of each sprint. What they tell of the sprint can differ, so they are counted once all of them are there. */
public final class SprintAccumulator implements Accumulator<ItemFlow, Sprints, SprintAccumulator> {

    /** What sprints committed to and delivered. */
    public static final FlowMetric<Sprints> METRIC = new FlowMetric<>(
            new Metric(
                    "sprints",
                    "Sprints",
                    "share of items",
                    "count(items committed and delivered) / count(items committed)",
                    "Of the sprints that began in the window: items that were in a sprint when it began and were not "
                            + "done are committed; those of them that are in it and done at its end are delivered. "
                            + "Items that came into a sprint later are counted apart.",
                    "our own, after Jira's sprint report"),
            Evidence.of(ItemSelection.TOUCHING, SprintAccumulator::row)
                    .with(scope -> new ExplanationRow()
                            .at("from", scope.window().start())
                            .at("to", scope.known().end())),
            SprintAccumulator::new);

    private static final Comparator<SprintFigures> ORDER = Comparator.comparing(SprintFigures::start)
            .thenComparing(figures -> figures.tool().toString())
            .thenComparing(SprintFigures::id);

    /** Names a sprint. */
    private record Key(ToolInstance tool, String id) {}

    private final ReportScope scope;
    private final Map<Key, SprintTally> tallies = new HashMap<>();

    SprintAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        for (SprintStay stay : flow.sprints()) {
            SprintTally tally =
                    tally(new Key(flow.item().artifact().tool(), stay.sprint().id()));
            if (concerns(stay.sprint())) {
                tally.add(flow, stay);
            } else {
                tally.tell(stay.sprint());
            }
        }
    }

    /** Most sprints that an item names ended long before the window. */
    private boolean concerns(Sprint sprint) {
        Instant completed = sprint.completed();
        return completed == null || completed.isAfter(scope.window().start());
    }

    private SprintTally tally(Key key) {
        return tallies.computeIfAbsent(key, unseen -> new SprintTally());
    }

    @Override
    public SprintAccumulator merge(SprintAccumulator other) {
        other.tallies.forEach((key, tally) -> tally(key).merge(tally));
        return this;
    }

    @Override
    public Sprints result() {
        Instant first = scope.window().start();
        Instant last = scope.known().end();
        List<SprintFigures> sprints = new ArrayList<>();
        long cut = 0;
        long withoutDates = 0;
        for (Map.Entry<Key, SprintTally> entry : tallies.entrySet()) {
            SprintTally tally = entry.getValue();
            Sprint sprint = tally.sprint();
            Instant start = sprint.start();
            if (start == null) {
                withoutDates += sprint.state() == Sprint.State.FUTURE ? 0 : 1;
            } else if (start.isBefore(first)) {
                cut += SprintTally.end(sprint, last).isAfter(first) ? 1 : 0;
            } else if (start.isBefore(last) && sprint.state() != Sprint.State.FUTURE) {
                sprints.add(tally.figures(entry.getKey().tool(), sprint, start, last));
            }
        }
        sprints.sort(ORDER);
        List<SprintFigures> ended = sprints.stream()
                .filter(sprint -> sprint.until() != Sprints.Until.NOW)
                .toList();
        long committed =
                ended.stream().mapToLong(sprint -> sprint.committed().items()).sum();
        long delivered = ended.stream()
                .mapToLong(sprint -> sprint.committed().delivered())
                .sum();
        return new Sprints(Shares.of(delivered, committed), committed, delivered, sprints, cut, withoutDates);
    }

    /** What the item tells of each sprint, and when it was in it. */
    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow().at("stop", flow.knownStop());
        for (SprintStay stay : flow.sprints()) {
            Sprint sprint = stay.sprint();
            for (SprintStay.Time time : stay.times()) {
                row.part(part(sprint).at("in", time.from()).at("out", time.until()));
            }
            if (stay.times().isEmpty()) {
                row.part(part(sprint).at("in", null).at("out", null));
            }
        }
        return row.ifParts();
    }

    private static ExplanationRow part(Sprint sprint) {
        return new ExplanationRow()
                .word("sprint", sprint.id())
                .word("name", sprint.name().isEmpty() ? null : sprint.name())
                .at("start", sprint.start())
                .at("end", sprint.completed() == null ? sprint.end() : sprint.completed());
    }
}
