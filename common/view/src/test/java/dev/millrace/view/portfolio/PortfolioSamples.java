package dev.millrace.view.portfolio;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.delivery.DeliveryWhyTest;
import dev.millrace.metrics.outlook.PeriodAccumulator;
import dev.millrace.metrics.portfolio.HeldFlow;
import dev.millrace.metrics.portfolio.Holder;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.portfolio.PortfolioAccumulator;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ValueStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Portfolios of arbitrary items, the same for every run. */
public final class PortfolioSamples {

    private static final ValueStream STREAM = DefaultValueStream.create();
    private static final ReportRequest DELIVERED =
            Reports.request("2026-01-11T23:00:00Z", "2026-01-21T23:00:00Z", "2026-02-10T00:00:00Z", "Europe/Berlin");
    /** As long as titles get, and hostile. */
    private static final String TITLE = "Settle <b>all</b> | claims of `merchants` within the same week & tell them so";

    private PortfolioSamples() {}

    /** One product, an initiative with an epic, and an epic of its own, over one week. */
    public static Portfolio small() {
        return of("2026-03-26T23:00:00Z", "2026-04-02T22:00:00Z", 1, 2, 24);
    }

    /** More of everything than a page has room for. */
    public static Portfolio large() {
        return of("2026-02-10T23:00:00Z", "2026-05-20T22:00:00Z", 9, 40, 900);
    }

    private static Portfolio of(String start, String end, int products, int epics, int items) {
        Window window = new Window(Instant.parse(start), Instant.parse(end));
        ReportRequest request = Reports.request(window, RandomFlows.AS_OF, "Europe/Berlin");
        List<ItemFlow> flows = new RandomFlows(5).items(items);
        PortfolioAccumulator accumulator = new PortfolioAccumulator(request, STREAM, StateCatalogue.empty());
        for (int i = 0; i < flows.size(); i++) {
            int epic = i % (epics + 1);
            List<ArtifactId> above = epic == epics
                    ? List.of()
                    : epic % 4 == 0 ? List.of(holder(epic)) : List.of(holder(epic), top(epic));
            accumulator.add(new HeldFlow(flows.get(i), above, i % 17 == 0, i % 2 == 0 ? "web" : null));
        }
        List<Portfolio.Product> all = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            all.add(new Portfolio.Product(
                    "Product " + (i + 1), Reports.report(request, flows), extras(request, flows)));
        }
        return new Portfolio(
                all,
                holders(epics),
                accumulator.result(),
                new EffortTarget(Map.of(ItemType.FEATURE, 60, ItemType.DEFECT, 20, ItemType.DEBT, 20)),
                Map.of("web", new DayRate(new BigDecimal("420.50"), "EUR")));
    }

    private static ReportExtras extras(ReportRequest request, List<ItemFlow> flows) {
        Window window = request.window();
        ReportRequest earlier = Reports.request(
                new Window(window.start().minus(window.length()), window.start()), RandomFlows.AS_OF, "Europe/Berlin");
        PeriodAccumulator before = new PeriodAccumulator(earlier, STREAM);
        PeriodAccumulator now = new PeriodAccumulator(request, STREAM);
        flows.forEach(before::add);
        flows.forEach(now::add);
        return new ReportExtras(now.since(before), null, null, Deliveries.report(DeliveryWhyTest.facts(), DELIVERED));
    }

    private static List<Holder> holders(int epics) {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < Math.max(1, epics / 8); i++) {
            holders.add(holder(top(i * 8 + 1), "INIT-" + i, "Initiative", null, ItemFlow.Status.IN_FLOW));
        }
        for (int i = 0; i < epics; i++) {
            holders.add(holder(
                    holder(i),
                    "EPIC-" + i,
                    "Epic",
                    i % 4 == 0 ? null : top(i),
                    i % 5 == 0 ? ItemFlow.Status.DONE : ItemFlow.Status.IN_FLOW));
        }
        return holders;
    }

    private static Holder holder(ArtifactId id, String key, String type, ArtifactId parent, ItemFlow.Status status) {
        Duration time = Duration.ofDays(90);
        return new Holder(
                id,
                key,
                TITLE,
                type,
                URI.create("https://jira.example.org/browse/" + key),
                parent,
                RandomFlows.BEGIN,
                status,
                status == ItemFlow.Status.DONE ? Figure.of(time) : new Figure.Open<>(time));
    }

    private static ArtifactId holder(int epic) {
        return new ArtifactId(Flows.JIRA, ArtifactKind.ISSUE, String.valueOf(9_000 + epic));
    }

    private static ArtifactId top(int epic) {
        return new ArtifactId(Flows.JIRA, ArtifactKind.ISSUE, String.valueOf(9_900 + epic / 8));
    }
}
