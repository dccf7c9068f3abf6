package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.flow.WaitingUse;
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
                DefaultValueStream.create(), RandomHistories.catalogue(), Definition.standard(), WaitingUse.UNKNOWN);
        int before = 0;
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            ItemHistory item = RandomHistories.of(random, "A");
            Instant asOf = RandomHistories.asOf(random);
            List<ItemFlow> flows = algebra.flows(item, asOf);
            if (flows.isEmpty()) {
                continue; // its sub-tasks are items of their own then
            }
            List<Visit> offered = new ArrayList<>(algebra.visits(item.item(), asOf));
            for (ArtifactHistory subTask : item.subTasks()) {
                offered.addAll(algebra.visits(subTask, asOf));
            }
            List<Visit> counted = new ArrayList<>();
            for (ItemFlow flow : flows) {
                Instant end = StageTally.endOf(flow);
                flow.visits().stream()
                        .filter(visit -> visit.artifact().kind()
                                == item.item().artifact().kind())
                        .filter(visit -> StageTally.belongsTo(flow, end, visit))
                        .forEach(counted::add);
            }
            Instant begun = flows.get(0).createdAt();
            before += (int) offered.stream()
                    .filter(visit -> visit.end() != null && visit.end().isBefore(begun))
                    .count();
            offered.sort(ORDER);
            counted.sort(ORDER);
            assertThat(counted).as("seed %d as of %s", seed, asOf).isEqualTo(offered);
        }
        assertThat(before).as("visits that ended before the parent began").isPositive();
    }
}
