package dev.millrace.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.OutcomeAccumulator;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.PopulationAccumulator;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.delivery.DeliveryAccumulator;
import dev.millrace.metrics.delivery.DeliveryFacts;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.BreakdownAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.GroupedFlow;
import dev.millrace.metrics.outlook.PeriodAccumulator;
import dev.millrace.metrics.outlook.ThroughputAccumulator;
import dev.millrace.metrics.portfolio.HeldFlow;
import dev.millrace.metrics.portfolio.PortfolioAccumulator;
import dev.millrace.metrics.quality.FindingAccumulator;
import dev.millrace.metrics.time.CountedVisit;
import dev.millrace.metrics.time.TimeLeftAccumulator;
import dev.millrace.metrics.time.VisitAccumulator;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.Level;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ValueStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every accumulator: any split and any order of the values gives the same result, and no value gives nothing. A metric is
 * held to it by its entry in {@link Metrics}; another accumulator without a case here fails the first test.
 */
class AccumulatorContractTest {

    private static final ReportRequest REQUEST = Reports.request(
            new Window(Instant.parse("2026-02-10T05:00:00Z"), Instant.parse("2026-05-20T17:00:00Z")),
            RandomFlows.AS_OF,
            "Europe/Berlin");
    private static final ValueStream STREAM = DefaultValueStream.create();
    private static final ReportScope SCOPE = ReportScope.of(REQUEST, STREAM, StateCatalogue.empty());
    private static final Instant BEGIN = Instant.parse("2026-02-11T00:00:00Z");

    /** One kind of accumulator, and arbitrary values for it. */
    private record Case<T, R, A extends Accumulator<T, R, A>>(
            String name, Supplier<? extends Accumulator<T, R, A>> empty, Function<Long, List<T>> values) {

        A of(List<T> some) {
            A accumulator = fresh();
            some.forEach(accumulator::add);
            return accumulator;
        }

        @SuppressWarnings("unchecked") // an accumulator merges its own class
        A fresh() {
            return (A) empty.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case<?, ?, ?>> cases() {
        return Stream.concat(
                Metrics.FLOW.stream().map(AccumulatorContractTest::metric),
                Stream.of(
                        new Case<>(
                                "all metrics",
                                () -> new FlowAccumulator(REQUEST, STREAM, StateCatalogue.empty()),
                                AccumulatorContractTest::flows),
                        new Case<>(
                                "period", () -> new PeriodAccumulator(REQUEST, STREAM), AccumulatorContractTest::flows),
                        new Case<>(
                                "throughput",
                                () -> new ThroughputAccumulator(REQUEST, STREAM),
                                AccumulatorContractTest::flows),
                        new Case<>(
                                "breakdown",
                                () -> new BreakdownAccumulator(REQUEST, STREAM, Breakdown.By.PROJECT),
                                seed -> flows(seed).stream()
                                        .map(flow -> new GroupedFlow(
                                                flow, List.of(flow.item().project(), "all")))
                                        .toList()),
                        new Case<>(
                                "items",
                                () -> new ItemListAccumulator(REQUEST, STREAM),
                                seed -> flows(seed).stream()
                                        .map(flow -> new OwnedFlow(
                                                flow,
                                                "Team",
                                                List.of(flow.item().project())))
                                        .toList()),
                        new Case<>(
                                "explanation",
                                () -> new ExplanationAccumulator(
                                        Comparison.METRIC, REQUEST, REQUEST, STREAM, StateCatalogue.empty()),
                                seed -> flows(seed).stream()
                                        .map(flow -> new ExplainedFlow(flow, List::of))
                                        .toList()),
                        new Case<>("delivery", () -> new DeliveryAccumulator(REQUEST), AccumulatorContractTest::facts),
                        new Case<>(
                                "finding",
                                () -> new FindingAccumulator(
                                        flow -> flow.visits().size() - 3L),
                                AccumulatorContractTest::flows),
                        new Case<>(
                                "outcomes",
                                OutcomeAccumulator::new,
                                seed -> flows(seed).stream()
                                        .<Figure<?>>map(ItemFlow::flowTime)
                                        .toList()),
                        new Case<>(
                                "population",
                                PopulationAccumulator::new,
                                seed -> new Random(seed)
                                        .ints(40, 0, LeftOut.values().length)
                                        .mapToObj(i -> LeftOut.values()[i])
                                        .toList()),
                        new Case<>(
                                "portfolio",
                                () -> new PortfolioAccumulator(REQUEST, STREAM, StateCatalogue.empty()),
                                AccumulatorContractTest::held),
                        new Case<>(
                                "time left",
                                () -> new TimeLeftAccumulator(DefaultStages.IN_PROGRESS, REQUEST.window()),
                                AccumulatorContractTest::flows),
                        new Case<>("visits", VisitAccumulator::new, AccumulatorContractTest::visits)));
    }

    /** Some are part of an epic, some of an epic and its initiative, and some of nothing. */
    private static List<HeldFlow> held(long seed) {
        Random random = new Random(seed);
        ArtifactId initiative = new ArtifactId(Flows.JIRA, ArtifactKind.ISSUE, "9000");
        return flows(seed).stream()
                .map(flow -> {
                    ArtifactId epic = new ArtifactId(Flows.JIRA, ArtifactKind.ISSUE, "900" + random.nextInt(1, 4));
                    List<ArtifactId> holders = switch (random.nextInt(3)) {
                        case 0 -> List.of();
                        case 1 -> List.of(epic);
                        default -> List.of(epic, initiative);
                    };
                    return new HeldFlow(flow, holders, random.nextInt(5) == 0, random.nextBoolean() ? "web" : null);
                })
                .toList();
    }

    private static <R> Case<?, ?, ?> metric(FlowMetric<R> metric) {
        return of(metric.id(), metric.accumulator(SCOPE), metric);
    }

    private static <R, A extends Accumulator<ItemFlow, R, A>> Case<ItemFlow, R, A> of(
            String name, Accumulator<ItemFlow, R, A> first, FlowMetric<R> metric) {
        return new Case<>(
                name,
                () -> Accumulators.same(first, metric.accumulator(SCOPE)),
                seed -> flows(seed).stream()
                        .filter(flow -> metric.evidence().selection().test(SCOPE, flow))
                        .toList());
    }

    /** Tells the compiler what is so. */
    private static final class Accumulators {
        @SuppressWarnings("unchecked") // a metric always makes the same class
        static <R, A extends Accumulator<ItemFlow, R, A>> Accumulator<ItemFlow, R, A> same(
                Accumulator<ItemFlow, R, A> kind, Accumulator<ItemFlow, R, ?> made) {
            assertThat(made).hasSameClassAs(kind);
            return (Accumulator<ItemFlow, R, A>) made;
        }
    }

    @Test
    void every_accumulator_of_the_engine_has_a_case() throws IOException {
        Set<String> held = cases().map(
                        one -> one.fresh().getClass().getNestHost().getSimpleName())
                .collect(Collectors.toSet());
        Set<String> written;
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            written = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(AccumulatorContractTest::implementsIt)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(written).isNotEmpty();
        assertThat(held).containsAll(written);
    }

    private static boolean implementsIt(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s+", " ").contains("implements Accumulator<");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T, R, A extends Accumulator<T, R, A>> void any_split_and_any_order_give_the_same_result(Case<T, R, A> one) {
        for (long seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            List<T> values = new ArrayList<>(one.values().apply(seed));
            R whole = one.of(values).result();
            Collections.shuffle(values, random);
            List<A> parts = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                parts.add(one.fresh());
            }
            values.forEach(value -> parts.get(random.nextInt(parts.size())).add(value));
            while (parts.size() > 1) {
                A first = parts.remove(random.nextInt(parts.size()));
                A other = parts.remove(random.nextInt(parts.size()));
                parts.add(random.nextBoolean() ? first.merge(other) : other.merge(first));
            }
            assertThat(parts.get(0).result()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T, R, A extends Accumulator<T, R, A>> void merging_is_associative_and_leaves_the_other_as_it_is(
            Case<T, R, A> one) {
        List<T> values = one.values().apply(99L);
        int third = values.size() / 3;
        List<T> a = values.subList(0, third);
        List<T> b = values.subList(third, 2 * third);
        List<T> c = values.subList(2 * third, values.size());
        A right = one.of(b).merge(one.of(c));
        R before = right.result();
        A left = one.of(a);

        assertThat(left.merge(right).result())
                .isEqualTo(one.of(a).merge(one.of(b)).merge(one.of(c)).result());
        a.forEach(left::add);
        assertThat(right.result()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T, R, A extends Accumulator<T, R, A>> void an_empty_one_changes_nothing(Case<T, R, A> one) {
        List<T> values = one.values().apply(7L);
        R whole = one.of(values).result();

        assertThat(one.of(values).merge(one.fresh()).result()).isEqualTo(whole);
        assertThat(one.fresh().merge(one.of(values)).result()).isEqualTo(whole);
        assertThat(whole)
                .as("the values tell something")
                .isNotEqualTo(one.fresh().result());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T, R, A extends Accumulator<T, R, A>> void without_a_value_figures_are_unknown_and_counts_zero(Case<T, R, A> one) {
        assertThat(found(one.fresh().result())).as(one.name()).isEmpty();
    }

    /** Every number in a result that is not 0, and every figure that has a value other than 0. */
    private static List<Object> found(Object result) {
        if (result instanceof Percentiles<?> percentiles) { // over weeks without anything
            return found(List.of(percentiles.p50(), percentiles.p85(), percentiles.p95()));
        } else if (result instanceof Number number) {
            return number.doubleValue() == 0 ? List.of() : List.of(number);
        } else if (result instanceof Duration duration) {
            return duration.isZero() ? List.of() : List.of(duration);
        } else if (result instanceof Collection<?> all) {
            return all.stream().flatMap(each -> found(each).stream()).toList();
        } else if (result instanceof Map<?, ?> map) {
            return found(map.values());
        } else if (result instanceof DeliveryReport.Frequency || result instanceof ReportRequest || result == null) {
            return List.of();
        } else if (result instanceof Explanation explanation) { // its constants are not figures
            return found(List.of(explanation.rows(), explanation.exclusions()));
        } else if (result.getClass().isRecord()) {
            return Stream.of(result.getClass().getRecordComponents())
                    .flatMap(component -> found(value(component, result)).stream())
                    .toList();
        }
        return List.of();
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(record);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a report counts them: no portfolio items. */
    private static List<ItemFlow> flows(long seed) {
        return new RandomFlows(seed)
                .items(150).stream()
                        .filter(flow -> flow.item().level() != Level.PORTFOLIO)
                        .toList();
    }

    private static List<CountedVisit> visits(long seed) {
        List<CountedVisit> visits = new ArrayList<>();
        flows(seed).forEach(flow -> CountedVisit.forEach(SCOPE, flow, visits::add));
        return visits;
    }

    private static List<DeliveryFacts> facts(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 30)
                .mapToObj(i -> {
                    Instant at = BEGIN.plus(random.nextInt(2_000), ChronoUnit.HOURS);
                    Delivery.Deployment live = Deliveries.deployment("d" + i, at);
                    return new DeliveryFacts(
                            List.of(new Delivery(
                                    Deliveries.SERVICE,
                                    List.of(live),
                                    List.of(
                                            Deliveries.change(
                                                    "c" + i, at.minus(1 + random.nextInt(90), ChronoUnit.HOURS), live),
                                            Deliveries.undeployed("u" + i, at, Reason.Code.BEFORE_BASELINE)),
                                    Map.of())),
                            random.nextInt(4) > 0
                                    ? List.of()
                                    : List.of(Deliveries.incident(
                                            "i" + i, at.plus(1, ChronoUnit.HOURS), at.plus(9, ChronoUnit.HOURS))),
                            random.nextBoolean(),
                            List.of(Deliveries.build("b" + i, at, random.nextBoolean() ? "SUCCESS" : "FAILURE")),
                            DeliveryFacts.Part.ALL);
                })
                .toList();
    }
}
