package dev.millrace.metrics.delivery;

import static dev.millrace.metrics.delivery.Deliveries.build;
import static dev.millrace.metrics.delivery.Deliveries.change;
import static dev.millrace.metrics.delivery.Deliveries.changeId;
import static dev.millrace.metrics.delivery.Deliveries.deployment;
import static dev.millrace.metrics.delivery.Deliveries.deploymentId;
import static dev.millrace.metrics.delivery.Deliveries.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.AuthorDate;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.DeliveryFacts.Part;
import dev.millrace.metrics.delivery.DeliveryReport.Week;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.outlook.BreakdownAccumulator;
import dev.millrace.metrics.outlook.DeliveryGroups;
import dev.millrace.metrics.outlook.GroupedFlow;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Delivery figures of a part of everything: of one stream, service or team, and grouped by them. */
class DeliveryPartsTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-01-05T00:00:00Z", "2026-01-24T00:00:00Z", "2026-02-10T00:00:00Z", "UTC");
    private static final String WEB = "acme/web";

    /** The shop is of two teams, and only what the one deploys is claimed by a stream. */
    private static final Delivery SHOP_DELIVERY = new Delivery(
            Deliveries.SERVICE,
            List.of(deployment("1", day(7)), deployment("2", day(14))),
            List.of(change("1", day(6), deployment("1", day(7))), change("2", day(12), deployment("2", day(14)))),
            Map.of(
                    deploymentId("1"), owner("s1", "Team A"),
                    changeId("1"), owner("s1", "Team A"),
                    deploymentId("2"), owner(null, "Team B"),
                    changeId("2"), owner(null, "Team B")));

    private static final Delivery WEB_DELIVERY = new Delivery(
            WEB,
            List.of(deployment("3", day(20))),
            List.of(change("3", day(15), deployment("3", day(20)))),
            Map.of(deploymentId("3"), owner("s2", "Team A"), changeId("3"), owner("s2", "Team A")));

    private static final Delivery NOTHING = new Delivery("acme/none", List.of(), List.of(), Map.of());

    private static final DeliveryFacts FACTS = new DeliveryFacts(
            List.of(WEB_DELIVERY, SHOP_DELIVERY, NOTHING),
            List.of(incident("1", day(8), day(9))),
            true,
            List.of(
                    build("1", day(6), "SUCCESS").of(new Owner("s1", Deliveries.SERVICE, "Team A")),
                    build("2", day(6), "FAILURE").of(new Owner("s2", WEB, "Team B")),
                    build("3", day(6), "FAILURE")),
            DeliveryFacts.Part.ALL);

    @Test
    void part_of_a_team_is_what_that_team_deployed_changed_and_built() {
        DeliveryReport report = Deliveries.report(FACTS.only(new Part(null, null, "Team A")), REQUEST);

        assertThat(report.changeFailRate()).isEqualTo(new DeliveryReport.Rate(1, 2, Figure.of(0.5)));
        assertThat(report.leadTime().percentiles().measured())
                .contains(new Percentiles<>(2, Duration.ofDays(1), Duration.ofDays(5), Duration.ofDays(5)));
        assertThat(report.redRate()).isEqualTo(new DeliveryReport.Rate(0, 1, Figure.of(0.0)));
    }

    @Test
    void part_of_a_service_is_all_of_that_service() {
        DeliveryReport report = Deliveries.report(FACTS.only(new Part(null, WEB, null)), REQUEST);

        assertThat(report.changeFailRate()).isEqualTo(new DeliveryReport.Rate(0, 1, Figure.of(0.0)));
        assertThat(report.leadTime().percentiles().measured().orElseThrow().n()).isEqualTo(1);
        assertThat(report.redRate()).isEqualTo(new DeliveryReport.Rate(1, 1, Figure.of(1.0)));
    }

    @Test
    void part_of_a_stream_leaves_out_only_what_another_stream_claims() {
        DeliveryReport report = Deliveries.report(FACTS.only(new Part("s1", null, null)), REQUEST);

        assertThat(report.frequency().measured().orElseThrow().deployments()).isEqualTo(2);
        assertThat(new Part("s1", null, null).of(SHOP_DELIVERY).deployments()).hasSize(2);
        assertThat(new Part("s1", null, null).of(WEB_DELIVERY).deployments()).isEmpty();
        assertThat(report.redRate()).isEqualTo(new DeliveryReport.Rate(1, 2, Figure.of(0.5)));
    }

    @Test
    void deployments_are_listed_as_they_are_counted_with_what_they_brought_and_what_says_that_they_failed() {
        for (Part part : List.of(
                Part.ALL, new Part(null, null, "Team A"), new Part(null, WEB, null), new Part("s1", null, null))) {
            DeliveryReport report = Deliveries.report(FACTS.only(part), REQUEST);
            DeploymentList list = list(part);

            assertThat(list.deployments()).hasSize((int) report.changeFailRate().whole());
            assertThat(list.deployments().stream().filter(one -> one.failure() != null))
                    .hasSize((int) report.changeFailRate().part());
            assertThat(list.left()).isZero();
        }
        assertThat(list(Part.ALL).deployments())
                .extracting(one -> one.service() + ' ' + one.ref().key() + ' ' + one.changes())
                .containsExactly("acme/web deploy 3 1", "acme/shop deploy 2 1", "acme/shop deploy 1 1");
    }

    private static DeploymentList list(Part part) {
        DeploymentList.Lister lister = new DeploymentList.Lister(REQUEST, part);
        FACTS.deliveries().forEach(delivery -> lister.add(delivery, FailureFinder.find(delivery, FACTS.incidents())));
        return lister.result();
    }

    @Test
    void part_that_is_everything_is_the_same_delivery() {
        assertThat(Part.ALL.of(SHOP_DELIVERY)).isSameAs(SHOP_DELIVERY);
        assertThat(Deliveries.report(FACTS, REQUEST).redRate())
                .isEqualTo(new DeliveryReport.Rate(2, 3, Figure.of(2.0 / 3)));
        assertThat(Deliveries.report(FACTS, REQUEST).accounts().incidents())
                .isEqualTo(new Population(1, 1, new TreeMap<>()));
    }

    @Test
    void where_incidents_are_collected_none_means_that_there_was_none() {
        assertThat(rate(true)).isEqualTo(Figure.of(0.0));
        assertThat(rate(false).reason()).map(Reason::code).contains(Reason.Code.NO_FAILURE_EVIDENCE);
    }

    private static Figure<Double> rate(boolean incidentsCollected) {
        return Deliveries.report(
                        new DeliveryFacts(
                                List.of(SHOP_DELIVERY),
                                List.of(),
                                incidentsCollected,
                                List.of(),
                                DeliveryFacts.Part.ALL),
                        REQUEST)
                .changeFailRate()
                .value();
    }

    @Test
    void services_are_groups_if_they_deliver_anything_or_a_build_is_theirs() {
        SortedMap<String, DeliveryReport> groups = groups(By.SERVICE, true);

        assertThat(groups.keySet()).containsExactly(Deliveries.SERVICE, WEB);
        assertThat(groups.get(Deliveries.SERVICE).changeFailRate())
                .isEqualTo(new DeliveryReport.Rate(1, 2, Figure.of(0.5)));
        assertThat(groups.get(WEB).changeFailRate()).isEqualTo(new DeliveryReport.Rate(0, 1, Figure.of(0.0)));
        assertThat(groups.get(WEB).redRate()).isEqualTo(new DeliveryReport.Rate(1, 1, Figure.of(1.0)));
        assertThat(groups.get(Deliveries.SERVICE).accounts().incidents())
                .isEqualTo(new Population(1, 1, new TreeMap<>()));
        assertThat(groups.get(WEB).accounts().incidents())
                .as("the incident of the other service")
                .isEqualTo(new Population(1, 0, new TreeMap<>(Map.of(LeftOut.FILTERED, 1L))));
        DeliveryGroups built = new DeliveryGroups(REQUEST, By.SERVICE);
        FACTS.builds().forEach(built::add);
        assertThat(built.toReports(false).keySet()).containsExactly(Deliveries.SERVICE, WEB);
    }

    @Test
    void teams_are_groups_of_what_is_theirs_and_what_is_nobodys_is_in_none() {
        SortedMap<String, DeliveryReport> groups = groups(By.TEAM, true);

        assertThat(groups.keySet()).containsExactly("Team A", "Team B");
        for (String team : groups.keySet()) {
            assertThat(groups.get(team))
                    .usingRecursiveComparison()
                    .as("but for what others have, which is offered to a report on a part and to no group")
                    .ignoringFields("accounts")
                    .isEqualTo(Deliveries.report(FACTS.only(new Part(null, null, team)), REQUEST));
        }
        DeliveryGroups unowned = new DeliveryGroups(REQUEST, By.TEAM);
        unowned.add(new Delivery(
                WEB, WEB_DELIVERY.deployments(), List.of(), Map.of(deploymentId("3"), new Owner("s2", WEB, null))));
        assertThat(unowned.toReports(true)).isEmpty();
    }

    @Test
    void other_groups_deliver_nothing() {
        assertThat(groups(By.TYPE, true)).isEmpty();
    }

    @Test
    void group_without_a_failure_is_unknown_where_no_incidents_are_collected() {
        DeliveryGroups groups = new DeliveryGroups(REQUEST, By.SERVICE);
        groups.add(WEB_DELIVERY);

        assertThat(groups.toReports(true).get(WEB).changeFailRate().value()).isEqualTo(Figure.of(0.0));
        groups = new DeliveryGroups(REQUEST, By.SERVICE);
        groups.add(WEB_DELIVERY);
        assertThat(groups.toReports(false).get(WEB).changeFailRate().value().reason())
                .map(Reason::code)
                .contains(Reason.Code.NO_FAILURE_EVIDENCE);
    }

    private static SortedMap<String, DeliveryReport> groups(By by, boolean incidentsCollected) {
        DeliveryGroups groups = new DeliveryGroups(REQUEST, by);
        FACTS.deliveries().forEach(groups::add);
        FACTS.builds().forEach(groups::add);
        FACTS.failures().forEach(groups::add);
        FACTS.incidents().forEach(groups::add);
        return groups.toReports(incidentsCollected);
    }

    @Test
    void breakdown_has_the_groups_of_items_and_those_of_deliveries() {
        BreakdownAccumulator aggregate = breakdown(By.SERVICE);
        aggregate.add(new GroupedFlow(worked("TEST-1"), List.of("b", "a")));
        aggregate.add(new GroupedFlow(
                Flows.item("TEST-2").in(DefaultStages.IN_PROGRESS, day(28)).asOf(asOf()), List.of("later")));
        BreakdownAccumulator other = breakdown(By.SERVICE);
        other.add(new GroupedFlow(worked("TEST-3"), List.of("b", "d")));
        DeliveryReport delivered = Deliveries.report(FACTS, REQUEST);
        Breakdown breakdown = aggregate.merge(other).result(Map.of("c", delivered));

        assertThat(breakdown.by()).isEqualTo(By.SERVICE);
        assertThat(breakdown.groups())
                .extracting(Breakdown.Group::name)
                .as("nothing of the item that came after the window")
                .containsExactly("a", "b", "c", "d");
        assertThat(breakdown.groups())
                .extracting(group -> group.figures().load().items())
                .containsExactly(1L, 2L, 0L, 1L);
        assertThat(breakdown.groups().get(2).delivery()).isEqualTo(delivered);
        assertThat(By.SERVICE.text()).isEqualTo("service");
    }

    @Test
    void breakdowns_by_different_things_do_not_merge() {
        assertThatThrownBy(() -> breakdown(By.TEAM).merge(breakdown(By.TYPE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TEAM");
    }

    private static BreakdownAccumulator breakdown(By by) {
        return new BreakdownAccumulator(REQUEST, DefaultValueStream.create(), by);
    }

    private static ItemFlow worked(String key) {
        return Flows.item(key)
                .type(ItemType.DEFECT)
                .in(DefaultStages.IN_PROGRESS, day(8))
                .asOf(asOf());
    }

    @Test
    void weeks_tell_what_was_deployed_what_of_it_failed_and_how_long_it_took() {
        List<Week> weeks = Deliveries.report(FACTS, REQUEST).weeks();

        assertThat(weeks)
                .extracting(Week::isoWeek, Week::monday, Week::partial, Week::deployments, Week::failed)
                .containsExactly(
                        tuple("2026-W02", LocalDate.parse("2026-01-05"), false, 1L, 1L),
                        tuple("2026-W03", LocalDate.parse("2026-01-12"), false, 1L, 0L),
                        tuple("2026-W04", LocalDate.parse("2026-01-19"), true, 1L, 0L));
        assertThat(weeks)
                .extracting(week -> week.leadTime().measured().orElseThrow().p50())
                .containsExactly(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(5));
        DeliveryReport.Frequency frequency =
                Deliveries.report(FACTS, REQUEST).frequency().measured().orElseThrow();
        assertThat(frequency.daysPerFullWeek().measured()).contains(new Percentiles<>(2, 1L, 1L, 1L));
        assertThat(frequency.share()).isEqualTo(3.0 / 19);
    }

    @Test
    void nothing_and_everything_merged_either_way_is_everything() {
        DeliveryAccumulator whole = everything();

        assertThat(new DeliveryAccumulator(REQUEST).merge(everything()).result())
                .isEqualTo(whole.result());
        assertThat(everything().merge(new DeliveryAccumulator(REQUEST)).result())
                .isEqualTo(whole.result());
        assertThat(whole.result().accounts().incidents().offered()).isEqualTo(1);
        assertThat(whole.result().bounded()).isEqualTo(1);
        assertThat(whole.result().bots()).isEqualTo(1);
        assertThat(whole.result().leftOut().total()).isEqualTo(1);
        assertThat(whole.result().leadTime().outcomes().open()).isEqualTo(1);
    }

    private static DeliveryAccumulator everything() {
        DeliveryAccumulator aggregate = new DeliveryAccumulator(REQUEST);
        FACTS.deliveries().forEach(one -> aggregate.add(one, DeliveryFacts.Part.ALL));
        FACTS.failures().forEach(aggregate::add);
        FACTS.builds().forEach(one -> aggregate.add(one, DeliveryFacts.Part.ALL));
        aggregate.add(build("9", day(6), "ABORTED"), DeliveryFacts.Part.ALL);
        DeliveredChange bots = new DeliveredChange(
                changeId("8"), "#8", Origin.AUTOMATION, day(6), Figure.of(day(6)), null, null, List.of());
        DeliveredChange bounded = new DeliveredChange(
                changeId("7"),
                "#7",
                Origin.UNKNOWN,
                day(6),
                new AuthorDate(Figure.of(day(6)), true),
                null,
                null,
                List.of());
        aggregate.add(new Delivery(WEB, List.of(), List.of(bots, bounded), Map.of()), DeliveryFacts.Part.ALL);
        FACTS.incidents().forEach(aggregate::add);
        return aggregate;
    }

    @Test
    void rows_of_an_explanation_stand_in_the_order_of_their_ids() {
        assertThat(DeliveryExplanation.of(DeliveryMetrics.DEPLOYMENT_FREQUENCY, REQUEST, FACTS)
                        .rows())
                .extracting(row -> row.subject().key())
                .containsExactly("deploy 1", "deploy 2", "deploy 3");
        DeliveryFacts waiting = new DeliveryFacts(
                List.of(new Delivery(
                        WEB,
                        List.of(),
                        List.of(Deliveries.undeployed("9", day(7), null), Deliveries.undeployed("8", day(7), null)),
                        Map.of())),
                List.of(),
                true,
                List.of(),
                DeliveryFacts.Part.ALL);
        assertThat(DeliveryExplanation.of(DeliveryMetrics.LEAD_TIME_FOR_CHANGES, REQUEST, waiting)
                        .exclusions())
                .extracting(exclusion -> exclusion.subject().key())
                .containsExactly("#8", "#9");
        assertThat(DeliveryExplanation.of(DeliveryMetrics.LEAD_TIME_FOR_CHANGES, REQUEST, FACTS)
                        .rows()
                        .get(0)
                        .values())
                .containsEntry(
                        "deployment",
                        new Explanation.Value.Word(deploymentId("1").toString()));
    }

    @Test
    void explanation_of_the_red_rate_tells_why_a_build_without_a_known_end_is_in_no_rate() {
        DeliveryFacts facts = new DeliveryFacts(
                List.of(),
                List.of(),
                true,
                List.of(
                        build("1", day(6), "FAILURE"),
                        unended("2", BuildResult.End.UNKNOWN),
                        unended("3", BuildResult.End.NOT_YET)),
                DeliveryFacts.Part.ALL);

        assertThat(DeliveryExplanation.of(DeliveryMetrics.PIPELINE_RED_RATE, REQUEST, facts)
                        .rows())
                .extracting(
                        row -> row.values().get("ended"),
                        row -> row.values().get("began"),
                        row -> row.values().get("leftOut"))
                .containsExactly(
                        tuple(new Explanation.Value.At(day(6)), null, null),
                        tuple(null, new Explanation.Value.At(day(7)), new Explanation.Value.Word("its end is unknown")),
                        tuple(null, new Explanation.Value.At(day(7)), new Explanation.Value.Word("it has not ended")));
    }

    private static BuildResult unended(String id, BuildResult.End end) {
        BuildResult ended = build(id, day(7), "running");
        return new BuildResult(
                ended.artifact(), ended.key(), null, ended.pipeline(), end, day(7), "running", Owner.NOBODY);
    }

    private static Owner owner(@Nullable String stream, String team) {
        return new Owner(stream, null, team);
    }

    private static Instant asOf() {
        return REQUEST.knowledge().asOf();
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
    }
}
