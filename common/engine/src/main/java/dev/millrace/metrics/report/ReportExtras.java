package dev.millrace.metrics.report;

import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import org.jspecify.annotations.Nullable;

/**
 * What a report may have besides the figures of one window; each is null if it was not asked for.
 *
 * @param comparison the window against an earlier one
 * @param forecast what comes
 * @param breakdown the key figures by group
 * @param delivery how changes reach production
 */
public record ReportExtras(
        @Nullable Comparison comparison,
        @Nullable Forecast forecast,
        @Nullable Breakdown breakdown,
        @Nullable DeliveryReport delivery) {

    /** Nothing of it. */
    public static final ReportExtras NONE = new ReportExtras(null, null, null, null);
}
