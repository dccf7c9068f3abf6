package dev.millrace.metrics.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.ItemType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortfolioTest {

    private static final ArtifactId EPIC = holder("900");
    private static final ArtifactId OTHER_EPIC = holder("901");
    private static final ArtifactId INITIATIVE = holder("999");
    private static final Instant AS_OF = Instant.parse("2026-04-01T00:00:00Z");
    private static final ReportRequest REQUEST =
            Reports.request("2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z", "UTC");

    @Test
    void done_of_all_counts_items_that_ended_before_the_window_and_those_that_have_not_started() {
        PortfolioFigures figures = figures(
                held(done("TEST-1", "2025-11-03T00:00:00Z"), EPIC, INITIATIVE),
                held(done("TEST-2", "2026-03-03T00:00:00Z"), EPIC, INITIATIVE),
                held(Flows.item("TEST-3").in(DefaultStages.TO_DO, at("2026-03-30T00:00:00Z")), EPIC, INITIATIVE),
                held(
                        Flows.item("TEST-4").in(DefaultStages.IN_PROGRESS, at("2026-03-20T00:00:00Z")),
                        OTHER_EPIC,
                        INITIATIVE),
                held(
                        Flows.item("TEST-5")
                                .in(DefaultStages.IN_PROGRESS, at("2026-03-20T00:00:00Z"))
                                .in(DefaultStages.CANCELLED, at("2026-03-22T00:00:00Z")),
                        EPIC,
                        INITIATIVE));

        HolderFigures epic = of(figures, EPIC);
        assertThat(List.of(epic.done(), epic.all(), epic.notStarted(), epic.cancelled()))
                .containsExactly(2L, 3L, 1L, 1L);
        assertThat(epic.added()).as("the cancelled one, too").isEqualTo(3);
        HolderFigures initiative = of(figures, INITIATIVE);
        assertThat(List.of(initiative.done(), initiative.all(), initiative.inProgress()))
                .containsExactly(2L, 4L, 1L);
        assertThat(of(figures, EPIC).figures().velocity().done().total()).isEqualTo(1);
    }

    @Test
    void waiting_and_active_time_are_those_inside_the_window() {
        HolderFigures epic = of(
                figures(held(
                        Flows.item("TEST-1")
                                .in(DefaultStages.IN_PROGRESS, at("2026-01-30T00:00:00Z"))
                                .in(DefaultStages.IN_REVIEW, at("2026-02-03T00:00:00Z"))
                                .in(DefaultStages.DONE, at("2026-02-08T00:00:00Z")),
                        EPIC)),
                EPIC);

        assertThat(epic.figures().load().timeInWindow().active()).isEqualTo(Duration.ofDays(2));
        assertThat(epic.figures().load().timeInWindow().waiting()).isEqualTo(Duration.ofDays(5));
        assertThat(epic.figures().bottleneck().candidates().get(0).stage()).isEqualTo(DefaultStages.IN_REVIEW);
    }

    @Test
    void a_forecast_draws_from_the_weeks_since_its_first_item_started() {
        List<HeldFlow> some = new ArrayList<>();
        int number = 10;
        for (int week : List.of(0, 0, 1, 3, 4)) {
            Instant stop = at("2026-02-25T12:00:00Z").plus(Duration.ofDays(7L * week));
            some.add(held(done("TEST-" + number++, stop.toString()), EPIC));
        }
        some.add(held(Flows.item("TEST-90").in(DefaultStages.TO_DO, at("2026-03-01T00:00:00Z")), EPIC));

        HolderFigures young = of(figures(some.toArray(HeldFlow[]::new)), EPIC);
        assertThat(young.forecast().history()).hasSize(6).startsWith(0L).endsWith(1L);
        assertThat(young.forecast().howLong()).singleElement().satisfies(how -> {
            assertThat(how.items()).isEqualTo(1);
            assertThat(how.in85()).isBetween(1, 3);
        });

        HolderFigures younger = of(
                figures(
                        held(done("TEST-1", "2026-03-20T00:00:00Z"), EPIC),
                        held(Flows.item("TEST-2").in(DefaultStages.IN_PROGRESS, at("2026-03-21T00:00:00Z")), EPIC)),
                EPIC);
        assertThat(younger.forecast().refused()).isNotNull();
        assertThat(younger.forecast().howLong()).isEmpty();
    }

    @Test
    void effort_by_initiative_and_by_type_sums_to_the_time_of_all_items_in_the_window() {
        List<ItemFlow> flows = new RandomFlows(11).items(120);
        ReportRequest request = Reports.request(
                "2026-02-10T05:00:00Z", "2026-05-20T17:00:00Z", RandomFlows.AS_OF.toString(), "Europe/Berlin");
        PortfolioAccumulator accumulator =
                new PortfolioAccumulator(request, DefaultValueStream.create(), StateCatalogue.empty());
        for (int i = 0; i < flows.size(); i++) {
            List<ArtifactId> holders = i % 3 == 0 ? List.of() : List.of(i % 2 == 0 ? EPIC : OTHER_EPIC);
            accumulator.add(new HeldFlow(flows.get(i), holders, false, i % 2 == 0 ? "web" : null));
        }
        Portfolio portfolio = portfolio(accumulator.result(), Map.of("web", new DayRate(new BigDecimal(100), "EUR")));
        FlowReport report = Reports.report(request, flows);

        Effort all = portfolio.effort();
        assertThat(all.active())
                .isEqualTo(report.load().timeInWindow().active())
                .isPositive();
        assertThat(all.waiting())
                .isEqualTo(report.load().timeInWindow().waiting())
                .isPositive();
        assertThat(all.items()).isEqualTo(report.population().counted());
        Effort byTop = portfolio.effortByTop().values().stream().reduce(portfolio.effortOfNone(), Effort::plus);
        Effort byType = portfolio.effortByType().values().stream().reduce(Effort.NONE, Effort::plus);
        assertThat(byTop).isEqualTo(all);
        assertThat(byType).isEqualTo(all);
        assertThat(all.notValued()).isPositive().isLessThan(all.waiting());
    }

    @Test
    void waiting_is_worth_the_day_rate_of_its_team_and_nothing_where_none_is_declared() {
        Flows waited = Flows.item("TEST-1")
                .in(DefaultStages.IN_REVIEW, at("2026-03-01T00:00:00Z"))
                .in(DefaultStages.DONE, at("2026-03-03T12:00:00Z"));
        Flows other = Flows.item("TEST-2")
                .in(DefaultStages.IN_REVIEW, at("2026-03-01T00:00:00Z"))
                .in(DefaultStages.DONE, at("2026-03-02T00:00:00Z"));
        PortfolioFigures figures = figures(
                new HeldFlow(waited.asOf(AS_OF), List.of(), false, "web"),
                new HeldFlow(other.asOf(AS_OF), List.of(), true, "ops"));

        Effort effort = portfolio(figures, Map.of("web", new DayRate(new BigDecimal("450.50"), "EUR")))
                .effort();
        assertThat(effort.cost()).isEqualByComparingTo("1126"); // 2.5 d * 450.50 = 1126.25
        assertThat(effort.notValued()).isEqualTo(Duration.ofDays(1));
        assertThat(portfolio(figures, Map.of()).effort().cost()).isNull();
        assertThat(figures.parentMissing()).isEqualTo(1);
    }

    @Test
    void epics_are_no_items_of_the_portfolio() {
        PortfolioFigures figures = figures(held(
                Flows.item("TEST-900").level(Level.PORTFOLIO).in(DefaultStages.IN_PROGRESS, at("2026-03-01T00:00:00Z")),
                INITIATIVE));

        assertThat(figures.holders()).isEmpty();
        assertThat(figures.effort()).isEmpty();
        assertThat(figures.all().population().counted()).isZero();
    }

    @Test
    void a_target_that_is_no_whole_is_rejected() {
        assertThatThrownBy(() -> new EffortTarget(Map.of(ItemType.FEATURE, 60, ItemType.DEBT, 30)))
                .hasMessageContaining("sum to 100, but these to 90");
        assertThat(new EffortTarget(Map.of(ItemType.FEATURE, 60, ItemType.DEBT, 40)).share(ItemType.RISK))
                .isZero();
    }

    private static Flows done(String key, String stop) {
        Instant at = at(stop);
        return Flows.item(key)
                .in(DefaultStages.IN_PROGRESS, at.minus(Duration.ofDays(3)))
                .in(DefaultStages.DONE, at);
    }

    private static HeldFlow held(Flows item, ArtifactId... holders) {
        return new HeldFlow(item.asOf(AS_OF), List.of(holders), false, null);
    }

    private static PortfolioFigures figures(HeldFlow... flows) {
        PortfolioAccumulator accumulator =
                new PortfolioAccumulator(REQUEST, DefaultValueStream.create(), StateCatalogue.empty());
        Stream.of(flows).forEach(accumulator::add);
        return accumulator.result();
    }

    private static Portfolio portfolio(PortfolioFigures figures, Map<String, DayRate> rates) {
        return new Portfolio(List.of(), List.of(), figures, null, rates);
    }

    private static HolderFigures of(PortfolioFigures figures, ArtifactId holder) {
        return portfolio(figures, Map.of()).of(holder).orElseThrow();
    }

    private static ArtifactId holder(String id) {
        return new ArtifactId(Flows.JIRA, ArtifactKind.ISSUE, id);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
