package dev.millrace.app.report;

import dev.millrace.app.EnumOption;
import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.Forecasts;
import dev.millrace.metrics.report.FlowReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a report says besides the figures of its window, as a user wrote it.
 *
 * @param by the groups whose key figures are wanted as well
 * @param compare the days to compare with, as {@code FROM..TO}, or {@code none}; empty for the window of the same length before
 * @param weeks for how many weeks ahead finished items are forecast
 * @param items for how many items the day is forecast when they are done; empty for those in the flow
 */
public record Outlook(Optional<String> by, Optional<String> compare, List<Integer> weeks, List<Long> items) {

    /** For how many weeks ahead items are forecast if nothing is said. */
    public static final List<Integer> DEFAULT_WEEKS = List.of(4, 8, 12);

    private static final String NONE = "none";
    private static final String RANGE = "..";

    /** Copies the lists. */
    public Outlook {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(compare, "compare");
        weeks = List.copyOf(weeks);
        items = List.copyOf(items);
    }

    /** The default comparison and forecast, with figures by a group if one is named. */
    public static Outlook usual(Optional<String> by) {
        return new Outlook(by, Optional.empty(), DEFAULT_WEEKS, List.of());
    }

    /** The groups; empty if none were named. */
    public Optional<By> groups() {
        return by.map(text -> EnumOption.of("--by", text, By.values(), By::text));
    }

    /** The window to compare with; by default none for a window that begins with the first item. */
    public Optional<Window> before(Window window, boolean all, ZoneId zone) {
        if (compare.isEmpty()) {
            return all ? Optional.empty() : Optional.of(new Window(sameBefore(window, zone), window.start()));
        }
        String text = compare.get();
        if (text.equalsIgnoreCase(NONE)) {
            return Optional.empty();
        }
        int at = text.indexOf(RANGE);
        if (at < 1 || at + RANGE.length() >= text.length()) {
            throw UserError.usage(
                    "--compare: \"" + text + "\" is neither none nor two dates such as" + " 2024-01-01..2024-03-31");
        }
        TimeParser times = new TimeParser(zone);
        Instant start = times.first("--compare", text.substring(0, at));
        Instant end = times.after("--compare", text.substring(at + RANGE.length()));
        if (!start.isBefore(end)) {
            throw UserError.usage("--compare: " + start + " is not before " + end);
        }
        return Optional.of(new Window(start, end));
    }

    /** By the clock on the wall: 90 whole days are preceded by 90 whole days, also where one of them has 25 hours. */
    private static Instant sameBefore(Window window, ZoneId zone) {
        LocalDateTime start = LocalDateTime.ofInstant(window.start(), zone);
        LocalDateTime end = LocalDateTime.ofInstant(window.end(), zone);
        return start.minus(Duration.between(start, end)).atZone(zone).toInstant();
    }

    /**
     * The forecast that belongs to a report.
     *
     * @param past what was done per week, from long before the window of the report
     */
    public Forecast forecast(FlowReport report, FlowVelocity past) {
        long load = report.load().items().total();
        List<Long> asked = items.isEmpty() && load > 0 ? List.of(load) : items;
        return Forecasts.of(past, report.load().at(), weeks, asked);
    }
}
