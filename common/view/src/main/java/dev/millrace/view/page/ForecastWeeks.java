package dev.millrace.view.page;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Formats;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.view.ReportView;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a forecast is drawn from: what its numbers open. */
final class ForecastWeeks {

    private ForecastWeeks() {}

    /** The weeks that the forecast of a report draws from; empty if it has none. */
    static Optional<Chart> of(ReportView view) {
        Forecast forecast = view.extras().forecast();
        if (forecast == null || forecast.history().isEmpty()) {
            return Optional.empty();
        }
        List<Long> history = forecast.history();
        LocalDate monday = last(view, forecast).minusWeeks(history.size() - 1L);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            points.add(new Point(name(monday.plusWeeks(i)), List.of(history.get(i)), false));
        }
        return Optional.of(new Chart(
                Chart.Kind.COLUMNS,
                "Why: items done in each of the weeks that the forecast is drawn from",
                "Forecast = " + Forecast.METRIC.formula() + ". "
                        + Formats.count(history.size(), "full week", "full weeks") + " with "
                        + Formats.items(
                                history.stream().mapToLong(Long::longValue).sum())
                        + "; weeks that the window or the data cut are left out. In full: millrace report --why "
                        + Forecast.METRIC.id(),
                List.of("Items done"),
                points));
    }

    /** The Monday of the last full week. */
    private static LocalDate last(ReportView view, Forecast forecast) {
        return view.report().velocity().weeks().stream()
                .filter(week -> !week.partial())
                .reduce((one, next) -> next)
                .map(FlowVelocity.Week::monday)
                .orElseGet(() -> LocalDate.ofInstant(
                                forecast.from(), view.report().request().zone())
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .minusWeeks(1));
    }

    private static String name(LocalDate monday) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
