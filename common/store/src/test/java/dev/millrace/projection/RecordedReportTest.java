package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.oracle.RandomHistories;
import dev.millrace.flow.oracle.RandomStreams;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.outlook.PeriodAccumulator;
import dev.millrace.metrics.outlook.PeriodSummary;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A report made of records says the same as one for which everything is computed. A seed that fails is printed; with {@code
 * -Dmillrace.seed=N} only that one runs.
 */
class RecordedReportTest {

    private static final int STORES = Boolean.getBoolean("millrace.deep") ? 5_000 : 400;
    private static final int ITEMS = 12;
    private static final Duration LONG = Duration.ofDays(90);

    /** How often a hundred stores must hold what. */
    private static final Map<String, Long> AT_LEAST = Map.ofEntries(
            Map.entry("kept", 200L),
            Map.entry("kept, second cycle", 20L),
            Map.entry("kept, with gaps", 30L),
            Map.entry("past", 50L),
            Map.entry("past, still in a closed state", 50L),
            Map.entry("past, portfolio", 8L),
            Map.entry("past, several cycles", 4L),
            Map.entry("unsettled", 120L),
            Map.entry("unsettled, closed", 60L),
            Map.entry("incident", 50L),
            Map.entry("incident of another", 30L),
            Map.entry("guessed", 50L),
            Map.entry("changed", 100L));

    private final Map<String, Long> met = new TreeMap<>();

    @Test
    void report_of_records_is_the_report_of_everything() {
        Long only = Long.getLong("millrace.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? STORES : only); seed++) {
            compare(seed);
        }
        if (only == null) {
            // what is never met is not tested
            assertThat(met).hasSize(AT_LEAST.size());
            AT_LEAST.forEach(
                    (what, perHundred) -> assertThat(met.get(what)).as(what).isGreaterThan(perHundred * STORES / 100));
        }
    }

    private void compare(long seed) {
        Random random = new Random(seed);
        ValueStream stream = RandomStreams.of(random);
        FlowAlgebra algebra = new FlowAlgebra(
                stream, RandomHistories.catalogue(), Definition.standard(), (workflow, done, known) -> false);
        List<ItemHistory> all = new RandomItems(random).items(ITEMS);
        Instant then = random.nextInt(3) > 0
                ? RandomHistories.asOf(random).plus(LONG)
                : pick(RandomItems.instants(all), random);
        Instant now = random.nextInt(4) == 0
                ? then
                : then.plusMillis(random.nextLong(LONG.toMillis())).plusNanos(random.nextInt(2) * 345_678L);
        Instant earliest = then.minusMillis(random.nextLong(
                random.nextBoolean() ? LONG.toMillis() : Duration.ofDays(2).toMillis()));
        List<ItemHistory> items =
                all.stream().map(item -> RandomItems.upTo(then, item)).toList();
        Set<ArtifactId> foreign = some(items, random);
        Set<ArtifactId> changed = some(items, random);
        Recorded.Written written = Recorded.write(items, foreign, then, earliest, algebra);
        Recorded read = Recorded.read(written.records(), now, changed);

        ReportRequest request = request(earliest, now, random);
        Sums recorded = new Sums(request, stream);
        Sums computed = new Sums(request, stream);
        Set<ArtifactId> again = new HashSet<>(changed);
        again.addAll(read.unsettled());
        Set<ArtifactId> keptItems = new HashSet<>();
        read.kept().forEach(flow -> keptItems.add(flow.item().artifact()));
        List<ItemFlow> settled = new ArrayList<>();
        for (ItemHistory item : items) {
            ArtifactId id = item.item().artifact();
            List<ItemFlow> flows = algebra.flows(item, now);
            boolean accepted = !foreign.contains(id);
            computed.add(item, flows, accepted);
            if (again.contains(id)) {
                recorded.add(item, flows, accepted);
                meet(
                        "unsettled, closed",
                        !flows.isEmpty() && flows.get(flows.size() - 1).stop() != null ? 1 : 0);
            } else if (keptItems.contains(id)) {
                flows.forEach(flow -> settled.add(Trimmed.of(flow)));
            }
            meet(
                    "incident of another",
                    accepted ? 0 : Recorded.incidents(item, flows).size());
        }
        assertThat(read.kept()).as("flows of seed %d", seed).isEqualTo(settled);
        read.kept().forEach(recorded::add);
        Sums past = new Sums(request, stream);
        read.past().forEach(past.report::addPast);
        recorded.report.merge(past.report);
        recorded.incidents.addAll(read.incidents());

        assertThat(recorded.incidents()).as("incidents of seed %d", seed).isEqualTo(computed.incidents());
        assertThat(recorded.period()).as("period of seed %d", seed).isEqualTo(computed.period());
        assertThat(recorded.report())
                .as("report of seed %d; replay with -Dmillrace.seed=%d", seed, seed)
                .isEqualTo(computed.report());
        assertThat(Recorded.blockerKeys(written.blockerKeys()).keySet()).allMatch(key -> key.startsWith("A-9"));
        count(read, changed, computed.report());
    }

    private void count(Recorded read, Set<ArtifactId> changed, FlowReport report) {
        meet("kept", read.kept().size());
        meet(
                "kept, second cycle",
                read.kept().stream().filter(flow -> flow.cycle() > 1).count());
        meet(
                "kept, with gaps",
                read.kept().stream().filter(flow -> !flow.gaps().isEmpty()).count());
        meet("unsettled", read.unsettled().size());
        meet("incident", read.incidents().size());
        meet("changed", changed.size());
        meet("guessed", report.quality().guessed().isEmpty() ? 0 : 1);
        read.past().forEach((past, items) -> {
            List<PastItem.Cycle> cycles = past.cycles();
            meet("past", items);
            meet("past, several cycles", cycles.size() > 1 ? items : 0);
            meet(
                    "past, portfolio",
                    cycles.stream().allMatch(cycle -> cycle.closed().isEmpty()) ? items : 0);
            meet(
                    "past, still in a closed state",
                    cycles.stream()
                            .mapToLong(cycle -> items * cycle.closed().size())
                            .sum());
        });
    }

    private void meet(String what, long times) {
        met.merge(what, times, Long::sum);
    }

    private static ReportRequest request(Instant earliest, Instant now, Random random) {
        long before = Duration.between(earliest, now).toMillis();
        Instant start = random.nextInt(3) == 0 ? earliest : earliest.plusMillis(random.nextLong(Math.max(1, before)));
        start = start.isBefore(now) ? start : now.minusMillis(1);
        Window window = new Window(start, start.plusMillis(1 + random.nextLong(LONG.toMillis())));
        ItemFilter filter = switch (random.nextInt(5)) {
            case 0 -> ItemFilter.projects("other");
            case 1 -> new ItemFilter(new TreeSet<>(), Set.of(ItemType.FEATURE));
            default -> ItemFilter.all();
        };
        return new ReportRequest(
                window,
                ZoneId.of("Europe/Berlin"),
                new Knowledge(now, now),
                filter,
                Freshness.notNoted(window, new Knowledge(now, now).asOf()));
    }

    private static Set<ArtifactId> some(List<ItemHistory> items, Random random) {
        Set<ArtifactId> some = new HashSet<>();
        items.forEach(item -> {
            if (random.nextInt(5) == 0) {
                some.add(item.item().artifact());
            }
        });
        return some;
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** What a report is made of. */
    private static final class Sums {

        final FlowAccumulator report;
        final PeriodAccumulator period;
        final List<ProductionIncident> incidents = new ArrayList<>();

        Sums(ReportRequest request, ValueStream stream) {
            report = new FlowAccumulator(request, stream, RandomHistories.catalogue());
            period = new PeriodAccumulator(request, stream);
        }

        void add(ItemHistory item, List<ItemFlow> flows, boolean accepted) {
            incidents.addAll(Recorded.incidents(item, flows));
            if (accepted) {
                flows.forEach(this::add);
            }
        }

        void add(ItemFlow flow) {
            report.add(flow);
            period.add(flow);
        }

        FlowReport report() {
            return report.result();
        }

        PeriodSummary period() {
            return period.result();
        }

        List<ProductionIncident> incidents() {
            incidents.sort(Comparator.comparing(ProductionIncident::artifact));
            return incidents;
        }
    }
}
