package dev.millrace.flow.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.LoadCurve;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The engine agrees with a naive reading of its rules on random histories. A seed that fails is printed; with
 * {@code -Dmillrace.seed=N} only that one runs.
 */
class FlowOracleTest {

    private static final int HISTORIES =
            Integer.getInteger("millrace.histories", Boolean.getBoolean("millrace.deep") ? 30_000 : 500);

    private static final int TOGETHER = 50;
    private static final int WINDOWS = 5;
    private static final Set<String> IN_FLOW = Set.of("ACTIVE", "WAITING", "PAUSED", "CLOSED_GAP", "UNMAPPED");

    @Test
    void engine_and_oracle_agree_on_random_histories() {
        Long only = Long.getLong("millrace.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? HISTORIES : only); seed++) {
            agree(seed);
        }
    }

    /** For any window the integral of the load equals the sum of the items' overlaps with it, counted from the oracle's timelines. */
    @Test
    void conservation_law_holds_on_the_same_histories() {
        for (long first = 1; first <= HISTORIES; first += TOGETHER) {
            List<ItemFlow> flows = new ArrayList<>();
            Instant asOf = null;
            List<NaiveCycle> cycles = new ArrayList<>();
            for (long seed = first; seed < first + TOGETHER; seed++) {
                Random random = new Random(seed);
                ItemHistory item = RandomHistories.of(random);
                ValueStream stream = RandomStreams.of(random);
                asOf = asOf == null ? RandomHistories.asOf(random) : asOf;
                flows.addAll(new FlowAlgebra(
                                stream,
                                RandomHistories.catalogue(),
                                Definition.standard(),
                                (workflow, done, known) -> false)
                        .flows(item, asOf));
                cycles.addAll(Oracle.cycles(item, stream, RandomHistories.catalogue(), asOf, List.of()));
            }
            Random random = new Random(-first);
            for (int i = 0; i < WINDOWS; i++) {
                Instant start = RandomHistories.asOf(random);
                Window window = new Window(
                        start,
                        start.plusMillis(1 + random.nextLong(Duration.ofDays(90).toMillis())));
                assertThat(LoadCurve.of(flows).integral(window).toMillis())
                        .as("seeds from %d, %s", first, window)
                        .isEqualTo(LoadCurve.overlaps(flows, window).toMillis())
                        .isEqualTo(itemTime(cycles, window));
            }
        }
    }

    private static long itemTime(List<NaiveCycle> cycles, Window window) {
        long millis = 0;
        for (NaiveCycle cycle : cycles) {
            for (NaiveCycle.Piece piece : cycle.timeline()) {
                if (IN_FLOW.contains(piece.kind())) {
                    millis += window.overlap(piece.start(), piece.end()).toMillis();
                }
            }
        }
        return millis;
    }

    /** What the engine's own package holds is no help for whoever checks it. */
    @Test
    void oracle_knows_nothing_of_the_engine() throws IOException {
        Path sources = Path.of("src", "test", "java", "dev", "millrace", "flow", "oracle");
        try (Stream<Path> files = Files.list(sources)) {
            assertThat(files.filter(file -> !file.endsWith("Agreement.java") && !file.endsWith("FlowOracleTest.java")))
                    .hasSizeGreaterThan(6)
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern("import dev\\.millrace\\.(flow\\.[A-Z]|metrics|chain|view)"));
        }
    }

    /** A test that never meets a kind of segment proves nothing about it. */
    @Test
    void random_histories_reach_every_kind_of_segment_and_every_rule() {
        TreeMap<String, Integer> met = new TreeMap<>();
        for (long seed = 1; seed <= 800; seed++) {
            Random random = new Random(seed);
            ItemHistory item = RandomHistories.of(random);
            situations(item).forEach(situation -> met.merge(situation, 1, Integer::sum));
            for (NaiveCycle cycle : Oracle.cycles(
                    item,
                    RandomStreams.of(random),
                    RandomHistories.catalogue(),
                    RandomHistories.asOf(random),
                    List.of())) {
                met.merge(cycle.status(), 1, Integer::sum);
                met.merge("flow " + cycle.flowTime().split(" ")[0], 1, Integer::sum);
                met.merge("lead " + cycle.leadTime().split(" ")[0], 1, Integer::sum);
                cycle.timeline().forEach(piece -> {
                    met.merge(piece.kind(), 1, Integer::sum);
                    met.merge(piece.rule(), 1, Integer::sum);
                    met.merge(piece.stage(), 1, Integer::sum);
                });
                met.merge(cycle.reopenings() > 0 ? "REOPENED" : "STRAIGHT", 1, Integer::sum);
            }
        }
        assertThat(met)
                .containsKeys("NOT_STARTED", "ACTIVE", "WAITING", "PAUSED", "CLOSED_GAP", "UNMAPPED")
                .containsKeys("DONE", "CANCELLED", "IN_FLOW", "REOPENED")
                .containsKeys("F1a", "F1b", "F2a", "F2b", "F2c", "F3a", "F3b", "F3c", "F3d", "F4a", "F4b", "F4c")
                .containsKeys("in-review", "waiting-for-merge", "waiting-for-build", "waiting-for-agent", "in-build")
                .containsKeys("waiting-for-approval", "waiting-for-deploy", "in-deployment", "blocked")
                .containsKeys(
                        "coding",
                        "waiting-for-first-review",
                        "flow contradictory",
                        "lead contradictory",
                        "lead unknown")
                .containsKeys("ids that say nothing", "gap", "ends elsewhere", "resolution time", "another parent")
                .containsKeys("was a part of another item")
                .containsKeys("author date after opening", "comment review", "cut off");
        assertThat(met.values()).allMatch(times -> times > 1, "met " + met);
    }

    /** What the history of an item has in it that rules were made for, in words. */
    private static Set<String> situations(ItemHistory item) {
        Set<String> met = new TreeSet<>();
        List<ArtifactHistory> issues = new ArrayList<>(item.subTasks());
        issues.add(item.item());
        for (ArtifactHistory issue : issues) {
            boolean arranged = !issue.events()
                    .equals(issue.events().stream().sorted(FlowEvent.ORDER).toList());
            addIf(met, "ids that say nothing", arranged);
            NativeState before = null;
            for (FlowEvent event : issue.events()) {
                if (event instanceof FlowEvent.StateChanged change) {
                    addIf(met, "gap", before != null && !before.sameAs(change.from()));
                    before = change.to();
                }
                addIf(met, "another parent", event instanceof FlowEvent.ParentChanged);
            }
            NativeState now = issue.snapshot().state();
            addIf(met, "ends elsewhere", before != null && now != null && !now.sameAs(before));
            addIf(met, "resolution time", issue.snapshot().attributes().containsKey("resolved"));
        }
        addIf(
                met,
                "was a part of another item",
                item.item().events().stream()
                        .anyMatch(event -> event instanceof FlowEvent.ParentChanged change
                                && change.from() != null
                                && item.otherParents().contains(change.from())));
        for (ChainedChange change : item.changes()) {
            addIf(met, "cut off", change.attempts().stream().anyMatch(FlowOracleTest::cutOff));
            Instant opened = change.source().snapshot().createdAt();
            for (FlowEvent event : change.source().events()) {
                addIf(
                        met,
                        "author date after opening",
                        event instanceof FlowEvent.CommitAdded commit
                                && commit.authoredAt().isAfter(opened));
                addIf(
                        met,
                        "comment review",
                        event instanceof FlowEvent.Reviewed review
                                && review.verdict().equals("commented"));
            }
        }
        return met;
    }

    private static boolean cutOff(ArtifactHistory run) {
        NativeState now = run.snapshot().state();
        return now != null
                && List.of("success", "failure").contains(now.name())
                && run.events().stream()
                        .noneMatch(event -> event instanceof FlowEvent.StateChanged change
                                && change.to().name().equals(now.name()));
    }

    private static void addIf(Set<String> met, String situation, boolean holds) {
        if (holds) {
            met.add(situation);
        }
    }

    private static void agree(long seed) {
        Random random = new Random(seed);
        ItemHistory item = RandomHistories.of(random);
        StateCatalogue catalogue = RandomHistories.catalogue();
        ValueStream stream = RandomStreams.of(random);
        Instant asOf = RandomHistories.asOf(random);
        assertThat(Agreement.engine(item, stream, catalogue, asOf, List.of()))
                .as("seed %d as of %s; replay with -Dmillrace.seed=%d", seed, asOf, seed)
                .isEqualTo(Agreement.oracle(item, stream, catalogue, asOf, List.of()));
    }
}
