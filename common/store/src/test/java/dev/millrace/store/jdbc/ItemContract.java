package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.OTHER_JIRA;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.blocked;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.moved;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An item comes with all that bears on its flow, once, in the order of artifact ids. */
interface ItemContract extends StoreContract {

    @Test
    default void items_come_in_the_order_of_artifact_ids() {
        ArtifactId other = ArtifactId.issue(OTHER_JIRA, "5");
        commit(batch().with(snapshot(other, "Z-5"), snapshot(10), snapshot(9), snapshot(100), snapshot(2)));

        assertThat(itemIds(everything())).containsExactly(issue(2), issue(9), issue(10), issue(100), other);
    }

    @Test
    default void issues_of_projects_come_with_what_tells_their_states_alone() {
        ArtifactId other = ArtifactId.issue(OTHER_JIRA, "5");
        FlowEvent begun = changed(issue(1), "a", 5, OPEN, DOING);
        commit(batch().with(snapshot(1), snapshot(3).subTaskOf(issue(1)), snapshot(other, "Z-5"))
                .with(created(issue(1), 0), begun, blocked(issue(1), 6, "FLOW-3"), created(issue(3), 1)));

        List<ArtifactHistory> found = new ArrayList<>();
        store().issues(everything()).forEach(JIRA, List.of("FLOW", "NONE"), found::add);

        assertThat(found).extracting(ArtifactHistory::artifact).containsExactlyInAnyOrder(issue(1), issue(3));
        assertThat(found)
                .filteredOn(history -> history.artifact().equals(issue(1)))
                .singleElement()
                .satisfies(history -> assertThat(history.events()).containsExactly(created(issue(1), 0), begun));
        store().issues(asOf(4))
                .forEach(
                        JIRA,
                        List.of("FLOW"),
                        history -> assertThat(history.events()).doesNotContain(begun));
        store().issues(everything())
                .forEach(JIRA, List.of("NONE"), history -> assertThat(history).isNull());
        store().issues(everything())
                .forEach(
                        OTHER_JIRA,
                        List.of("FLOW"),
                        history -> assertThat(history.artifact()).isEqualTo(other));
    }

    @Test
    default void history_is_in_order_whatever_the_order_of_arrival() {
        FlowEvent first = created(issue(1), 0);
        FlowEvent second = changed(issue(1), "a", 5, OPEN, DOING);
        FlowEvent third = changed(issue(1), "b", 5, DOING, OPEN);
        commit(batch().with(snapshot(1)).with(third, first, second));

        assertThat(store().item(issue(1), everything()).orElseThrow().item().events())
                .containsExactly(first, second, third);
    }

    @Test
    default void sub_task_comes_inside_its_parent() {
        commit(batch().with(
                        snapshot(1),
                        snapshot(12).subTaskOf(issue(1)),
                        snapshot(3).subTaskOf(issue(1)))
                .with(created(issue(1), 0), created(issue(3), 1), created(issue(12), 2)));

        assertThat(itemIds(everything())).containsExactly(issue(1));
        ItemHistory item = items(everything()).get(0);
        assertThat(item.subTasks()).extracting(ArtifactHistory::artifact).containsExactly(issue(3), issue(12));
        assertThat(item.subTasks().get(1).events()).containsExactly(created(issue(12), 2));
        assertThat(store().item(issue(1), everything())).contains(item);
    }

    @Test
    default void sub_task_asked_for_by_itself_comes_as_an_item() {
        commit(batch().with(snapshot(1), snapshot(2).subTaskOf(issue(1))).with(created(issue(2), 0)));

        ItemHistory item = store().item(issue(2), everything()).orElseThrow();
        assertThat(item.item().events()).containsExactly(created(issue(2), 0));
        assertThat(item.subTasks()).isEmpty();
    }

    @Test
    default void sub_task_whose_parent_is_not_captured_comes_as_an_item() {
        commit(batch().with(snapshot(2).subTaskOf(issue(1))));
        Instant before = clock().instant();
        assertThat(itemIds(everything())).containsExactly(issue(2));

        clock().advance(Duration.ofMinutes(1));
        commit(batch().with(snapshot(1)));

        assertThat(itemIds(everything())).containsExactly(issue(1));
        assertThat(itemIds(knownAt(before))).containsExactly(issue(2));
    }

    @Test
    default void sub_task_goes_with_the_parent_it_was_known_to_have() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3).subTaskOf(issue(1))));
        clock().advance(Duration.ofMinutes(1));
        commit(batch().with(snapshot(3).subTaskOf(issue(2))));

        assertThat(items(knownAt(first)).get(0).subTasks()).hasSize(1);
        assertThat(items(knownAt(first)).get(1).subTasks()).isEmpty();
        assertThat(items(everything()).get(0).subTasks()).isEmpty();
        assertThat(items(everything()).get(1).subTasks()).hasSize(1);
    }

    @Test
    default void sub_tasks_of_sub_tasks_are_not_lost() {
        commit(batch().with(
                        snapshot(1),
                        snapshot(2).subTaskOf(issue(1)),
                        snapshot(3).subTaskOf(issue(2)),
                        snapshot(4).subTaskOf(issue(5)),
                        snapshot(5).subTaskOf(issue(4))));

        assertThat(itemIds(everything())).containsExactly(issue(1), issue(3), issue(4), issue(5));
    }

    @Test
    default void epic_and_its_issues_are_items_of_their_own() {
        commit(batch().with(snapshot(1).level(Level.PORTFOLIO), snapshot(2).parent(issue(1))));

        assertThat(itemIds(everything())).containsExactly(issue(1), issue(2));
        assertThat(items(everything()))
                .allSatisfy(item -> assertThat(item.subTasks()).isEmpty());
    }

    @Test
    default void pull_request_is_no_item_yet() {
        ArtifactId pullRequest = new ArtifactId(JIRA, ArtifactKind.PULL_REQUEST, "1");
        commit(batch().with(snapshot(pullRequest, "PR-1"), snapshot(2).subTaskOf(pullRequest)));

        assertThat(itemIds(everything())).containsExactly(issue(2));
        assertThat(store().item(pullRequest, everything())).isPresent();
    }

    @Test
    default void artifacts_of_one_kind_come_in_order_with_their_histories() {
        ArtifactId build = new ArtifactId(JIRA, ArtifactKind.BUILD, "10");
        ArtifactId earlier = new ArtifactId(JIRA, ArtifactKind.BUILD, "9");
        commit(batch().with(snapshot(build, "B-10"), snapshot(earlier, "B-9"), snapshot(1))
                .with(created(build, 5), created(earlier, 0), created(issue(1), 0)));

        List<ArtifactHistory> builds = new ArrayList<>();
        store().forEachArtifact(ArtifactKind.BUILD, asOf(4), builds::add);
        assertThat(builds).extracting(ArtifactHistory::artifact).containsExactly(earlier, build);
        assertThat(builds.get(0).events()).containsExactly(created(earlier, 0));
        assertThat(builds.get(1).events()).isEmpty();

        List<ArtifactId> snapshots = new ArrayList<>();
        store().forEachSnapshot(ArtifactKind.BUILD, asOf(4), snapshot -> snapshots.add(snapshot.artifact()));
        assertThat(snapshots).as("the same without events").containsExactly(earlier, build);
    }

    @Test
    default void ids_of_one_kind_come_in_the_order_in_which_the_store_heard_of_them() {
        ArtifactId build = new ArtifactId(JIRA, ArtifactKind.BUILD, "1");
        commit(batch().with(snapshot(10), snapshot(build, "B-1")));
        commit(batch().with(snapshot(9), snapshot(10)));

        List<ArtifactId> issues = new ArrayList<>();
        store().forEachId(ArtifactKind.ISSUE, issues::add);

        assertThat(issues).containsExactly(issue(10), issue(9));
    }

    @Test
    default void histories_of_any_artifacts_come_in_order_and_unknown_ones_are_left_out() {
        commit(batch().with(snapshot(10), snapshot(9), snapshot(8).created(60)).with(created(issue(9), 1)));

        assertThat(store().histories(List.of(issue(10), issue(7), issue(9), issue(8)), asOf(4)))
                .extracting(ArtifactHistory::artifact)
                .containsExactly(issue(9), issue(10));
        assertThat(store().histories(List.of(issue(9)), everything()).get(0).events())
                .containsExactly(created(issue(9), 1));
    }

    @Test
    default void blockers_come_under_the_key_the_link_wrote() {
        commit(batch().with(
                        snapshot(1),
                        snapshot(2),
                        snapshot(issue(3), "NEW-3"),
                        snapshot(4).subTaskOf(issue(1)))
                .with(blocked(issue(1), 5, "flow-2"), blocked(issue(1), 6, "OLD-3"), blocked(issue(1), 7, "GONE-1"))
                .with(blocked(issue(4), 8, "NEW-3"))
                .with(moved(issue(3), 1, "OLD-3", "NEW-3"), created(issue(2), 0)));

        ItemHistory item = store().item(issue(1), everything()).orElseThrow();
        assertThat(item.blockers()).containsOnlyKeys("flow-2", "OLD-3", "NEW-3");
        assertThat(item.blockers().get("flow-2").events()).containsExactly(created(issue(2), 0));
        assertThat(item.blockers().get("OLD-3").artifact()).isEqualTo(issue(3));
        assertThat(items(everything()).get(0)).isEqualTo(item);
    }

    @Test
    default void blocker_is_looked_up_in_the_tool_of_the_item() {
        ArtifactId other = ArtifactId.issue(OTHER_JIRA, "1");
        ArtifactId namesake = ArtifactId.issue(OTHER_JIRA, "2");
        commit(batch().with(snapshot(2), snapshot(other, "FLOW-1"), snapshot(namesake, "FLOW-2"))
                .with(blocked(other, 5, "FLOW-2")));

        assertThat(store().item(other, everything())
                        .orElseThrow()
                        .blockers()
                        .get("FLOW-2")
                        .artifact())
                .isEqualTo(namesake);
    }

    @Test
    default void gaps_are_the_lines_that_say_something_is_missing() {
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3))
                .with(ledger("jira:acme:issue:1", 9L, 8), ledger("jira:acme:issue:2", 9L, 9))
                .with(ledger("jira:acme:issue:3", null, 0), ledger("scan", 100L, 3)));

        assertThat(items(everything()).stream().map(item -> item.item().gaps()))
                .containsExactly(List.of(ledger("jira:acme:issue:1", 9L, 8)), List.of(), List.of());
    }

    @Test
    default void many_items_come_once_each_with_their_own() {
        int parents = 700;
        Facts.Batch many = batch();
        for (int n = 1; n <= parents; n++) {
            ArtifactId task = issue(10_000 + n);
            many.with(snapshot(n), snapshot(10_000 + n).subTaskOf(issue(n)))
                    .with(created(issue(n), n), created(task, n + 1), blocked(issue(n), n, "FLOW-" + (parents + 1 - n)))
                    .with(ledger("jira:acme:issue:" + n, 2L, 1));
        }
        commit(many);

        List<ItemHistory> items = items(everything());
        assertThat(items).hasSize(parents);
        for (int n = 1; n <= parents; n++) {
            ItemHistory item = items.get(n - 1);
            assertThat(item.item().artifact()).isEqualTo(issue(n));
            assertThat(item.item().events()).hasSize(2);
            assertThat(item.item().gaps()).hasSize(1);
            assertThat(item.subTasks()).extracting(ArtifactHistory::artifact).containsExactly(issue(10_000 + n));
            assertThat(item.subTasks().get(0).events()).containsExactly(created(issue(10_000 + n), n + 1));
            assertThat(item.blockers().get("FLOW-" + (parents + 1 - n)).artifact())
                    .isEqualTo(issue(parents + 1 - n));
        }
    }

    @Test
    default void events_links_and_ledger_lines_come_in_order() {
        ArtifactId build = new ArtifactId(JIRA, ArtifactKind.BUILD, "1");
        ArtifactId emoji = ArtifactId.issue(JIRA, "\uD83D\uDE00");
        ArtifactId letters = ArtifactId.issue(JIRA, "\uFF21\uFF21");
        List<FlowEvent> expected = new ArrayList<>();
        for (ArtifactId artifact : List.of(issue(9), letters, emoji, issue(10), build)) {
            expected.add(created(artifact, 0));
            expected.add(changed(artifact, "1", 1, OPEN, DOING));
        }
        expected.sort(Comparator.comparing(FlowEvent::artifact).thenComparing(FlowEvent.ORDER));
        List<FlowEvent> shuffled = new ArrayList<>(expected);
        shuffled.sort(Comparator.comparing(event -> event.id().value().hashCode()));
        commit(batch().with(shuffled.toArray(FlowEvent[]::new))
                .with(link(10, 9, "b"), link(9, 10, "a"), link(9, 100, "a"), link(9, 11, "b"), link(9, 11, "a"))
                .with(ledger("b", 1L, 1), ledger("a", null, 1), ledger("c", 1L, 0)));

        assertThat(events(everything())).containsExactlyElementsOf(expected);
        List<Object> links = new ArrayList<>();
        store().forEachLink(everything(), links::add);
        assertThat(links)
                .containsExactly(
                        link(9, 10, "a"), link(9, 11, "a"), link(9, 11, "b"), link(9, 100, "a"), link(10, 9, "b"));
        List<String> scopes = new ArrayList<>();
        store().forEachLedgerEntry(everything(), line -> scopes.add(line.scope()));
        assertThat(scopes).containsExactly("a", "b", "c");
    }

    private static Link link(int from, int to, String relation) {
        return new Link(issue(from), issue(to), relation, Link.Rule.EXPLICIT);
    }
}
