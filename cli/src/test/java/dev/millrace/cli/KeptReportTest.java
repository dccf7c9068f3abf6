package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.RandomChains;
import dev.millrace.cli.bench.Organisation;
import dev.millrace.cli.bench.StoreFill;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.projection.KeptReports;
import dev.millrace.projection.KeptReports.How;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactBatch;
import dev.millrace.store.FlowStore;
import dev.millrace.store.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.view.JsonRenderer;
import dev.millrace.view.ReportView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that was brought up to date says byte for byte what one says that computes everything. */
class KeptReportTest {

    private static final int SEEDS = Boolean.getBoolean("millrace.deep") ? 400 : 12;
    private static final int STEPS = 12;
    /** Longer than the windows of the reports, so that much of it was over before them. */
    private static final int DAYS = 40;

    @TempDir
    private Path folder;

    private int days = 4;
    private final Map<How, Integer> seen = new EnumMap<>(How.class);

    @Test
    void whatever_changes_a_refreshed_report_is_the_one_of_all_facts() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomChains chains = filled(seed);
            Path file = file(seed);
            for (int step = 0; step < STEPS; step++) {
                try (FlowStore store = open(file)) {
                    // after one change alone, and after others that came before it
                    store.commit(chains.next(1 + step % 3), new Cursor("test", "1"));
                }
                compare(file, chains.now(), "seed " + seed + ", step " + step);
                if (step % 3 != 1) {
                    Files.move(copy(), file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        assertThat(seen.get(How.REFRESHED)).as("%s", seen).isGreaterThan(SEEDS * 2);
    }

    @Test
    void days_of_an_organisation_are_followed() throws IOException {
        Path file = folder.resolve("bench.db");
        Instant end = Instant.parse("2026-11-01T00:00:00Z");
        Organisation organisation = new Organisation(400, 7, end);
        try (FlowStore store = open(file)) {
            new StoreFill(store, organisation).fill((items, events) -> {});
            report(store, end);
        }
        for (int step = 0; step < 3; step++) {
            Instant until;
            try (FlowStore store = open(file)) {
                until = new StoreFill(store, organisation).news(60).until();
            }
            compare(file, until, "step " + step);
        }
        assertThat(seen.get(How.REFRESHED)).as("%s", seen).isEqualTo(3);
    }

    @Test
    void states_that_are_told_otherwise_count_in_what_was_kept() throws IOException {
        RandomChains chains = filled(1);
        try (FlowStore store = open(file(1))) {
            StateDefinition review = new StateDefinition(
                    ToolInstance.jira("acme"), "In Review", "In Review", StateCategory.DONE);
            store.commit(
                    new FactBatch(List.of(), List.of(), List.of(), List.of(review), List.of(), List.of()),
                    new Cursor("test", "2"));
        }
        compare(file(1), chains.now(), "another category");
        assertThat(seen.get(How.REFRESHED)).isNull();
    }

    @Test
    void windows_that_begin_earlier_have_what_was_kept_only_as_a_number() throws IOException {
        RandomChains chains = filled(1);
        days = 20;
        compare(file(1), chains.now(), "longer windows");
        assertThat(seen.get(How.REFRESHED)).isNull();
    }

    /** A store of much that happened, with a report that was kept. */
    private RandomChains filled(long seed) {
        RandomChains chains = new RandomChains(seed);
        try (FlowStore store = open(file(seed))) {
            store.commit(chains.definitions(), new Cursor("test", "1"));
            for (int day = 0; day < DAYS; day++) {
                store.commit(chains.next(3), new Cursor("test", "1"));
            }
            report(store, chains.now());
        }
        return chains;
    }

    private Path file(long seed) {
        return folder.resolve(seed + ".db");
    }

    private Path copy() {
        return folder.resolve("copy.db");
    }

    /** Compares the report of that store with that of a copy of it, in which nothing was kept and now is. */
    private void compare(Path file, Instant asOf, String where) throws IOException {
        Path copy = copy();
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        String refreshed;
        try (FlowStore store = open(file)) {
            refreshed = report(store, asOf);
        }
        try (FlowStore store = open(copy)) {
            store.projections()
                    .forget(KeptReports.nameOf(Definition.standard().streams().get(0)));
            ReportRun run = run(store, asOf);
            assertThat(refreshed).as(where).isEqualTo(json(run));
            assertThat(run.how()).isNotEqualTo(How.REFRESHED);
        }
    }

    private String report(FlowStore store, Instant asOf) {
        ReportRun run = run(store, asOf);
        String json = json(run);
        seen.merge(run.how(), 1, Integer::sum);
        return json;
    }

    private static ReportRun run(FlowStore store, Instant asOf) {
        // the same for both stores, and after all that is recorded
        Knowledge knowledge = new Knowledge(asOf, Instant.parse("2100-01-01T00:00:00Z"));
        return new ReportRun(store, ZoneOffset.UTC, knowledge, StreamOptions.first(Definition.standard()), 0);
    }

    private String json(ReportRun run) {
        ReportRun.Made made = run.run(
                WindowOptions.of(Optional.empty(), Optional.empty(), Optional.of(Integer.toString(days))),
                ItemFilter.all(),
                OutlookOptions.of(Optional.empty()),
                null);
        return new JsonRenderer().render(ReportView.of(made.flow(), made.extras()));
    }

    private static FlowStore open(Path file) {
        return SqliteFlowStore.open(file, InstantSource.system());
    }
}
