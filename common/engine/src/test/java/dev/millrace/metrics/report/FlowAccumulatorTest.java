package dev.millrace.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.PullRequestFlows;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowAccumulatorTest {

    private static final ReportRequest JANUARY =
            Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "UTC");

    private static final NativeState WONT_DO = new NativeState("3", "Won't do");

    /** An item that was closed in December. */
    private static final PastItem PAST = new PastItem(
            "TEST",
            List.of(new PastItem.Cycle(
                    ItemType.FEATURE,
                    Origin.UNKNOWN,
                    List.of(new PastItem.ClosedVisit(DefaultStages.CANCELLED, Flows.JIRA, WONT_DO)))));

    @Test
    void any_split_and_any_order_of_the_items_gives_the_same_report() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<ItemFlow> flows = new ArrayList<>(new RandomFlows(seed).items(80));
            ReportRequest everything = Reports.request(
                    new Window(Instant.parse("2026-02-10T05:00:00Z"), Instant.parse("2026-05-20T17:00:00Z")),
                    RandomFlows.AS_OF,
                    "Europe/Berlin");
            ReportRequest request = new ReportRequest(
                    everything.window(),
                    everything.zone(),
                    everything.knowledge(),
                    seed % 2 == 0 ? everything.filter() : ItemFilter.projects("ONE", "TWO"),
                    Freshness.notNoted(
                            everything.window(), everything.knowledge().asOf()));
            FlowReport whole = Reports.report(request, flows);

            Collections.shuffle(flows, random);
            List<FlowAccumulator> parts = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(7); i++) {
                parts.add(Reports.aggregate(request));
            }
            flows.forEach(flow -> parts.get(random.nextInt(parts.size())).add(flow));
            while (parts.size() > 1) {
                FlowAccumulator one = parts.remove(random.nextInt(parts.size()));
                FlowAccumulator other = parts.remove(random.nextInt(parts.size()));
                parts.add(random.nextBoolean() ? one.merge(other) : other.merge(one));
            }
            assertThat(parts.get(0).result()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void what_bots_made_is_counted_beside_the_items_and_in_no_figure() {
        FlowAccumulator aggregate = Reports.aggregate(JANUARY);
        aggregate.add(automation("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"));
        aggregate.add(automation("2025-12-05T00:00:00Z", null));
        aggregate.add(automation("2025-12-05T00:00:00Z", "2026-01-01T00:00:00Z"));
        aggregate.add(automation("2025-12-05T00:00:00Z", "2025-12-06T00:00:00Z"));
        FlowReport report = aggregate.result();

        assertThat(report.population())
                .isEqualTo(new Population(
                        4, 0, new TreeMap<>(Map.of(LeftOut.AUTOMATION, 3L, LeftOut.OUTSIDE_WINDOW, 1L))));
        assertThat(report.load().items().total()).isZero();
    }

    @Test
    void what_others_asked_for_is_left_out_by_the_filter_in_whatever_form_it_comes() {
        FlowAccumulator aggregate = Reports.aggregate(only("other"));
        aggregate.add(automation("2026-01-05T00:00:00Z", null));
        aggregate.addPast(PAST, 3);
        aggregate.addFiltered(4);

        assertThat(aggregate.result().population())
                .isEqualTo(new Population(8, 0, new TreeMap<>(Map.of(LeftOut.FILTERED, 8L))));
    }

    @Test
    void a_number_of_none_gives_no_reason_to_leave_anything_out() {
        FlowAccumulator aggregate = Reports.aggregate(JANUARY);
        aggregate.addFiltered(0);

        assertThat(aggregate.result().population()).isEqualTo(new Population(0, 0, new TreeMap<>()));
    }

    @Test
    void items_that_ended_before_the_window_are_counted_and_stay_in_the_state_that_a_hint_has_mapped() {
        FlowAccumulator aggregate = withStates();
        aggregate.addPast(PAST, 3);
        FlowAccumulator other = withStates();
        other.addPast(PAST, 4);
        FlowReport report = aggregate.merge(other).result();

        assertThat(report.population())
                .isEqualTo(new Population(7, 0, new TreeMap<>(Map.of(LeftOut.OUTSIDE_WINDOW, 7L))));
        assertThat(report.quality().guessed()).singleElement().satisfies(guess -> {
            assertThat(guess.state()).isEqualTo(WONT_DO);
            assertThat(guess.visits()).isEqualTo(7);
        });
        assertThat(report.stages()).isEmpty();
    }

    private static FlowAccumulator withStates() {
        StateCatalogue states = new StateCatalogue(
                List.of(new StateDefinition(Flows.JIRA, "3", "Won't do", StateCategory.DONE)), List.of());
        return new FlowAccumulator(JANUARY, DefaultValueStream.create(), states);
    }

    private static ReportRequest only(String project) {
        return new ReportRequest(
                JANUARY.window(),
                JANUARY.zone(),
                JANUARY.knowledge(),
                ItemFilter.projects(project),
                Freshness.notNoted(JANUARY.window(), JANUARY.knowledge().asOf()));
    }

    private static Automation automation(String createdAt, @Nullable String endedAt) {
        return PullRequestFlows.automation(
                "acme/shop",
                "default",
                null,
                "acme/shop",
                Instant.parse(createdAt),
                endedAt == null ? null : Instant.parse(endedAt));
    }

    @Test
    void merging_leaves_the_other_aggregate_as_it_was() {
        List<ItemFlow> flows = new RandomFlows(7).items(40);
        ReportRequest request =
                Reports.request(new Window(RandomFlows.BEGIN, RandomFlows.AS_OF), RandomFlows.AS_OF, "UTC");
        FlowAccumulator other = Reports.aggregate(request);
        flows.subList(20, 40).forEach(other::add);
        FlowReport before = other.result();

        FlowAccumulator one = Reports.aggregate(request);
        flows.subList(0, 20).forEach(one::add);
        one.merge(other);
        flows.subList(0, 20).forEach(one::add);

        assertThat(other.result()).isEqualTo(before);
    }

    @Test
    void aggregates_of_different_requests_do_not_merge() {
        ReportRequest february =
                Reports.request("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "UTC");
        assertThatThrownBy(() -> Reports.aggregate(JANUARY).merge(Reports.aggregate(february)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different requests");
    }

    @Test
    void an_item_computed_as_of_another_instant_is_refused() {
        ItemFlow flow = working("TEST-1").asOf(Instant.parse("2026-02-15T00:00:00Z"));
        assertThatThrownBy(() -> Reports.aggregate(JANUARY).add(flow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TEST-1")
                .hasMessageContaining("2026-02-15T00:00:00Z");
    }

    @Test
    void every_item_is_accounted_for_once() {
        FlowReport report = Reports.report(
                new ReportRequest(
                        JANUARY.window(),
                        JANUARY.zone(),
                        JANUARY.knowledge(),
                        new ItemFilter(new TreeSet<>(Set.of("test")), Set.of(ItemType.FEATURE, ItemType.DEFECT)),
                        Freshness.notNoted(JANUARY.window(), JANUARY.knowledge().asOf())),
                working("TEST-1"),
                working("TEST-2").type(ItemType.DEFECT),
                working("TEST-3").type(ItemType.DEBT),
                working("OTHER-4").project("OTHER"),
                working("TEST-5").level(Level.PORTFOLIO),
                Flows.item("TEST-6").in(DefaultStages.IN_PROGRESS, Instant.parse("2026-02-20T00:00:00Z")),
                Flows.item("TEST-7")
                        .in(DefaultStages.IN_PROGRESS, Instant.parse("2025-02-20T00:00:00Z"))
                        .in(DefaultStages.DONE, Instant.parse("2025-12-31T23:59:59.999Z")));

        assertThat(report.population())
                .isEqualTo(new Population(
                        7,
                        2,
                        new TreeMap<>(
                                Map.of(LeftOut.FILTERED, 2L, LeftOut.OUTSIDE_WINDOW, 2L, LeftOut.PORTFOLIO, 1L))));
        assertThat(report.load().items().total()).isEqualTo(2);
    }

    @Test
    void a_window_that_is_not_known_at_all_is_refused_in_words() {
        assertThatThrownBy(() ->
                        Reports.request("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-03-01T00:00:00Z", "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-04-01T00:00:00Z")
                .hasMessageContaining("there is no data for it");
    }

    private static Flows working(String key) {
        return Flows.item(key).in(DefaultStages.IN_PROGRESS, Instant.parse("2026-01-10T00:00:00Z"));
    }
}
