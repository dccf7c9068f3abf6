package dev.millrace.view;

import dev.millrace.flow.Chain;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.delivery.DeploymentList;
import dev.millrace.metrics.delivery.FailedBuilds;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ItemList;
import dev.millrace.metrics.report.ItemListAccumulator;
import dev.millrace.metrics.report.Listing;
import dev.millrace.metrics.report.OwnedFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginSignal;
import dev.millrace.valuestream.Stage;
import dev.millrace.view.item.ItemView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A team's quarter as it could be, the same for every run; with everything a view must be able to show. */
public final class Samples {

    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    public static final Instant AS_OF = Instant.parse("2026-11-20T10:15:00Z");
    /** Read to the end, with nothing missing. */
    public static final Capture CAPTURE = new Capture(Capture.From.COLLECTED_STORE, null, List.of(), 0, List.of());

    public static final Knowledge KNOWLEDGE = new Knowledge(AS_OF, Instant.parse("2026-11-20T10:20:30Z"));

    private static final OriginEvidence AGENT = new OriginEvidence(Origin.AGENT, OriginSignal.ASSIGNEE, "");
    private static final Window QUARTER =
            new Window(Instant.parse("2026-08-25T22:00:00Z"), Instant.parse("2026-11-22T23:00:00Z"));
    private static final Instant FIRST = Instant.parse("2026-05-04T07:00:00Z");
    private static final List<String> WORDS = List.of(
            "Export", "login", "invoice", "slow", "retry", "search", "mobile", "report", "cache", "upgrade", "audit",
            "webhook");

    private final Random random = new Random(42);

    private Samples() {}

    /** A report on a few hundred items. */
    public static FlowReport report() {
        return report(320);
    }

    /** A report on so many items. */
    public static FlowReport report(int count) {
        Samples samples = new Samples();
        List<Flows> items = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            items.add(samples.item(i));
        }
        return report(items);
    }

    /** The items behind {@link #report()}. */
    public static ItemList items() {
        return items(320);
    }

    /** The same without deployments. */
    public static Listing listing(ItemList items) {
        return new Listing(items, new DeploymentList(List.of(), 0), new FailedBuilds(List.of(), 0));
    }

    /** As many items as that, and the report on them. */
    public static ItemList items(int count) {
        Samples samples = new Samples();
        ItemListAccumulator list = new ItemListAccumulator(request(), DefaultValueStream.create());
        for (int i = 1; i <= count; i++) {
            list.add(new OwnedFlow(
                    samples.item(i)
                            .origin(i % 5 == 0 ? AGENT : OriginEvidence.NONE)
                            .asOf(AS_OF),
                    i % 3 == 0 ? "Shop" : "Billing",
                    List.of(i % 2 == 0 ? "catalog" : "orders")));
        }
        return list.result();
    }

    private static ReportRequest request() {
        return new ReportRequest(
                QUARTER, ZONE, KNOWLEDGE, ItemFilter.all(), Freshness.notNoted(QUARTER, KNOWLEDGE.asOf()));
    }

    /** A report on these items. */
    static FlowReport report(List<Flows> items) {
        FlowAccumulator aggregate = new FlowAccumulator(request(), DefaultValueStream.create(), states());
        items.forEach(item -> aggregate.add(item.asOf(AS_OF)));
        return aggregate.result();
    }

    /** An item with two cycles and some of everything. */
    public static ItemView item() {
        ItemFlow first = Flows.item("SHOP-4711")
                .title("Checkout fails for cards that expire this month")
                .url("https://jira.example.org/browse/SHOP-4711")
                .type(ItemType.DEFECT)
                .project("SHOP")
                .in(DefaultStages.TO_DO, "Open", Instant.parse("2026-08-03T08:00:00Z"))
                .in(DefaultStages.IN_PROGRESS, Instant.parse("2026-08-10T09:12:00Z"))
                .in(DefaultStages.IN_REVIEW, "Patch available", Instant.parse("2026-08-12T16:40:00Z"))
                .in(DefaultStages.IN_PROGRESS, Instant.parse("2026-08-17T11:05:00Z"))
                .in(null, "Vendor desk", Instant.parse("2026-08-18T08:00:00Z"))
                .in(DefaultStages.IN_REVIEW, "Patch available", Instant.parse("2026-08-20T08:30:00Z"))
                .in(DefaultStages.TO_DO, "Open", Instant.parse("2026-08-21T15:00:00Z"))
                .in(DefaultStages.IN_TEST, Instant.parse("2026-08-24T09:00:00Z"))
                .in(DefaultStages.DONE, "Resolved", Instant.parse("2026-08-25T17:21:13Z"))
                .rework(0, 1)
                .incomplete(12, 9)
                .asOf(Instant.parse("2026-10-01T07:00:00Z"));
        ItemFlow second = Flows.item("SHOP-4711")
                .title("Checkout fails for cards that expire this month")
                .url("https://jira.example.org/browse/SHOP-4711")
                .type(ItemType.DEFECT)
                .project("SHOP")
                .cycle(2)
                .in(DefaultStages.IN_PROGRESS, "Reopened", Instant.parse("2026-10-01T07:00:00Z"))
                .in(DefaultStages.IN_REVIEW, "Patch available", Instant.parse("2026-10-19T13:00:00Z"))
                .in(DefaultStages.WAITING_FOR_DEPLOY, "Ready for release", Instant.parse("2026-11-02T13:00:00Z"))
                .stalled(Instant.parse("2026-10-03T07:00:00Z"), Instant.parse("2026-10-19T13:00:00Z"))
                .asOf(AS_OF);
        return ItemView.of(List.of(atAsOf(first), second), DefaultValueStream.create(), KNOWLEDGE, ZONE, CAPTURE);
    }

    /** The cycle ends where the next begins, and yet belongs to the report of that as-of. */
    private static ItemFlow atAsOf(ItemFlow flow) {
        return FlowCopy.of(flow).asOf(AS_OF).chain(chain()).make();
    }

    private static Chain chain() {
        ArtifactId pull = new ArtifactId(new ToolInstance("github", "test"), ArtifactKind.PULL_REQUEST, "77");
        return new Chain(
                Chain.DoneRule.TRACKED,
                List.of(new Chain.Part(
                        pull,
                        "shop/checkout#77",
                        "merged",
                        Instant.parse("2026-08-12T16:40:00Z"),
                        Instant.parse("2026-08-24T08:00:00Z"))),
                List.of(new Reason(Reason.Code.CLOCK_SKEW, "merged 3 s before its last review")),
                Chain.Rework.NONE);
    }

    private static StateCatalogue states() {
        return new StateCatalogue(
                List.of(
                        new StateDefinition(Flows.JIRA, "1", "Patch available", StateCategory.INDETERMINATE),
                        new StateDefinition(Flows.JIRA, "2", "Ready for QA", StateCategory.INDETERMINATE),
                        new StateDefinition(Flows.JIRA, "3", "In progress", StateCategory.INDETERMINATE)),
                List.of());
    }

    private Flows item(int number) {
        String project = random.nextInt(3) == 0 ? "CORE" : "SHOP";
        Instant at = FIRST.plus(Duration.ofMinutes(random.nextInt(28 * 7 * 24 * 60)));
        Flows item = Flows.item(project + '-' + number)
                .project(project)
                .title(title())
                .url("https://jira.example.org/browse/" + project + '-' + number)
                .type(type())
                .in(DefaultStages.TO_DO, "Open", at);
        int fate = random.nextInt(100);
        if (fate < 3) {
            item.level(Level.PORTFOLIO);
        } else if (fate < 5) {
            item.level(Level.SUB_TASK);
        }
        if (random.nextInt(40) == 0) {
            item.incomplete(14, 11);
        }
        at = later(at, 9);
        if (fate < 20) {
            return item.in(DefaultStages.DONE, fate < 12 ? "Closed" : "Resolved", at);
        } else if (fate < 26) {
            return item.in(DefaultStages.IN_PROGRESS, at).in(DefaultStages.CANCELLED, "Won't fix", later(at, 4));
        }
        return worked(item, at);
    }

    private Flows worked(Flows item, Instant from) {
        Instant at = from;
        int rounds = 1 + random.nextInt(3);
        for (int i = 0; i < rounds; i++) {
            item.in(DefaultStages.IN_PROGRESS, at);
            if (random.nextInt(12) == 0) {
                item.stalled(at, at.plus(Duration.ofDays(8)));
            }
            at = later(at, 4);
            item.in(DefaultStages.IN_REVIEW, "Patch available", at);
            at = later(at, 6);
        }
        item.rework(random.nextInt(8) == 0 ? 1 : 0, rounds - 1);
        if (random.nextInt(14) == 0) {
            item.in(null, "Vendor desk", at);
            at = later(at, 5);
        }
        Stage qa = DefaultStages.WAITING_FOR_TEST;
        item.in(qa, "Ready for QA", at);
        at = later(at, 5);
        item.in(DefaultStages.IN_TEST, at);
        at = later(at, 2);
        return item.in(DefaultStages.DONE, "Resolved", at);
    }

    /** Some time later: mostly soon, sometimes very late, as in life. */
    private Instant later(Instant at, int days) {
        double factor = -Math.log(1 - random.nextDouble());
        return at.plus(Duration.ofMinutes(30 + (long) (factor * days * 24 * 60)));
    }

    private ItemType type() {
        int chosen = random.nextInt(100);
        if (chosen < 48) {
            return ItemType.FEATURE;
        } else if (chosen < 78) {
            return ItemType.DEFECT;
        } else if (chosen < 83) {
            return ItemType.RISK;
        }
        return chosen < 93 ? ItemType.DEBT : ItemType.UNCLASSIFIED;
    }

    private String title() {
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            title.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return title.toString();
    }
}
