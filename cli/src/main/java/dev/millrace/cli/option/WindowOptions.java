package dev.millrace.cli.option;

import dev.millrace.app.report.ReportWindow;
import dev.millrace.cli.line.Between;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select the window of a report. */
public final class WindowOptions {

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Start of the window: a date, from the beginning of its day, or an instant.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "End of the window: a date, to the end of its day, or an instant. Default: --as-of.")
    private @Nullable String until;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "The N days before the end of the window. Default: " + ReportWindow.DEFAULT_DAYS + ".")
    @Between(min = 1, max = 36_500)
    private @Nullable Integer days;

    @Option(names = "--all", description = "Start at the first item, build or deployment.")
    private boolean all;

    /** The window that they say. */
    public ReportWindow window() {
        return new ReportWindow(Optional.ofNullable(since), Optional.ofNullable(until), Optional.ofNullable(days), all);
    }
}
