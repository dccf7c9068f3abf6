package dev.millrace.app.report;

import dev.millrace.derive.Belonging;
import dev.millrace.derive.ReportParts;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.ItemEvents;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.outlook.BreakdownAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.GroupedFlow;
import dev.millrace.metrics.outlook.PeriodAccumulator;
import dev.millrace.metrics.outlook.ThroughputAccumulator;
import dev.millrace.metrics.report.ExplainedFlow;
import dev.millrace.metrics.report.ExplanationAccumulator;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ItemListAccumulator;
import dev.millrace.metrics.report.Listing;
import dev.millrace.metrics.report.OwnedFlow;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a report of its parts; holds one item at a time. */
final class ReportFigures implements ReportParts {

    private final StreamChoice chosen;
    private final Instant asOf;
    private final Partitions<ItemFlow, FlowAccumulator> figures;
    private final Partitions<ItemFlow, ThroughputAccumulator> throughput;
    private final Partitions<ItemFlow, PeriodAccumulator> now;
    private final Optional<Partitions<ItemFlow, PeriodAccumulator>> earlier;
    private final Optional<Reason> notBefore;
    private final @Nullable By by;
    private final @Nullable BreakdownAccumulator groups;
    private final @Nullable Partitions<OwnedFlow, ItemListAccumulator> list;
    private final @Nullable Metric why;
    private final boolean events;
    private final @Nullable ExplanationAccumulator reasons;
    private final DeliveryFigures delivery;
    private @Nullable CompletableFuture<OfItems> begun;

    /**
     * A report of nothing yet.
     *
     * @param request what is asked of items
     * @param ofDeliveries the same of deliveries, which may have been there before the first item
     * @param ofThroughput the same of what was done per week, which the forecast is made from
     * @param before the window to compare with
     * @param notBefore why nothing can be compared with it
     * @param by the groups that were asked for
     * @param listed whether the items and deployments are listed as well
     * @param why the metric that was asked about, or null
     * @param events whether the events behind each item are asked for as well
     * @param cores how many cores may work on it
     */
    ReportFigures(
            ReportRequest request,
            ReportRequest ofDeliveries,
            ReportRequest ofThroughput,
            Optional<ReportRequest> before,
            Optional<Reason> notBefore,
            StreamChoice chosen,
            StateCatalogue states,
            Optional<By> by,
            boolean listed,
            @Nullable Metric why,
            boolean events,
            int cores) {
        ValueStream stream = chosen.stream();
        this.chosen = chosen;
        this.asOf = request.knowledge().asOf();
        this.figures = new Partitions<>(cores, () -> new FlowAccumulator(request, stream, states));
        this.throughput = new Partitions<>(cores, () -> new ThroughputAccumulator(ofThroughput, stream));
        this.now = new Partitions<>(cores, () -> new PeriodAccumulator(request, stream));
        this.earlier = before.map(asked -> new Partitions<>(cores, () -> new PeriodAccumulator(asked, stream)));
        this.notBefore = notBefore;
        this.by = by.orElse(null);
        this.groups = by.map(asked -> new BreakdownAccumulator(request, stream, asked))
                .orElse(null);
        this.list = listed ? new Partitions<>(cores, () -> new ItemListAccumulator(request, stream)) : null;
        this.why = why;
        this.events = events;
        this.reasons = why == null
                ? null
                : new ExplanationAccumulator(
                        why,
                        why == Forecast.METRIC ? ofThroughput : request,
                        notBefore.isPresent() ? null : before.orElse(null),
                        stream,
                        states);
        this.delivery = new DeliveryFigures(ofDeliveries, before.orElse(null), chosen, this.by, listed, why);
    }

    @Override
    public void flow(ItemFlow flow, Belonging of, Supplier<ItemHistory> history) {
        if (!chosen.accepts(of)) {
            figures.own().addFiltered(1);
            return;
        }
        figures.add(flow);
        throughput.add(flow);
        if (list != null) {
            list.add(new OwnedFlow(flow, of.team(), of.services()));
        }
        earlier.ifPresent(period -> {
            period.add(flow);
            now.add(flow);
        });
        if (reasons != null) {
            reasons.add(new ExplainedFlow(flow, events ? () -> ItemEvents.of(history.get(), asOf) : List::of));
        }
        if (groups != null && by != null) {
            groups.add(new GroupedFlow(flow, Groups.of(by, flow, of, chosen.definition())));
        }
    }

    @Override
    public void past(PastItem past, Belonging of, long items) {
        if (chosen.accepts(of)) {
            figures.own().addPast(past, items);
        } else {
            figures.own().addFiltered(items * past.cycles().size());
        }
    }

    @Override
    public void doneBefore(Instant stop, String project, ItemType type, Origin origin, Belonging of) {
        if (chosen.accepts(of)) {
            throughput.own().add(stop, project, type, origin);
        }
    }

    @Override
    public void automation(Automation made) {
        if (chosen.streams(made)) {
            if (chosen.accepts(made)) {
                figures.own().add(made);
            } else {
                figures.own().addFiltered(1);
            }
        }
    }

    @Override
    public void incident(ProductionIncident incident) {
        delivery.incident(incident);
    }

    @Override
    public void build(BuildResult build) {
        delivery.build(build);
    }

    @Override
    public void buildsBefore(Owner owner, long n) {
        delivery.buildsBefore(owner, n);
    }

    @Override
    public void delivery(Delivery service) {
        delivery.delivery(service);
    }

    @Override
    public void changesBefore(String service, Owner owner, long n) {
        delivery.changesBefore(service, owner, n);
    }

    /** What it says of items. */
    private record OfItems(
            FlowReport report, FlowVelocity past, @Nullable Comparison comparison) {}

    @Override
    public void itemsEnded() {
        begun = CompletableFuture.supplyAsync(this::ofItems);
    }

    private OfItems ofItems() {
        return new OfItems(
                figures.merged().result(),
                throughput.merged().result(),
                earlier.map(period -> now.merged().since(period.merged())).orElse(null));
    }

    private OfItems begunOrNow() {
        if (begun == null) {
            return ofItems();
        }
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private @Nullable Comparison compared(@Nullable Comparison ofItems) {
        if (ofItems == null) {
            return null;
        }
        Comparison all = ofItems.with(delivery.changes());
        return notBefore.map(all::withoutBefore).orElse(all);
    }

    /** The report on all that it was given. */
    ReportAnswer toMade(Outlook outlook) {
        OfItems items = begunOrNow();
        FlowReport report = items.report();
        return new ReportAnswer(
                report,
                items.past(),
                new ReportExtras(
                        compared(items.comparison()),
                        outlook.forecast(report, items.past()),
                        groups == null ? null : groups.result(delivery.groups()),
                        delivery.report()),
                list == null
                        ? null
                        : new Listing(list.merged().result(), delivery.deployments(), delivery.failedBuilds()),
                why == null || reasons == null
                        ? null
                        : DeliveryMetrics.ALL.contains(why) ? delivery.explanation(why) : reasons.result());
    }
}
