package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The numbers of a comparison in words. */
final class ComparisonText {

    private static final int HUNDRED = 100;

    private ComparisonText() {}

    static String value(Comparison.Row row, double value) {
        return switch (row.unit()) {
            case MILLIS -> Formats.duration(Duration.ofMillis((long) value));
            case RATIO -> Formats.percent(value);
            case ITEMS_PER_WEEK -> String.format(Locale.ROOT, "%.1f", value);
            case ITEMS -> Formats.count(Math.round(value));
        };
    }

    static String change(Comparison.Row row, double value) {
        return switch (row.unit()) {
            case MILLIS -> (value < 0 ? "-" : "+") + Formats.duration(Duration.ofMillis(Math.abs((long) value)));
            case RATIO -> String.format(Locale.ROOT, "%+d points", Math.round(value * HUNDRED));
            case ITEMS_PER_WEEK -> String.format(Locale.ROOT, "%+.1f", value);
            case ITEMS -> String.format(Locale.ROOT, "%+,d", Math.round(value));
        };
    }

    /** Why nothing is said of the earlier window, if nothing is known of it. */
    static Optional<String> notCompared(Comparison comparison) {
        return comparison.rows().stream()
                .map(Comparison.Row::before)
                .flatMap(before -> before.reason().stream())
                .filter(reason -> reason.code() == Reason.Code.TOO_LITTLE_HISTORY)
                .findFirst()
                .map(Reason::detail);
    }
}
