package dev.millrace.cli.option;

import dev.millrace.app.report.Outlook;
import dev.millrace.cli.line.Between;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the parts of a report besides the figures of its window. */
public final class OutlookOptions {

    @Option(
            names = "--by",
            paramLabel = "GROUP",
            description = "Also print the key figures by team, service, type, project or origin.")
    private @Nullable String by;

    @Option(
            names = "--compare",
            paramLabel = "FROM..TO",
            description = "Compare with these days; none switches the comparison off. Default: the window of "
                    + "the same length before.")
    private @Nullable String compare;

    @Option(
            names = "--forecast-weeks",
            paramLabel = "N",
            split = ",",
            description = "Forecast how many items will be done in the next N weeks; can be repeated. Default: "
                    + "4, 8 and 12.")
    @Between(min = 1, max = 520)
    private List<Integer> weeks = Outlook.DEFAULT_WEEKS;

    @Option(
            names = "--forecast-items",
            paramLabel = "N",
            split = ",",
            description = "Forecast when the next N items will be done; can be repeated. Default: the items in "
                    + "progress.")
    @Between(min = 1, max = 1_000_000)
    private List<Long> items = List.of();

    /** Whether figures by group are asked for. */
    public boolean groups() {
        return by != null;
    }

    /** The outlook that they say. */
    public Outlook outlook() {
        return new Outlook(Optional.ofNullable(by), Optional.ofNullable(compare), weeks, items);
    }
}
