package dev.millrace.metrics.report;

import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a report besides the figures of one window. A part is null if it was not requested.
 *
 * @param comparison the window compared with an earlier one
 * @param forecast how many items are done by when
 * @param breakdown the key figures by group
 * @param delivery how changes reach production
 */
public record ReportExtras(
        @Nullable Comparison comparison,
        @Nullable Forecast forecast,
        @Nullable Breakdown breakdown,
        @Nullable DeliveryReport delivery) {}
