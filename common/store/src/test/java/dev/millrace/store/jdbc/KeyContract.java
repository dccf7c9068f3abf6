package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.OTHER_JIRA;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.moved;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An artifact is found under every key it has or had. */
interface KeyContract extends StoreContract {

    @Test
    default void artifact_is_found_by_its_key_in_any_case() {
        commit(batch().with(snapshot(issue(1), "Flow-1")));

        assertThat(store().find("FLOW-1", everything())).contains(issue(1));
        assertThat(store().find("flow-1", everything())).contains(issue(1));
        assertThat(store().find("FLOW-10", everything())).isEmpty();
        assertThat(store().find("", everything())).isEmpty();
    }

    @Test
    default void name_finds_its_highest_numbers_first() {
        commit(batch().with(
                        snapshot(issue(1), "Shop/main #9"),
                        snapshot(issue(2), "shop/main #10"),
                        snapshot(issue(3), "shop/main #100 deploy production"),
                        snapshot(issue(4), "shop/main2 #11"),
                        snapshot(issue(5), "shop/main")));

        assertThat(store().numbered("SHOP/main", 5, everything())).containsExactly("shop/main #10", "shop/main #9");
        assertThat(store().numbered("shop/main", 1, everything())).containsExactly("shop/main #10");
        assertThat(store().numbered("shop", 5, everything())).isEmpty();
        assertThat(store().numbered("%", 5, everything())).isEmpty();
    }

    @Test
    default void keys_near_one_are_of_its_project_or_else_have_its_number() {
        commit(batch().with(
                        snapshot(issue(1), "Flow-123"),
                        snapshot(issue(2), "FLOW-99"),
                        snapshot(issue(3), "FLOW-9"),
                        snapshot(issue(4), "OTHER-124"),
                        snapshot(issue(5), "shop/main#124"),
                        snapshot(issue(6), "0123456789abcdef")));

        assertThat(near("FLOW-124")).containsExactlyInAnyOrder("flow-123", "flow-99");
        assertThat(near("FLOOW-124")).containsExactly("other-124");
        assertThat(near("shop/mian#124")).containsExactly("shop/main#124");
        assertThat(near("%-124")).containsExactly("other-124");
        assertThat(near("FLOOW-%")).isEmpty();
        assertThat(near("nothing")).isEmpty();
        assertThat(near("-")).isEmpty();
    }

    private List<String> near(String key) {
        List<String> near = new ArrayList<>();
        store().forEachNearKey(key, everything(), near::add);
        return near;
    }

    @Test
    default void moved_artifact_is_found_by_every_former_key() {
        commit(batch().with(snapshot(issue(1), "NEW-9"))
                .with(moved(issue(1), 5, "OLD-1", "MID-4"), moved(issue(1), 6, "MID-4", "NEW-9")));

        assertThat(store().find("old-1", everything())).contains(issue(1));
        assertThat(store().find("MID-4", everything())).contains(issue(1));
        assertThat(store().find("NEW-9", everything())).contains(issue(1));
        assertThat(store().find("NEW-9", asOf(0)))
                .as("keys do not depend on as-of")
                .contains(issue(1));
    }

    @Test
    default void artifact_is_found_by_a_key_that_only_an_earlier_reading_had() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(issue(1), "OLD-1")));
        clock().advance(Duration.ofDays(1));
        commit(batch().with(snapshot(issue(1), "NEW-9")));

        assertThat(store().find("OLD-1", everything())).contains(issue(1));
        assertThat(store().find("NEW-9", everything())).contains(issue(1));
        assertThat(store().find("NEW-9", knownAt(first))).isEmpty();
    }

    @Test
    default void reused_key_belongs_to_who_has_it_now() {
        commit(batch().with(
                        snapshot(issue(1), "NEW-1").updated(99),
                        snapshot(issue(2), "OLD-1").updated(3))
                .with(moved(issue(1), 50, "OLD-1", "NEW-1")));

        assertThat(store().find("OLD-1", everything())).contains(issue(2));
    }

    @Test
    default void key_nobody_has_now_belongs_to_who_had_it_last() {
        commit(batch().with(snapshot(issue(1), "NEW-1"), snapshot(issue(2), "NEW-2"), snapshot(issue(3), "NEW-3"))
                .with(moved(issue(1), 10, "OLD-1", "NEW-1"))
                .with(moved(issue(2), 30, "OLD-1", "NEW-2"))
                .with(moved(issue(3), 20, "OLD-1", "NEW-3")));

        assertThat(store().find("OLD-1", everything())).contains(issue(2));
    }

    @Test
    default void key_of_a_retracted_move_is_found_only_while_it_was_known() {
        Instant first = clock().instant();
        commit(batch().with(snapshot(issue(1), "NEW-1")).with(moved(issue(1), 5, "TYPO-1", "NEW-1")));
        clock().advance(Duration.ofDays(1));
        commit(batch().with(moved(issue(1), 5, "OLD-1", "NEW-1")));

        assertThat(store().find("TYPO-1", knownAt(first))).contains(issue(1));
        assertThat(store().find("TYPO-1", everything())).isEmpty();
        assertThat(store().find("OLD-1", everything())).contains(issue(1));
    }

    @Test
    default void key_of_two_tools_belongs_to_the_first_of_them() {
        commit(batch().with(snapshot(ArtifactId.issue(OTHER_JIRA, "1"), "FLOW-1"), snapshot(issue(77), "FLOW-1")));

        assertThat(store().find("FLOW-1", everything())).contains(issue(77));
    }
}
