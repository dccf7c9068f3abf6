package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import dev.millrace.model.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Until when everything was read is a fact: said anew it holds from then on, and what was known of it before stays known. */
interface CoverageContract extends StoreContract {

    @Test
    default void coverage_said_anew_leaves_what_was_known_before_as_it_was() {
        Instant first = clock().instant();
        Coverage whole = new Coverage(first.minusSeconds(600), 3, List.of(), List.of(), List.of());
        store().cover(whole);
        Instant second = clock().advance(Duration.ofDays(1));
        Coverage partly = new Coverage(
                second.minusSeconds(600),
                1,
                List.of(new Behind("github:acme/shop/deployments", first), new Behind("jira:acme/issues", null)),
                List.of(new Late("jira:acme/issues", first.minusSeconds(5))),
                List.of(new Left("jira:old/issues", null)));
        store().cover(partly);

        assertThat(store().coverage(new Knowledge(second, first.minusMillis(1))))
                .isEmpty();
        assertThat(store().coverage(new Knowledge(second, first))).contains(whole);
        assertThat(store().coverage(new Knowledge(second, second.minusMillis(1))))
                .contains(whole);
        assertThat(store().coverage(new Knowledge(second, second))).contains(partly);
        assertThat(store().lastRecordedAt()).contains(second);
    }

    @Test
    default void same_coverage_said_again_changes_nothing() {
        Instant first = clock().instant();
        Coverage whole = new Coverage(first, 3, List.of(), List.of(), List.of());
        store().cover(whole);
        clock().advance(Duration.ofDays(1));
        store().cover(whole);

        assertThat(store().lastRecordedAt()).contains(first);
    }

    @Test
    default void coverage_said_after_an_answer_was_given_is_not_known_to_that_answer() {
        Instant asked = clock().instant();
        commit(batch().with(snapshot(1)));
        assertThat(store().coverage(new Knowledge(asked, asked))).isEmpty();
        store().cover(new Coverage(asked, 1, List.of(), List.of(), List.of()));

        assertThat(store().coverage(new Knowledge(asked, asked))).isEmpty();
        assertThat(store().coverage(new Knowledge(asked, asked.plusSeconds(1)))).isPresent();
    }
}
