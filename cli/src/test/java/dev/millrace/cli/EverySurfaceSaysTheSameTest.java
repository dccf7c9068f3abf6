package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.RandomChains;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for an item gets the same figures, by whatever door: they are computed once, by the definition that is configured. */
class EverySurfaceSaysTheSameTest {

    private static final Set<String> OF_AN_ITEM = Set.of(
            "type",
            "status",
            "doneRule",
            "created",
            "start",
            "stop",
            "flowTime",
            "flowTimeState",
            "flowTimeReason",
            "leadTime",
            "leadTimeState",
            "efficiency",
            "efficiencyState",
            "efficiencyReason",
            "elapsed",
            "active",
            "waiting",
            "paused",
            "closedGap",
            "unmapped",
            "reopenings",
            "backwardMoves",
            "incomplete",
            "visits");
    private static final Set<String> OF_ITS_TIMELINE = Set.of(
            "start",
            "stop",
            "created",
            "status",
            "elapsed",
            "active",
            "waiting",
            "paused",
            "closedGap",
            "unmapped",
            "timeline",
            "time in In review",
            "stageNow",
            "chain");
    private static final Set<String> IN_WORDS = Set.of(
            "status",
            "Flow time in words",
            "Lead time in words",
            "Flow efficiency in words",
            "Active in words",
            "Waiting in words",
            "stage In review in words");

    /** What people see first, in this order. */
    private static final Set<String> IN_ORDER = Set.of("facts in order", "figures in order", "titles in order");

    private static final String CAPTURE = "capture in words";
    /** A line of the completeness ledger. */
    private static final String MISSING = """
            {"fact":"ledger","tool":"jira:work","scope":"jira:work/issues","measure":"issues","expected":22,"captured":20}
            """;

    private static final Instant READ = Instant.parse("2026-10-31T08:00:00Z");
    private static final Instant FAILED = Instant.parse("2026-10-20T08:00:00Z");

    @TempDir
    private Path directory;

    private final JiraDataCenterFake jira = JiraDataCenterFake.empty();

    @AfterEach
    void close() {
        jira.close();
    }

    @Test
    void hand_made_items_have_the_same_figures_everywhere() throws Exception {
        Millrace millrace = handMade(MISSING);
        List<String> keys = Stream.concat(HandMadeItems.issues().stream(), Stream.of(HandMadeItems.ALONE))
                .toList();

        Surfaces surfaces = new Surfaces(directory, millrace, Millrace.NOW);
        surfaces.export(HandMadeItems.STREAMS);
        surfaces.why(HandMadeItems.STREAMS); // a report ends where the tools were read, an item does not
        cover(new Coverage(
                READ, 4, List.of(new Behind("github:acme/acme/shop/deployments", FAILED)), List.of(), List.of()));
        surfaces.show(keys);
        surfaces.words(keys);
        surfaces.report(HandMadeItems.STREAMS.get(0));
        surfaces.stepSummary(HandMadeItems.PULL_REQUESTS);
        surfaces.property(jira);
        surfaces.hub(keys);

        Said said = surfaces.said();
        said.agrees();
        assertThat(said.items(Surfaces.EXPORT)).containsAll(keys);
        assertThat(said.items(Surfaces.SHOW)).containsAll(keys);
        assertThat(said.items(Surfaces.HUB)).containsAll(keys);
        assertThat(said.items(Surfaces.PROPERTY)).containsExactlyInAnyOrderElementsOf(HandMadeItems.issues());
        assertThat(said.items(Surfaces.SUMMARY))
                .containsExactlyInAnyOrder("SHOP-1", "SHOP-2", "SHOP-7", "OPS-20", HandMadeItems.ALONE);
        Map.of(
                        Surfaces.EXPORT, OF_AN_ITEM,
                        Surfaces.SHOW, OF_AN_ITEM,
                        Surfaces.HUB, OF_AN_ITEM,
                        Surfaces.WHY,
                                without(OF_AN_ITEM, "doneRule", "elapsed", "paused", "closedGap", "unmapped", "visits"))
                .forEach((surface, figures) ->
                        assertThat(said.figures(surface)).as(surface).containsAll(figures));
        for (String surface : List.of(Surfaces.SHOW, Surfaces.HUB, Surfaces.PROPERTY)) {
            assertThat(said.figures(surface)).as(surface).containsAll(OF_ITS_TIMELINE);
        }
        for (String surface : List.of(Surfaces.SHOW_WORDS, Surfaces.SUMMARY)) {
            assertThat(said.figures(surface)).as(surface).containsAll(IN_WORDS);
        }
        for (String surface : List.of(Surfaces.SHOW_WORDS, Surfaces.SUMMARY)) {
            assertThat(said.figures(surface)).as(surface).contains(CAPTURE);
        }
        for (String surface : List.of(Surfaces.TERMINAL, Surfaces.SHOW_WORDS, Surfaces.PAGE, Surfaces.HUB_PAGE)) {
            assertThat(said.items(surface)).as(surface).containsAll(keys);
            assertThat(said.figures(surface)).as(surface).containsAll(IN_ORDER);
        }
        assertThat(said.value("SHOP-1 cycle 1, facts in order")).contains("Status=", "Started=", "Done rule=");
        assertThat(said.value("SHOP-1 cycle 1, figures in order")).contains("Flow time=", "Flow efficiency=");
        assertThat(said.value("SHOP-1 cycle 1, titles in order")).contains("Timeline", "Time per stage");
        assertThat(said.value("SHOP-1 cycle 1, doneRule")).isEqualTo("delivered");
        assertThat(said.value("OPS-20 cycle 1, doneRule"))
                .as("by its definition, though it reached production")
                .isEqualTo("tracked");
        assertThat(said.value("SHOP-1 cycle 1, " + CAPTURE))
                .contains("Not read completely", "Incomplete: 20 of 22 issues captured", "2026-10-20");
        assertThat(said.value("SHOP-3 cycle 1, " + CAPTURE)).contains("One other source was not read completely");
        for (String surface : List.of(Surfaces.SHOW_WORDS, Surfaces.EXPORT)) {
            assertThat(said.figures(surface)).as(surface).contains("active by the calendar in words");
        }
    }

    @Test
    void until_when_it_was_read_is_the_same_everywhere() throws Exception {
        Millrace millrace = handMade("");

        assertThat(capture(millrace)).contains("it is unknown until when it was read");
        cover(new Coverage(READ, 4, List.of(), List.of(), List.of()));
        assertThat(capture(millrace)).contains("was captured until 2026-10-31 09:00:00.");
    }

    /** What people read of how much of an item was captured. */
    private String capture(Millrace millrace) throws IOException {
        Surfaces surfaces = new Surfaces(directory, millrace, Millrace.NOW);
        surfaces.show(List.of("SHOP-1"));
        surfaces.stepSummary(List.of("acme/shop#1"));
        surfaces.said().agrees();
        assertThat(surfaces.said().figures(Surfaces.SUMMARY)).contains(CAPTURE);
        return surfaces.said().value("SHOP-1 cycle 1, " + CAPTURE);
    }

    /** Notes until when the tools were read. */
    private void cover(Coverage coverage) {
        try (FlowStore store =
                SqliteFlowStore.open(directory.resolve("flow.db"), SameKey.file(), InstantSource.fixed(Millrace.NOW))) {
            store.cover(coverage);
        }
    }

    /** Whatever happens in the tools, and a definition that contradicts them. */
    @Test
    void items_at_random_have_the_same_figures_everywhere() throws Exception {
        Millrace millrace = millrace("acme", """
                streams:
                  - id: random
                    states:
                      - {name: In Review, stage: waiting-for-test}
                      - {name: "Won't Do", stage: in-progress}
                    versions:
                      - from: 2026-01-15
                        states: [{name: In Review, stage: in-progress}]
                        done: tracked
                      - {from: 2026-02-01, done: automatic, reopen: {policy: new-cycle}}
                teams: [{id: all, scope: {projects: "*"}}]
                services:
                  - id: everything
                    scope: {repositories: "*", jobs: "*"}
                    environments:
                      - {name: customers, matches: [test], production: true}
                      - {name: production}
                """);
        RandomChains chains = new RandomChains(4);
        try (FlowStore store = SqliteFlowStore.open(
                directory.resolve("flow.db"), SameKey.file(), InstantSource.fixed(RandomChains.BEGIN))) {
            store.commit(chains.definitions(), new Cursor("test", "1"));
            for (int day = 0; day < 100; day++) {
                store.commit(chains.next(5), new Cursor("test", "1"));
            }
        }

        Surfaces surfaces = new Surfaces(directory, millrace.at(chains.now()), chains.now());
        surfaces.export(List.of("random"));
        surfaces.why(List.of("random"));
        Set<String> all = surfaces.said().items(Surfaces.EXPORT);
        List<String> issues = all.stream().filter(key -> !key.contains("#")).toList();
        surfaces.show(issues);
        surfaces.property(jira);
        surfaces.hub(issues);

        surfaces.said().agrees();
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(issues).hasSizeGreaterThan(5);
        assertThat(surfaces.said().items(Surfaces.PROPERTY)).containsExactlyInAnyOrderElementsOf(issues);
    }

    private Millrace handMade(String moreFacts) throws IOException {
        Millrace millrace = millrace("work", HandMadeItems.DEFINITION);
        Files.writeString(directory.resolve("facts.ndjson"), HandMadeItems.facts() + moreFacts);
        assertThat(millrace.run("import", "facts.ndjson").exitCode()).isZero();
        return millrace;
    }

    /** The command line in a directory with that definition, and a Jira to publish into. */
    private Millrace millrace(String jiraId, String definition) throws IOException {
        Files.writeString(directory.resolve("stream.yml"), definition);
        return Millrace.in(directory).config("""
                store: flow.db
                zone: %s
                jira: [{id: %s, url: "%s"}]
                publish: {jira: property, days: 3660}
                valueStream: stream.yml
                """.formatted(Said.ZONE, jiraId, jira.baseUrl()));
    }

    private static Set<String> without(Set<String> all, String... some) {
        List<String> left = new ArrayList<>(all);
        left.removeAll(List.of(some));
        return Set.copyOf(left);
    }
}
