package dev.millrace.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Until when a source was completely read follows from when its reading began, and not from when it ended. */
class RunLogTest {

    private static final Instant NINE = Instant.parse("2026-05-01T09:00:00Z");
    private static final Duration MARGIN = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private FlowStore store;

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(folder.resolve("flow.db"), InstantSource.fixed(NINE));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void complete_reading_covers_until_its_begin_less_the_margin() {
        SourceRun run = at(9).begin("s");
        at(11).done(run, SyncSummary.ofNothing("s"), source("", null));

        assertThat(kept().covered().until()).isEqualTo(hour(9).minus(MARGIN));
        assertThat(kept().completeAt()).isEqualTo(hour(11));
    }

    @Test
    void reading_that_stopped_covers_nothing_more_and_goes_on_from_its_first_begin() {
        at(9).done(at(9).begin("s"), SyncSummary.ofNothing("s"), source("", null));
        at(12).stopped(at(11).begin("s"), "no answer", null);
        assertThat(kept().covered().until()).isEqualTo(hour(9).minus(MARGIN));

        at(15).begin("s"); // killed
        at(21).done(at(20).begin("s"), SyncSummary.ofNothing("s"), source("", null));

        assertThat(kept().covered().until()).as("the pages of 11 o'clock").isEqualTo(hour(11).minus(MARGIN));
    }

    @Test
    void source_that_shows_the_latest_days_knows_what_it_showed_first() {
        at(9).done(at(9).begin("s"), SyncSummary.ofNothing("s"), source("last 2 h", hour(7)));
        at(12).done(at(12).begin("s"), SyncSummary.ofNothing("s"), source("last 2 h", hour(10)));
        assertThat(kept().covered().from()).isEqualTo(hour(7));

        at(13).done(at(13).begin("s"), SyncSummary.ofNothing("s"), source("since 8", hour(8)));
        assertThat(kept().covered().from()).as("another choice").isEqualTo(hour(8));
        at(14).done(at(14).begin("s"), SyncSummary.ofNothing("s"), source("", null));
        assertThat(kept().covered().from()).as("everything").isNull();
    }

    @Test
    void what_an_earlier_version_kept_claims_nothing() {
        store.operations()
                .put(
                        "run",
                        "s",
                        "{\"startedAt\":\"" + hour(8) + "\",\"outcome\":\"STOPPED\",\"completeAt\":\"" + hour(7)
                                + "\"}");
        at(9).done(at(9).begin("s"), SyncSummary.ofNothing("s"), source("", null));
        assertThat(kept().covered().until()).as("when it began is not known").isNull();

        at(10).done(at(10).begin("s"), SyncSummary.ofNothing("s"), source("", null));
        assertThat(kept().covered().until()).isEqualTo(hour(10).minus(MARGIN));
    }

    private RunLog at(int hour) {
        return new RunLog(store.operations(), InstantSource.fixed(hour(hour)));
    }

    private SourceRun kept() {
        return at(23).all().get(0);
    }

    private static Instant hour(int hour) {
        return NINE.plus(Duration.ofHours(hour - 9L));
    }

    private static Source source(String scope, @Nullable Instant from) {
        return new Source() {
            @Override
            public String id() {
                return "s";
            }

            @Override
            public SourcePage read(Optional<String> state) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Duration margin() {
                return MARGIN;
            }

            @Override
            public String scope() {
                return scope;
            }

            @Override
            public Optional<Instant> from(Instant begun) {
                return Optional.ofNullable(from);
            }
        };
    }
}
