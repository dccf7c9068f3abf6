package dev.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.app.report.ReportService.How;
import dev.millrace.chain.ChainReader;
import dev.millrace.chain.RandomChains;
import dev.millrace.demo.bench.Organisation;
import dev.millrace.demo.bench.StoreFill;
import dev.millrace.facts.FactBatch;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.report.Metrics;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import dev.millrace.view.ReportJson;
import dev.millrace.view.ReportView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report from derived rows, brought up to date after any change, equals byte for byte the report computed from all facts. */
class DerivedReportTest {

    private static final int SEEDS = Boolean.getBoolean("millrace.deep") ? 400 : 3;
    private static final int STEPS = 12;
    /** Longer than the windows of the reports, so that much of it was over before them. */
    private static final int DAYS = 40;

    private static final ToolInstance JIRA = ToolInstance.jira("acme");
    private static final NativeState OPEN = new NativeState("Open", "Open");
    private static final NativeState DOING = new NativeState("In Progress", "In Progress");
    private static final NativeState DONE = new NativeState("Done", "Done");

    private static final ReportWindow ALL =
            new ReportWindow(Optional.empty(), Optional.empty(), Optional.empty(), true);

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
            }
        }
        assertThat(seen.get(How.FROM_ROWS)).as("%s", seen).isGreaterThan(SEEDS * 2);
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
        assertThat(seen.get(How.FROM_ROWS)).as("%s", seen).isEqualTo(4);
    }

    @Test
    void reports_with_filters_groups_and_reasons_are_the_same_from_rows() throws IOException {
        Path file = folder.resolve("filters.db");
        Instant end = Instant.parse("2026-11-01T00:00:00Z");
        try (FlowStore store = open(file)) {
            new StoreFill(store, new Organisation(150, 5, end)).fill((items, events) -> {});
            StreamChoice all = StreamChoice.ofParameters(
                    Definition.standard(), Optional.empty(), Optional.empty(), Optional.empty());
            StreamChoice service = StreamChoice.ofParameters(
                    Definition.standard(), Optional.empty(), Optional.empty(), Optional.of("bench/service-1"));
            List<ItemFilter> filters = List.of(
                    ItemFilter.all(),
                    ItemFilter.projects("TA"),
                    new ItemFilter(new TreeSet<>(), Set.of(ItemType.DEFECT)));
            for (StreamChoice chosen : List.of(all, service)) {
                for (ItemFilter filter : filters) {
                    for (By by : By.values()) {
                        same(
                                store,
                                end,
                                chosen,
                                filter,
                                Outlook.usual(Optional.of(by.text())),
                                null,
                                ReportWindow.ofDays(days));
                    }
                }
            }
            for (StreamChoice chosen : List.of(all, service)) {
                same(store, end, chosen, ItemFilter.all(), Outlook.usual(Optional.empty()), null, ALL);
            }
            for (Metric why : Metrics.ALL) {
                same(
                        store,
                        end,
                        all,
                        ItemFilter.all(),
                        Outlook.usual(Optional.empty()),
                        why,
                        ReportWindow.ofDays(days));
            }
        }
    }

    private void same(
            FlowStore store,
            Instant asOf,
            StreamChoice chosen,
            ItemFilter filter,
            Outlook outlook,
            @Nullable Metric why,
            ReportWindow window) {
        List<ReportAnswer> answers = new ArrayList<>();
        for (long least : new long[] {0, Long.MAX_VALUE}) {
            ReportService run =
                    new ReportService(store, ZoneOffset.UTC, knowledge(asOf), chosen, filter, least).withEvents(true);
            answers.add(run.run(window, outlook, why));
            assertThat(run.how()).isEqualTo(least == 0 ? How.FROM_ROWS : How.COMPUTED);
        }
        assertThat(ReportJson.render(
                        ReportView.of(answers.get(0).flow(), answers.get(0).extras())))
                .isEqualTo(ReportJson.render(
                        ReportView.of(answers.get(1).flow(), answers.get(1).extras())));
        assertThat(answers.get(0).explanation())
                .as("%s", why)
                .isEqualTo(answers.get(1).explanation());
    }

    @Test
    void states_that_are_told_otherwise_count_in_what_was_kept() throws IOException {
        RandomChains chains = filled(1);
        try (FlowStore store = open(file(1))) {
            StateDefinition review = new StateDefinition(JIRA, "In Review", "In Review", StateCategory.DONE);
            store.commit(
                    new FactBatch(List.of(), List.of(), List.of(), List.of(review), List.of(), List.of()),
                    new Cursor("test", "2"));
        }
        compare(file(1), chains.now(), "another category");
        assertThat(seen.get(How.FROM_ROWS)).isEqualTo(2);
    }

    @Test
    void what_is_blocked_goes_on_once_its_blocker_is_done() throws IOException {
        Path file = folder.resolve("blocked.db");
        Instant begin = Instant.parse("2026-03-02T08:00:00Z");
        Instant then = begin.plus(Duration.ofDays(60));
        ArtifactId blocked = ArtifactId.issue(JIRA, "1");
        ArtifactId blocker = ArtifactId.issue(JIRA, "2");
        try (FlowStore store = open(file)) {
            store.commit(new RandomChains(1).definitions(), new Cursor("test", "1"));
            store.commit(
                    facts(
                            blocked,
                            begin,
                            new FlowEvent.StateChanged(header(blocked, 1, begin), OPEN, DOING),
                            new FlowEvent.BlockerChanged(header(blocked, 2, begin), "ABC-2", true)),
                    new Cursor("test", "1"));
            store.commit(
                    facts(blocker, begin, new FlowEvent.StateChanged(header(blocker, 1, begin), OPEN, DOING)),
                    new Cursor("test", "1"));
            report(store, then);
        }
        Instant later = then.plus(Duration.ofHours(1));
        try (FlowStore store = open(file)) {
            store.commit(
                    facts(blocker, begin, new FlowEvent.StateChanged(header(blocker, 2, later), DOING, DONE)),
                    new Cursor("test", "1"));
        }

        compare(file, later.plus(Duration.ofHours(5)), "unblocked");

        assertThat(seen.get(How.FROM_ROWS)).isEqualTo(2);
    }

    /** Nothing happened to the items themselves. */
    @Test
    void what_others_tell_of_an_item_counts_in_what_was_kept_of_it() throws IOException {
        Path file = folder.resolve("others.db");
        Instant stop = Instant.parse("2026-06-01T09:00:00Z");
        Instant asOf = stop.plus(Duration.ofDays(2));
        try (FlowStore store = open(file)) {
            store.commit(new RandomChains(1).definitions(), new Cursor("test", "1"));
            store.commit(worked(1, stop, false), new Cursor("test", "1"));
            store.commit(worked(2, stop.minus(Duration.ofDays(80)), true), new Cursor("test", "1"));
            store.commit(worked(3, stop.minus(Duration.ofHours(1)), true), new Cursor("test", "1"));
            assertThat(measured(report(store, asOf)))
                    .as("two others are too few")
                    .isEqualTo(1);
        }
        for (int third : new int[] {91, 70}) {
            try (FlowStore store = open(file)) {
                store.commit(worked(4, stop.minus(Duration.ofDays(third)), true), new Cursor("test", "1"));
            }
            compare(file, asOf, third + " days before");
            try (FlowStore store = open(file)) {
                assertThat(measured(report(store, asOf)))
                        .as("%d days before", third)
                        .isEqualTo(third > 90 ? 1 : 2);
            }
            asOf = asOf.plus(Duration.ofHours(1));
        }
        try (FlowStore store = open(file)) {
            store.commit(worked(5, stop.minus(Duration.ofDays(20)), false), new Cursor("test", "1"));
            store.commit(worked(6, stop.minus(Duration.ofDays(20)), false), new Cursor("test", "1"));
            store.commit(worked(7, stop.minus(Duration.ofDays(20)), false), new Cursor("test", "1"));
        }
        compare(file, asOf, "half of them");
        try (FlowStore store = open(file)) {
            assertThat(measured(report(store, asOf))).as("half of them").isEqualTo(1);
        }
        assertThat(seen.get(How.FROM_ROWS)).isEqualTo(7);
    }

    private static int measured(String report) throws IOException {
        return JSON.readTree(report).at("/flowEfficiency/outcomes/measured").asInt();
    }

    /** An issue that was worked on for a day, and reviewed in between or not; it can read differently later. */
    private static FactBatch worked(int number, Instant done, boolean reviewed) {
        ArtifactId issue = ArtifactId.issue(JIRA, Integer.toString(number));
        Instant begin = done.minus(Duration.ofDays(1));
        NativeState review = new NativeState("In Review", "In Review");
        return facts(
                issue,
                begin,
                DONE,
                new FlowEvent.StateChanged(header(issue, 1, begin), OPEN, DOING),
                new FlowEvent.StateChanged(header(issue, 2, done.minusSeconds(60)), DOING, reviewed ? review : DOING),
                new FlowEvent.StateChanged(header(issue, 3, done), reviewed ? review : DOING, DONE));
    }

    private static FactBatch facts(ArtifactId issue, Instant createdAt, FlowEvent... events) {
        return facts(issue, createdAt, DOING, events);
    }

    private static FactBatch facts(ArtifactId issue, Instant createdAt, NativeState now, FlowEvent... events) {
        NativeType type = new NativeType("t", "Story");
        List<FlowEvent> all = new ArrayList<>(List.of(events));
        all.add(new FlowEvent.Created(header(issue, 0, createdAt), OPEN, type));
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                issue,
                "ABC-" + issue.nativeId(),
                "Add vouchers",
                "ABC",
                type,
                Level.STANDARD,
                null,
                now,
                null,
                null,
                createdAt,
                createdAt,
                new TreeMap<>());
        return new FactBatch(List.of(snapshot), all, List.of(), List.of(), List.of(), List.of());
    }

    private static EventHeader header(ArtifactId issue, int number, Instant at) {
        return new EventHeader(EventId.of(issue, "e" + number), issue, at, number, null);
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

    /** Compares the report from rows with the one from the facts. */
    private void compare(Path file, Instant asOf, String where) throws IOException {
        try (FlowStore store = open(file)) {
            String fromRows = report(store, asOf);
            ReportService run = run(store, asOf, Long.MAX_VALUE);
            assertThat(fromRows).as(where).isEqualTo(json(run));
            assertThat(run.how()).isEqualTo(How.COMPUTED);
            everythingIsOffered(store, asOf, JSON.readTree(fromRows), where);
        }
    }

    /** Whatever the store has is counted or left out for a reason. */
    private static void everythingIsOffered(FlowStore store, Instant asOf, JsonNode report, String where) {
        Knowledge knowledge = knowledge(asOf);
        Definition definition = Definition.standard();
        ChainReader chains = new ChainReader(store, knowledge, definition);
        FlowAlgebra algebra = new FlowAlgebra(
                definition.streams().get(0), store.states(knowledge), definition, (workflow, done, known) -> false);
        long[] offered = new long[4];
        chains.forEachItem(item -> offered[0] += algebra.flows(item, asOf).size());
        chains.forEachAutomation(made -> offered[0]++);
        chains.forEachDelivery(delivery -> {
            offered[1] += delivery.changes().size();
            offered[2] += delivery.deployments().size();
        });
        store.forEachArtifact(
                ArtifactKind.BUILD,
                knowledge,
                build -> offered[3] += BuildResult.of(build, asOf).isPresent() ? 1 : 0);
        JsonNode accounts = report.path("accounts");
        assertThat(List.of(
                        report.at("/items/offered").asLong(),
                        accounts.at("/changes/offered").asLong(),
                        accounts.at("/deployments/offered").asLong(),
                        accounts.at("/builds/offered").asLong()))
                .as(where)
                .containsExactly(offered[0], offered[1], offered[2], offered[3]);
        JsonNode items = report.path("items");
        assertThat(List.of("counted", "filteredOut", "outsideWindow", "portfolio", "automation").stream()
                        .mapToLong(name -> items.path(name).asLong())
                        .sum())
                .as(where)
                .isEqualTo(offered[0]);
    }

    private String report(FlowStore store, Instant asOf) {
        ReportService run = run(store, asOf, 0);
        String json = json(run);
        seen.merge(run.how(), 1, Integer::sum);
        return json;
    }

    private static ReportService run(FlowStore store, Instant asOf, long least) {
        // the same for both stores, and after all that is recorded
        return new ReportService(
                store,
                ZoneOffset.UTC,
                knowledge(asOf),
                StreamChoice.ofParameters(Definition.standard(), Optional.empty(), Optional.empty(), Optional.empty()),
                ItemFilter.all(),
                least);
    }

    private static Knowledge knowledge(Instant asOf) {
        return new Knowledge(asOf, Instant.parse("2100-01-01T00:00:00Z"));
    }

    private String json(ReportService run) {
        ReportAnswer made = run.run(ReportWindow.ofDays(days), Outlook.usual(Optional.empty()), null);
        return ReportJson.render(ReportView.of(made.flow(), made.extras()));
    }

    private static FlowStore open(Path file) {
        return SqliteFlowStore.open(file, InstantSource.system());
    }
}
