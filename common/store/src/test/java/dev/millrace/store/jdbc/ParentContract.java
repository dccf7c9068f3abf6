package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.reparented;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.store.FactChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who was whose sub-task is dated: a former parent is found, and a report of the past has the parents of the past. */
interface ParentContract extends StoreContract {

    /** FLOW-3 was a sub-task of FLOW-1 until minute 10, and is one of FLOW-2 since. */
    private void moved() {
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3).subTaskOf(issue(2)))
                .with(created(issue(3), 1), reparented(issue(3), "p", 10, issue(1), issue(2))));
    }

    @Test
    default void former_parent_has_the_sub_task_too_and_each_knows_of_the_other() {
        moved();

        assertThat(parts(everything())).isEqualTo(Map.of(issue(1), List.of(issue(3)), issue(2), List.of(issue(3))));
        assertThat(items(everything()).get(0).otherParents()).containsExactly(issue(2));
        assertThat(items(everything()).get(1).otherParents()).containsExactly(issue(1));
        assertThat(items(everything()).get(0).presentSubTasks()).isEmpty();
        assertThat(items(everything()).get(1).presentSubTasks()).hasSize(1);
        items(everything())
                .forEach(item -> assertThat(store().item(item.item().artifact(), everything()))
                        .contains(item));
    }

    @Test
    default void what_hardly_any_item_has_is_found_after_thousands_that_have_none() {
        Facts.Batch page = batch();
        for (int number = 1; number <= 2_600; number++) {
            page.with(snapshot(number));
        }
        page.with(snapshot(2_601), snapshot(2_602), snapshot(2_603).subTaskOf(issue(2_602)))
                .with(created(issue(2_603), 1), reparented(issue(2_603), "p", 10, issue(2_601), issue(2_602)))
                .with(ledger(issue(2_602).toString(), 2L, 1));
        commit(page);

        Map<ArtifactId, List<ArtifactId>> now = parts(everything());
        assertThat(now).hasSize(2_602);
        assertThat(now.get(issue(2_601))).containsExactly(issue(2_603));
        assertThat(parts(asOf(9)).get(issue(2_602))).isEmpty();
        assertThat(items(everything()).get(2_601).item().gaps()).hasSize(1);
    }

    @Test
    default void as_of_before_the_change_the_sub_task_is_that_of_its_parent_then() {
        moved();

        assertThat(parts(asOf(9))).isEqualTo(Map.of(issue(1), List.of(issue(3)), issue(2), List.of()));
        ArtifactHistory then = items(asOf(9)).get(0).subTasks().get(0);
        assertThat(then.snapshot().parent()).isEqualTo(issue(1));
        assertThat(then.snapshot().level()).isEqualTo(Level.SUB_TASK);
        assertThat(store().histories(List.of(issue(3)), asOf(9))).containsExactly(then);
        assertThat(parts(asOf(10)).get(issue(2))).containsExactly(issue(3));
    }

    @Test
    default void issue_that_was_a_sub_task_is_an_item_and_its_former_parent_has_it_too() {
        commit(batch().with(snapshot(1), snapshot(3))
                .with(created(issue(3), 1), reparented(issue(3), "p", 10, issue(1), null)));

        assertThat(parts(everything())).isEqualTo(Map.of(issue(1), List.of(issue(3)), issue(3), List.of()));
        assertThat(items(everything()).get(1).otherParents()).containsExactly(issue(1));
        assertThat(parts(asOf(9))).isEqualTo(Map.of(issue(1), List.of(issue(3))));
        assertThat(store().item(issue(3), asOf(9)).orElseThrow().otherParents())
                .as("asked for by itself it is told whole")
                .isEmpty();
    }

    @Test
    default void issue_that_became_a_sub_task_was_an_item_of_its_own_before() {
        commit(batch().with(snapshot(1), snapshot(3).subTaskOf(issue(1)))
                .with(created(issue(3), 1), reparented(issue(3), "p", 10, null, issue(1))));

        assertThat(parts(everything())).isEqualTo(Map.of(issue(1), List.of(issue(3))));
        assertThat(parts(asOf(9))).isEqualTo(Map.of(issue(1), List.of(), issue(3), List.of()));
        assertThat(items(asOf(9)).get(1).item().snapshot().level()).isEqualTo(Level.STANDARD);
    }

    @Test
    default void story_of_an_epic_was_never_a_sub_task() {
        commit(batch().with(
                        snapshot(1).level(Level.PORTFOLIO),
                        snapshot(2),
                        snapshot(3).parent(issue(2)))
                .with(reparented(issue(2), "p", 10, issue(1), null))
                .with(reparented(issue(3), "p", 10, issue(9), issue(1))));

        for (Knowledge knowledge : List.of(everything(), asOf(9))) {
            assertThat(items(knowledge)).hasSize(3).allSatisfy(item -> {
                assertThat(item.subTasks()).isEmpty();
                assertThat(item.otherParents()).isEmpty();
            });
        }
    }

    @Test
    default void former_parent_may_come_later_than_the_sub_task_that_was_its_part() {
        commit(batch().with(snapshot(2), snapshot(3).subTaskOf(issue(2)))
                .with(reparented(issue(3), "p", 10, issue(1), issue(2))));
        Instant before = clock().instant();
        assertThat(items(everything()).get(0).otherParents())
                .as("what nobody has stays with the parent of today")
                .isEmpty();

        clock().advance(Duration.ofMinutes(1));
        commit(batch().with(snapshot(1)));

        assertThat(parts(everything()).get(issue(1))).containsExactly(issue(3));
        assertThat(parts(knownAt(before))).isEqualTo(Map.of(issue(2), List.of(issue(3))));
        assertThat(items(knownAt(before)).get(0).otherParents()).isEmpty();
    }

    @Test
    default void change_of_parent_that_is_not_true_any_more_leads_to_nobody() {
        moved();
        Instant before = clock().instant();
        clock().advance(Duration.ofMinutes(1));
        FactBatch whole = batch().with(snapshot(3).subTaskOf(issue(2)))
                .with(created(issue(3), 1))
                .get()
                .with(new ExistenceFact.Whole(issue(3)));
        store().commit(whole, Facts.cursor("x"));

        assertThat(parts(everything())).isEqualTo(Map.of(issue(1), List.of(), issue(2), List.of(issue(3))));
        assertThat(parts(knownAt(before)).get(issue(1))).containsExactly(issue(3));
    }

    @Test
    default void ring_of_former_parents_loses_nobody() {
        commit(batch().with(snapshot(1), snapshot(2))
                .with(reparented(issue(1), "p", 10, issue(2), null), reparented(issue(2), "p", 10, issue(1), null))
                .with(reparented(issue(2), "q", 12, null, issue(2))));

        assertThat(itemIds(asOf(9))).containsExactly(issue(1), issue(2));
        assertThat(itemIds(everything())).containsExactly(issue(1), issue(2));
    }

    @Test
    default void former_parents_and_sub_tasks_are_of_one_family() {
        moved();
        commit(batch().with(snapshot(4).subTaskOf(issue(3))));

        FactChanges changes = store().changes();
        assertThat(changes.families(Set.of(issue(3)))).contains(issue(1), issue(2), issue(3), issue(4));
        assertThat(changes.families(Set.of(issue(1))))
                .as("whether it is an item decides about the part, and so about the other parent")
                .contains(issue(1), issue(3), issue(2));
    }

    @Test
    default void changes_of_parent_of_one_instant_are_read_in_their_chain() {
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3).subTaskOf(issue(2)))
                .with(reparented(issue(3), "b", 10, issue(1), null), reparented(issue(3), "a", 10, null, issue(2))));

        assertThat(parts(asOf(9)).get(issue(1))).containsExactly(issue(3));
    }

    private Map<ArtifactId, List<ArtifactId>> parts(Knowledge knowledge) {
        return items(knowledge).stream()
                .collect(Collectors.toMap(item -> item.item().artifact(), item -> ids(item.subTasks())));
    }

    private static List<ArtifactId> ids(List<ArtifactHistory> histories) {
        return histories.stream().map(ArtifactHistory::artifact).toList();
    }
}
