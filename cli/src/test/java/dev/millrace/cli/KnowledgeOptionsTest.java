package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as known where nobody says. */
class KnowledgeOptionsTest {

    private static final Instant RECORDED = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void everything_up_to_now_is_known() {
        Instant now = RECORDED.plus(Duration.ofDays(1));

        assertThat(knownAt(now)).isEqualTo(now);
    }

    @Test
    void what_was_recorded_before_the_clock_was_set_back_is_known_too() {
        assertThat(knownAt(RECORDED.minus(Duration.ofDays(1)))).isEqualTo(RECORDED);
    }

    @Test
    void what_is_still_to_come_cannot_be_known() {
        TimeParser times = new TimeParser(ZoneOffset.UTC);

        assertThat(times.past("--as-of", "2026-10-31", RECORDED)).isEqualTo("2026-10-31T23:59:59.999Z");
        assertThat(times.past("--as-of", "2026-11-01", RECORDED))
                .as("today is not over")
                .isEqualTo(RECORDED);
        assertThat(times.past("--as-of", RECORDED.toString(), RECORDED)).isEqualTo(RECORDED);
        for (String later : List.of("2026-11-02", "2026-11-01T12:00:00.001Z", "2027-01-01T00:00")) {
            assertThatThrownBy(() -> times.past("--as-of", later, RECORDED))
                    .as(later)
                    .isInstanceOf(UserError.class)
                    .hasMessageContainingAll("--as-of", later, "is in the future")
                    .extracting(failure -> ((UserError) failure).kind())
                    .isEqualTo(UserError.Kind.USAGE);
        }
    }

    private Instant knownAt(Instant now) {
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("flow.db"), InstantSource.fixed(RECORDED))) {
            LedgerEntry line = new LedgerEntry(ToolInstance.jira("x"), "a", "b", null, 1, null);
            store.commit(
                    new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(line)),
                    new Cursor("x", ""));
            return new KnowledgeOptions()
                    .knowledge(ZoneOffset.UTC, InstantSource.fixed(now), store)
                    .knownAt();
        }
    }
}
