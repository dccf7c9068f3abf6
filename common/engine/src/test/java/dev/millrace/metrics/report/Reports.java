package dev.millrace.metrics.report;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Reports with the default value stream, for tests. */
public final class Reports {

    /** The extras of a report of one window and nothing else. */
    public static final ReportExtras NO_EXTRAS = new ReportExtras(null, null, null, null);

    private Reports() {}

    public static ReportRequest request(String start, String end, String asOf, String zone) {
        return request(new Window(Instant.parse(start), Instant.parse(end)), Instant.parse(asOf), zone);
    }

    public static ReportRequest request(Window window, Instant asOf, String zone) {
        return new ReportRequest(
                window,
                ZoneId.of(zone),
                new Knowledge(asOf, asOf),
                ItemFilter.all(),
                Freshness.notNoted(window, new Knowledge(asOf, asOf).asOf()));
    }

    public static FlowAccumulator aggregate(ReportRequest request) {
        return new FlowAccumulator(request, DefaultValueStream.create(), StateCatalogue.empty());
    }

    public static FlowReport report(ReportRequest request, List<ItemFlow> flows) {
        FlowAccumulator aggregate = aggregate(request);
        flows.forEach(aggregate::add);
        return aggregate.result();
    }

    public static FlowReport report(ReportRequest request, Flows... items) {
        FlowAccumulator aggregate = aggregate(request);
        for (Flows item : items) {
            aggregate.add(item.asOf(request.knowledge().asOf()));
        }
        return aggregate.result();
    }
}
