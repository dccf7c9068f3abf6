package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import dev.millrace.cli.line.Between;
import dev.millrace.metrics.Breakdown.By;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.Forecast;
import dev.millrace.metrics.Forecasts;
import dev.millrace.metrics.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a report tells besides the figures of its window. */
final class OutlookOptions {

    private static final String NONE = "none";
    private static final String RANGE = "..";
    private static final List<Integer> WEEKS = List.of(4, 8, 12);

    @Option(
            names = "--by",
            paramLabel = "GROUP",
            description = "The key figures by team, service, type or project as well.")
    private @Nullable String by;

    @Option(
            names = "--compare",
            paramLabel = "FROM..TO",
            description = "Compare with these days, or with none. Default: the stretch of the same length before.")
    private @Nullable String compare;

    @Option(
            names = "--forecast-weeks",
            paramLabel = "N",
            split = ",",
            description = "Say how many items will be done in the next N weeks; can be repeated. Default: 4, 8 and 12.")
    @Between(min = 1, max = 520)
    private List<Integer> weeks = WEEKS;

    @Option(
            names = "--forecast-items",
            paramLabel = "N",
            split = ",",
            description = "Say when the next N items will be done; can be repeated. Default: what is in the flow.")
    @Between(min = 1, max = 1_000_000)
    private List<Long> items = List.of();

    /** The usual outlook, with figures by a group if one is named. */
    static OutlookOptions of(Optional<String> group) {
        OutlookOptions options = new OutlookOptions();
        options.by = group.orElse(null);
        return options;
    }

    Optional<By> by() {
        return Optional.ofNullable(by).map(text -> EnumOption.of("--by", text, By.values(), By::text));
    }

    /** The window to compare with; by default none for a stretch that begins with the first item. */
    Optional<Window> before(Window window, boolean all, ZoneId zone) {
        if (compare == null) {
            return all
                    ? Optional.empty()
                    : Optional.of(new Window(window.start().minus(window.length()), window.start()));
        } else if (compare.equalsIgnoreCase(NONE)) {
            return Optional.empty();
        }
        int at = compare.indexOf(RANGE);
        if (at < 1 || at + RANGE.length() >= compare.length()) {
            throw UserError.usage(
                    "--compare: \"" + compare + "\" is neither none nor two dates such as" + " 2024-01-01..2024-03-31");
        }
        TimeParser moments = new TimeParser(zone);
        Instant start = moments.first("--compare", compare.substring(0, at));
        Instant end = moments.after("--compare", compare.substring(at + RANGE.length()));
        if (!start.isBefore(end)) {
            throw UserError.usage("--compare: " + start + " is not before " + end);
        }
        return Optional.of(new Window(start, end));
    }

    Forecast forecast(FlowReport report) {
        long load = report.load().items().total();
        List<Long> asked = items.isEmpty() && load > 0 ? List.of(load) : items;
        return Forecasts.of(report, weeks, asked);
    }
}
