package dev.millrace.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Connection;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Event;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.delivery.DeliveryExplanation;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeliveryWhyTest;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.BreakdownAccumulator;
import dev.millrace.metrics.outlook.Forecasts;
import dev.millrace.metrics.outlook.GroupedFlow;
import dev.millrace.metrics.outlook.PeriodAccumulator;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.model.Actor;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.ExplanationJson;
import dev.millrace.view.ExplanationView;
import dev.millrace.view.ReportJson;
import dev.millrace.view.ReportView;
import dev.millrace.view.Samples;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.LinksJson;
import dev.millrace.view.item.LinksView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What programs read, byte by byte: files of the test resources hold it. Run with {@code -Dmillrace.golden=write} to write them anew after
 * a change of the format that is meant.
 */
class GoldenJsonTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Instant AS_OF = RandomFlows.AS_OF;
    private static final ReportRequest REQUEST = Reports.request(
            new Window(Instant.parse("2026-03-26T23:00:00Z"), Instant.parse("2026-04-02T22:00:00Z")),
            AS_OF,
            "Europe/Berlin");
    private static final ReportRequest BEFORE = Reports.request(
            new Window(Instant.parse("2026-01-26T23:00:00Z"), Instant.parse("2026-03-26T23:00:00Z")),
            AS_OF,
            "Europe/Berlin");
    private static final ReportRequest DELIVERED =
            Reports.request("2026-01-11T23:00:00Z", "2026-01-21T23:00:00Z", "2026-02-10T00:00:00Z", "Europe/Berlin");
    private static final ValueStream STREAM = DefaultValueStream.create();
    private static final List<ItemFlow> FLOWS = new RandomFlows(5).items(10);

    @Test
    void report_with_all_that_can_be_asked_for() throws IOException {
        golden("report", ReportJson.render(ReportView.of(report(), extras())));
    }

    @Test
    void report_of_one_metric_and_with_a_note() throws IOException {
        golden(
                "report-metric",
                ReportJson.render(ReportView.of(report(), extras())
                        .noted("nothing matches")
                        .only(Set.of(BottleneckAccumulator.METRIC, DeliveryMetrics.CHANGE_FAIL_RATE))));
    }

    @Test
    void report_of_nothing() throws IOException {
        golden("report-empty", ReportJson.render(ReportView.of(Reports.report(REQUEST), Reports.NO_EXTRAS)));
    }

    @Test
    void explanation_of_each_metric() throws IOException {
        for (Metric metric : Metrics.ALL) {
            golden(
                    "why-" + metric.id(),
                    ExplanationJson.render(ExplanationView.of(report(), extras(), explanation(metric))));
        }
    }

    @Test
    void item_with_its_events() throws IOException {
        golden("item", ItemJson.render(Samples.item().with(List.of(event(FLOWS.get(0))))));
    }

    @Test
    void links_of_an_artifact() throws IOException {
        golden(
                "links",
                LinksJson.render(new LinksView(
                        Deliveries.changeId("1"),
                        "#1",
                        List.of(new Connection.Shown(
                                new Connection(
                                        Deliveries.changeId("1"),
                                        Deliveries.deploymentId("2"),
                                        List.of(new Link(
                                                Deliveries.changeId("1"),
                                                Deliveries.deploymentId("2"),
                                                "closes",
                                                Link.Rule.EXPLICIT)),
                                        new LinkDecision(
                                                Deliveries.changeId("1"),
                                                Deliveries.deploymentId("2"),
                                                false,
                                                new Actor("0123456789abcdef", Actor.Type.HUMAN),
                                                AS_OF)),
                                "#1",
                                "deploy 2",
                                List.of("two rules disagree"))),
                        REQUEST.knowledge(),
                        REQUEST.zone())));
    }

    private static FlowReport report() {
        return Reports.report(REQUEST, FLOWS);
    }

    private static ReportExtras extras() {
        PeriodAccumulator before = new PeriodAccumulator(BEFORE, STREAM);
        PeriodAccumulator now = new PeriodAccumulator(REQUEST, STREAM);
        BreakdownAccumulator groups = new BreakdownAccumulator(REQUEST, STREAM, Breakdown.By.PROJECT);
        for (ItemFlow flow : FLOWS) {
            before.add(flow);
            now.add(flow);
            groups.add(new GroupedFlow(flow, List.of(flow.item().project())));
        }
        DeliveryReport delivery = Deliveries.report(DeliveryWhyTest.facts(), DELIVERED);
        return new ReportExtras(
                now.since(before),
                Forecasts.of(
                        List.of(1L, 0L, 2L, 3L, 1L, 1L),
                        Instant.parse("2026-04-06T22:00:00Z"),
                        List.of(4, 8),
                        List.of(5L)),
                groups.result(Map.of("ONE", delivery)),
                delivery);
    }

    private static Explanation explanation(Metric metric) {
        if (DeliveryMetrics.ALL.contains(metric)) {
            return DeliveryExplanation.of(metric, DELIVERED, DeliveryWhyTest.facts());
        }
        ExplanationAccumulator explanation =
                new ExplanationAccumulator(metric, REQUEST, BEFORE, STREAM, StateCatalogue.empty());
        FLOWS.forEach(flow -> explanation.add(new ExplainedFlow(flow, () -> List.of(event(flow)))));
        return explanation.result();
    }

    private static Event event(ItemFlow flow) {
        return new Event(
                "event-of-" + flow.item().key(),
                flow.createdAt().plus(Duration.ofMinutes(1)),
                flow.item().artifact(),
                "status",
                "from \"Open\" to \u202eDone");
    }

    private static void golden(String name, String json) throws IOException {
        Path file = GOLDEN.resolve(name + ".json");
        if ("write".equals(System.getProperty("millrace.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, json);
        }
        assertThat(json).as(name).isEqualTo(Files.readString(file));
    }
}
