package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.time.FlowEfficiency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A flow efficiency in words. What makes it say less than it seems to stands beside it, wherever it is shown. */
public final class EfficiencyText {

    private EfficiencyText() {}

    /** The efficiency of many items. */
    public static String of(FlowEfficiency efficiency) {
        List<String> limits = new ArrayList<>();
        if (efficiency.ratio().measured().isPresent()) {
            if (efficiency.fewItems()) {
                limits.add("only " + Formats.count(efficiency.outcomes().measured()) + " of "
                        + Formats.items(efficiency.itemsDone()) + " done");
            }
            if (efficiency.smallPart()) {
                limits.add(part(efficiency.active().plus(efficiency.waiting()), efficiency.elapsed()));
            }
        }
        return with(Formats.figure(efficiency.ratio(), Formats::percent), limits);
    }

    /** The efficiency of one item. */
    public static String of(ItemFlow flow) {
        return with(
                Formats.figure(flow.efficiency(), Formats::percent),
                smallPart(flow)
                        ? List.of(part(worked(flow.totals()), flow.totals().elapsed()))
                        : List.of());
    }

    /** Whether less than half of the time of an item that has an efficiency was active or waiting. */
    public static boolean smallPart(ItemFlow flow) {
        return flow.efficiency().measured().isPresent()
                && FlowEfficiency.isSmallPart(
                        worked(flow.totals()), flow.totals().elapsed());
    }

    private static Duration worked(FlowTotals totals) {
        return totals.active().plus(totals.waiting());
    }

    private static String part(Duration part, Duration whole) {
        double share = (double) part.toMillis() / whole.toMillis();
        return "active or waiting for only " + Formats.percent(share) + " of the time";
    }

    private static String with(String value, List<String> limits) {
        return limits.isEmpty() ? value : value + " (" + String.join("; ", limits) + ')';
    }
}
