package dev.millrace.metrics.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.flow.oracle.OwnTime;
import dev.millrace.flow.oracle.RandomHistories;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is offered is counted: no visit of an item or of a sub-task is lost, and none counts twice. */
class EveryVisitCountsOnceTest {

    private static final Comparator<Visit> ORDER = Comparator.comparing(Visit::artifact)
            .thenComparing(Visit::start)
            .thenComparing(visit -> visit.endOr(Instant.MAX))
            .thenComparing(visit -> visit.state().name());

    @Test
    void every_visit_of_an_item_and_its_sub_tasks_counts_in_one_cycle() {
        FlowAlgebra algebra = new FlowAlgebra(
                DefaultValueStream.create(),
                RandomHistories.catalogue(),
                Definition.standard(),
                (workflow, done, known) -> false);
        int before = 0;
        int shared = 0;
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            ItemHistory item = RandomHistories.of(random, "A");
            Instant asOf = RandomHistories.asOf(random);
            List<ItemFlow> flows = algebra.flows(item, asOf);
            if (flows.isEmpty()) {
                continue; // its sub-tasks are items of their own then
            }
            List<Visit> offered = new ArrayList<>(own(item.item(), item, asOf, algebra));
            for (ArtifactHistory subTask : item.subTasks()) {
                offered.addAll(own(subTask, item, asOf, algebra));
            }
            List<Visit> counted = new ArrayList<>();
            for (ItemFlow flow : flows) {
                Instant end = CountedVisit.endOf(flow);
                flow.visits().stream()
                        .filter(visit -> visit.artifact().kind()
                                == item.item().artifact().kind())
                        .filter(visit -> CountedVisit.belongsTo(flow, end, visit))
                        .forEach(counted::add);
            }
            Instant begun = flows.get(0).createdAt();
            before += (int) offered.stream()
                    .filter(visit -> visit.end() != null && visit.end().isBefore(begun))
                    .count();
            offered.sort(ORDER);
            counted.sort(ORDER);
            assertThat(counted).as("seed %d as of %s", seed, asOf).isEqualTo(offered);
            shared += item.otherParents().isEmpty() ? 0 : 1;
        }
        assertThat(shared).as("items with parts that others had once").isPositive();
        assertThat(before).as("visits that ended before the parent began").isPositive();
    }

    /** The visits of an issue, cut where it came to another item or from it, without those of the time in which another item had it. */
    private static List<Visit> own(ArtifactHistory issue, ItemHistory item, Instant asOf, FlowAlgebra algebra) {
        List<Visit> own = new ArrayList<>();
        for (Visit visit : algebra.visits(issue, asOf)) {
            own.addAll(OwnTime.of(issue, item, visit.start(), visit.end(), asOf).stream()
                    .map(piece -> new Visit(visit.artifact(), visit.state(), visit.stage(), piece.start(), piece.end()))
                    .toList());
        }
        return own;
    }
}
