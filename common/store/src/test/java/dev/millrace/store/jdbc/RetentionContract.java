package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.DONE;
import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.blocked;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.reparented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.model.Workflow;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.Retention.Pruned;
import dev.millrace.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was finished long ago can go; what is still asked about stays, with all that belongs to it. */
interface RetentionContract extends StoreContract {

    /** Minutes; all that is old lies another 90 days back, in which issues stay for the sake of later ones. */
    long HORIZON = 1_000 + Workflow.LOOKED_BACK.toMinutes();

    ToolInstance GITHUB = new ToolInstance("github", "g");

    @Test
    default void finished_item_goes_and_what_changed_since_or_is_open_stays() {
        define();
        item(1, DONE, 10, 20);
        item(2, DONE, 10, HORIZON);
        item(3, DOING, 10, 20);

        assertThat(store().retention().prune(horizon()).artifacts()).isEqualTo(Map.of(ArtifactKind.ISSUE, 1L));

        assertThat(itemIds(everything())).containsExactly(issue(2), issue(3));
        assertThat(store().find("FLOW-1", everything())).isEmpty();
        assertThat(events(everything())).hasSize(4);
    }

    /** Whether an item was seen not to wait is told by those that were done in the 90 days before. */
    @Test
    default void issue_that_later_ones_are_held_against_stays() {
        define();
        long before = HORIZON - Workflow.LOOKED_BACK.toMinutes();
        item(1, DONE, 10, before - 1);
        item(2, DONE, 10, before);

        store().retention().prune(horizon());

        assertThat(itemIds(everything())).containsExactly(issue(2));
    }

    @Test
    default void plan_says_the_same_and_changes_nothing() {
        define();
        item(1, DONE, 10, 20);
        List<Object> before = StoreContract.answers(store(), everything());

        Pruned plan = store().retention().plan(horizon());

        assertThat(StoreContract.answers(store(), everything())).isEqualTo(before);
        assertThat(store().retention().horizon()).isEmpty();
        assertThat(plan.events()).isEqualTo(2);
        assertThat(plan.oldest()).contains(Facts.minute(10));
        assertThat(store().retention().prune(horizon())).isEqualTo(plan);
        assertThat(store().retention().plan(horizon()).artifacts()).isEmpty();
    }

    @Test
    default void as_of_before_the_horizon_is_refused_and_not_answered_with_less() {
        define();
        item(1, DONE, 10, 20);
        store().retention().prune(horizon());

        Knowledge before = asOf(HORIZON - 1);
        assertThatThrownBy(() -> items(before))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("was pruned", "ask for " + horizon());
        assertThatThrownBy(() -> store().find("FLOW-1", before)).isInstanceOf(StoreException.class);
        assertThat(items(asOf(HORIZON))).isEmpty();
        assertThat(store().retention().horizon()).contains(horizon());
    }

    @Test
    default void horizon_never_goes_back() {
        store().retention().prune(horizon());
        store().retention().prune(Facts.minute(5));
        assertThat(store().retention().horizon()).contains(horizon());
    }

    @Test
    default void state_without_category_is_no_end_unless_it_is_resolved() {
        item(1, DONE, 10, 20);
        assertThat(store().retention().plan(horizon()).artifacts()).isEmpty();
    }

    @Test
    default void what_is_watched_stays_whatever_its_state() {
        define();
        item(1, DONE, 10, 20);
        store().commit(
                        FactBatch.empty().with(new Watch.Unfinished(issue(1), "1", Watch.Reason.INCOMPLETE)),
                        Facts.cursor("x"));
        assertThat(store().retention().plan(horizon()).artifacts()).isEmpty();
    }

    @Test
    default void blocker_of_an_item_that_stays_stays() {
        define();
        item(1, DONE, 10, 20);
        item(2, DONE, 10, 20);
        item(3, DOING, 10, 20);
        commit(batch().with(blocked(issue(3), 15, "FLOW-1")));

        Pruned pruned = store().retention().prune(horizon());

        assertThat(itemIds(everything())).containsExactly(issue(1), issue(3));
        assertThat(pruned.keptForOthers()).isEqualTo(1);
    }

    @Test
    default void former_parent_of_an_item_that_stays_stays_and_that_of_one_that_goes_goes() {
        define();
        item(1, DONE, 10, 20);
        item(2, DONE, 10, HORIZON);
        item(3, DONE, 10, 20);
        item(4, DONE, 10, 20);
        commit(batch().with(
                        reparented(issue(2), "p", 12, issue(1), null), reparented(issue(4), "p", 12, issue(3), null)));

        store().retention().prune(horizon());

        assertThat(itemIds(everything())).containsExactly(issue(1), issue(2));
        assertThat(items(everything()).get(0).subTasks()).hasSize(1);
    }

    @Test
    default void chain_of_an_item_that_stays_stays_whole() {
        define();
        item(1, DOING, 10, 20);
        item(2, DONE, 10, 20);
        // an open issue with two pull requests, one of them merged and delivered long ago; and a finished one with its
        // own
        put(github(ArtifactKind.PULL_REQUEST, "1", "merged", "acme/shop", "", 30));
        put(github(ArtifactKind.PULL_REQUEST, "2", "merged", "acme/blog", "", 30));
        put(github(ArtifactKind.COMMIT, "c0", "committed", "acme/shop", "", 25));
        put(github(ArtifactKind.COMMIT, "c1", "committed", "acme/shop", "", 31));
        put(github(ArtifactKind.COMMIT, "c2", "committed", "acme/shop", "", 32));
        put(github(ArtifactKind.COMMIT, "d1", "committed", "acme/blog", "", 31));
        put(github(ArtifactKind.DEPLOYMENT, "7", "success", "acme/shop", "test", 33));
        put(github(ArtifactKind.DEPLOYMENT, "8", "success", "acme/shop", "test", 24));
        link(ArtifactKind.PULL_REQUEST, "1", issue(1), Link.Rule.BRANCH);
        link(ArtifactKind.PULL_REQUEST, "1", id(ArtifactKind.COMMIT, "c1"), Link.Rule.EXPLICIT);
        link(ArtifactKind.PULL_REQUEST, "2", issue(2), Link.Rule.BRANCH);
        link(ArtifactKind.PULL_REQUEST, "2", id(ArtifactKind.COMMIT, "d1"), Link.Rule.EXPLICIT);
        link(ArtifactKind.DEPLOYMENT, "7", id(ArtifactKind.COMMIT, "c2"), Link.Rule.EXPLICIT);
        link(ArtifactKind.DEPLOYMENT, "8", id(ArtifactKind.COMMIT, "c0"), Link.Rule.EXPLICIT);

        store().retention().prune(horizon());

        assertThat(ids(ArtifactKind.PULL_REQUEST)).containsExactly("1");
        assertThat(ids(ArtifactKind.COMMIT))
                .as("from the merge on, no gap up to what was deployed")
                .containsExactly("c1", "c2");
        assertThat(ids(ArtifactKind.DEPLOYMENT)).containsExactly("7");
        assertThat(itemIds(everything())).containsExactly(issue(1));
    }

    @Test
    default void what_is_delivered_only_after_the_horizon_stays_though_it_had_come_to_rest() {
        define();
        item(1, DONE, 10, 20);
        item(2, DONE, 10, 20);
        put(github(ArtifactKind.PULL_REQUEST, "1", "merged", "acme/shop", "", 40));
        put(github(ArtifactKind.PULL_REQUEST, "2", "merged", "acme/shop", "", 20));
        put(github(ArtifactKind.COMMIT, "c2", "committed", "acme/shop", "", 20));
        put(github(ArtifactKind.COMMIT, "c0", "committed", "acme/shop", "", 30));
        put(github(ArtifactKind.COMMIT, "c1", "committed", "acme/shop", "", 40));
        put(github(ArtifactKind.DEPLOYMENT, "7", "success", "acme/shop", "live", 35));
        put(github(ArtifactKind.DEPLOYMENT, "8", "success", "acme/shop", "live", HORIZON + 5));
        link(ArtifactKind.PULL_REQUEST, "1", issue(1), Link.Rule.BRANCH);
        link(ArtifactKind.PULL_REQUEST, "1", id(ArtifactKind.COMMIT, "c1"), Link.Rule.EXPLICIT);
        link(ArtifactKind.PULL_REQUEST, "2", issue(2), Link.Rule.BRANCH);
        link(ArtifactKind.PULL_REQUEST, "2", id(ArtifactKind.COMMIT, "c2"), Link.Rule.EXPLICIT);
        link(ArtifactKind.DEPLOYMENT, "7", id(ArtifactKind.COMMIT, "c0"), Link.Rule.EXPLICIT);
        link(ArtifactKind.DEPLOYMENT, "8", id(ArtifactKind.COMMIT, "c1"), Link.Rule.EXPLICIT);

        store().retention().prune(horizon());

        assertThat(itemIds(everything())).containsExactly(issue(1));
        assertThat(ids(ArtifactKind.DEPLOYMENT)).containsExactly("7", "8");
        assertThat(ids(ArtifactKind.PULL_REQUEST)).containsExactly("1");
    }

    @Test
    default void sweep_does_not_take_what_was_pruned_for_something_new() {
        define();
        item(1, DONE, 10, 20);
        store().retention().prune(horizon());

        store().reconciliations().begin("test");
        store().reconciliations().page("test", List.of(new InventoryEntry(issue(1), "1")), "end");

        assertThat(store().watchLists()).isEmpty();
        assertThat(store().reconciliations().unmet("test")).isEmpty();
    }

    @Test
    default void item_that_comes_to_life_again_is_captured_again() {
        define();
        item(1, DONE, 10, 20);
        store().retention().prune(horizon());
        item(1, DOING, 10, HORIZON + 3);

        assertThat(itemIds(everything())).containsExactly(issue(1));
        assertThat(store().find("FLOW-1", everything())).contains(issue(1));
    }

    private static Instant horizon() {
        return Facts.minute(HORIZON);
    }

    private void define() {
        commit(batch().with(
                        new StateDefinition(JIRA, String.valueOf(OPEN.id()), "Open", new StateCategory("new")),
                        new StateDefinition(
                                JIRA, String.valueOf(DOING.id()), "Doing", new StateCategory("indeterminate")),
                        new StateDefinition(JIRA, String.valueOf(DONE.id()), "Done", new StateCategory("done"))));
    }

    private void item(int number, NativeState state, long from, long to) {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                issue(number),
                "FLOW-" + number,
                "",
                "FLOW",
                null,
                Level.STANDARD,
                null,
                state,
                null,
                null,
                Facts.minute(from),
                Facts.minute(to),
                new TreeMap<>());
        put(snapshot);
        commit(batch().with(created(issue(number), from), changed(issue(number), "1", to, OPEN, state)));
    }

    private void put(ArtifactSnapshot snapshot) {
        store().commit(
                        new FactBatch(List.of(snapshot), List.of(), List.of(), List.of(), List.of(), List.of()),
                        Facts.cursor("x"));
    }

    private void link(ArtifactKind kind, String from, ArtifactId to, Link.Rule rule) {
        commit(batch().with(new Link(id(kind, from), to, "r", rule)));
    }

    private static ArtifactId id(ArtifactKind kind, String id) {
        return new ArtifactId(GITHUB, kind, id);
    }

    private static ArtifactSnapshot github(
            ArtifactKind kind, String id, String state, String project, String title, long minute) {
        return new ArtifactSnapshot(
                id(kind, id),
                kind + id,
                title,
                project,
                null,
                Level.STANDARD,
                null,
                new NativeState(state, state),
                null,
                null,
                Facts.minute(minute),
                Facts.minute(minute),
                new TreeMap<>());
    }

    private List<String> ids(ArtifactKind kind) {
        List<String> ids = new java.util.ArrayList<>();
        store().forEachArtifact(
                        kind,
                        everything(),
                        history -> ids.add(history.artifact().nativeId()));
        return ids;
    }
}
