package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer is bound to what had happened and what was known, and the same pair gives the same answer for ever. */
interface KnowledgeContract extends StoreContract {

    @Test
    default void events_count_up_to_as_of_inclusive() {
        FlowEvent first = created(issue(1), 0);
        FlowEvent second = changed(issue(1), "1", 5, OPEN, DOING);
        commit(batch().with(snapshot(1)).with(first, second));

        assertThat(events(asOf(5))).containsExactly(first, second);
        assertThat(events(asOf(4))).containsExactly(first);
        assertThat(store().item(issue(1), asOf(4)).orElseThrow().item().events())
                .containsExactly(first);
    }

    @Test
    default void artifact_created_after_as_of_does_not_exist() {
        commit(batch().with(
                        snapshot(1).created(10), snapshot(2).subTaskOf(issue(3)).created(10), snapshot(3)));

        assertThat(itemIds(asOf(9))).containsExactly(issue(3));
        assertThat(items(asOf(9)).get(0).subTasks()).isEmpty();
        assertThat(store().item(issue(1), asOf(9))).isEmpty();
        assertThat(store().item(issue(1), asOf(10))).isPresent();
    }

    @Test
    default void snapshot_says_how_things_are_called_whatever_the_as_of() {
        commit(batch().with(snapshot(1).title("new name").updated(1_000)));

        assertThat(store().item(issue(1), asOf(5))
                        .orElseThrow()
                        .item()
                        .snapshot()
                        .title())
                .isEqualTo("new name");
    }

    @Test
    default void facts_recorded_later_are_not_known() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(1)).with(created(issue(1), 0)));
        Instant second = clock().advance(Duration.ofMinutes(1));
        commit(batch().with(snapshot(2))
                .with(created(issue(2), 0))
                .with(new Link(issue(1), issue(2), "blocks", Link.Rule.EXPLICIT))
                .with(new StateDefinition(JIRA, "3", "In Progress", null))
                .with(new StateUse(JIRA, "FLOW", DOING))
                .with(ledger("scan", 2L, 1)));

        assertThat(StoreContract.answers(store(), knownAt(first.minusMillis(1))))
                .hasSize(2);
        assertThat(itemIds(knownAt(second.minusMillis(1)))).containsExactly(issue(1));
        assertThat(events(knownAt(second.minusMillis(1)))).hasSize(1);
        assertThat(store().find("FLOW-2", knownAt(first))).isEmpty();
        assertThat(store().states(knownAt(first)).seenIn(JIRA, "FLOW")).isEmpty();
        assertThat(itemIds(knownAt(second))).containsExactly(issue(1), issue(2));
        assertThat(store().states(knownAt(second)).seenIn(JIRA, "FLOW")).containsExactly(DOING);
    }

    @Test
    default void commit_in_the_millisecond_of_a_report_is_not_in_that_report() {
        commit(batch().with(snapshot(1)).with(created(issue(1), 0)));
        Knowledge report = knownAt(clock().instant());
        List<Object> answers = StoreContract.answers(store(), report);

        commit(batch().with(snapshot(1).title("changed"))
                .with(created(issue(1), 7))
                .with(snapshot(2)));

        assertThat(StoreContract.answers(store(), report)).isEqualTo(answers);
        assertThat(itemIds(everything())).containsExactly(issue(1), issue(2));
        assertThat(store().lastRecordedAt()).contains(clock().instant().plusMillis(1));
    }

    @Test
    default void pages_of_one_millisecond_are_known_together_while_nobody_has_asked() {
        commit(batch().with(snapshot(1)));
        commit(batch().with(snapshot(2)));

        assertThat(itemIds(knownAt(clock().instant()))).containsExactly(issue(1), issue(2));
    }

    @Test
    default void answer_stands_also_if_another_connection_asked() {
        commit(batch().with(snapshot(1)));
        Knowledge report = knownAt(clock().instant());
        try (FlowStore reader = openAgain(clock())) {
            List<Object> answers = StoreContract.answers(reader, report);
            commit(batch().with(snapshot(2)));

            assertThat(StoreContract.answers(reader, report)).isEqualTo(answers);
        }
        assertThat(itemIds(report)).containsExactly(issue(1));
    }

    @Test
    default void recorded_at_never_goes_back_when_the_clock_does() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(1)));
        List<Object> answers = StoreContract.answers(store(), knownAt(first));

        clock().set(first.minus(Duration.ofDays(30)));
        commit(batch().with(snapshot(2)));

        assertThat(StoreContract.answers(store(), knownAt(first))).isEqualTo(answers);
        assertThat(itemIds(knownAt(clock().instant()))).isEmpty();
        assertThat(itemIds(knownAt(store().lastRecordedAt().orElseThrow()))).containsExactly(issue(1), issue(2));
    }

    @Test
    default void facts_recorded_while_the_clock_is_behind_are_dated_with_the_newest() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(1)));
        clock().set(first.minus(Duration.ofDays(30)));
        commit(batch().with(snapshot(2)));

        assertThat(store().lastRecordedAt()).contains(first);
        assertThat(itemIds(knownAt(clock().instant()))).isEmpty();
        assertThat(itemIds(knownAt(first))).containsExactly(issue(1), issue(2));
    }

    @Test
    default void asking_for_the_end_of_time_does_not_date_later_commits_there() {
        commit(batch().with(snapshot(1)));
        assertThat(items(everything())).hasSize(1);
        assertThat(items(new Knowledge(Instant.MIN, Instant.MIN))).isEmpty();

        Instant second = clock().advance(Duration.ofSeconds(1));
        commit(batch().with(snapshot(2)));

        assertThat(store().lastRecordedAt()).contains(second);
    }

    @Test
    default void report_of_last_week_stays_as_it_was() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(1), snapshot(2).subTaskOf(issue(1)))
                .with(created(issue(1), 0), created(issue(2), 0), Facts.blocked(issue(1), 3, "FLOW-9"))
                .with(ledger("jira:acme:issue:1", 5L, 2)));
        Knowledge lastWeek = new Knowledge(Facts.minute(100), first);
        List<Object> answers = StoreContract.answers(store(), lastWeek);

        for (int day = 1; day <= 5; day++) {
            clock().advance(Duration.ofDays(1));
            commit(batch().with(
                            snapshot(1).title("day " + day),
                            snapshot(2),
                            snapshot(9).created(-day))
                    .with(created(issue(1), day), changed(issue(2), "d" + day, day, OPEN, DOING))
                    .with(ledger("jira:acme:issue:1", 5L, 5)));
            assertThat(StoreContract.answers(store(), lastWeek)).isEqualTo(answers);
        }
        assertThat(store().cursor("test")).contains(cursor("x"));
    }
}
