package dev.millrace.metrics.pipeline;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.metrics.outlook.MedianChange;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change of the pipeline helped: medians of the builds made before an instant and of those made from then on.
 *
 * @param since the instant
 * @param rows the whole build, then each stage that ran before and after
 */
public record BeforeAndAfter(Instant since, List<Row> rows) {

    /**
     * One time in both.
     *
     * @param path the stage; empty for the whole build
     * @param before its times before
     * @param after its times after
     * @param change of the median in milliseconds, with an interval of 90% confidence; unknown if one side has fewer than {@value
     *     PipelineReport#ENOUGH} values
     */
    public record Row(
            List<String> path,
            Figure<Percentiles<Duration>> before,
            Figure<Percentiles<Duration>> after,
            Figure<Change> change) {
        /** Copies the list. */
        public Row {
            path = List.copyOf(path);
        }
    }

    /** Copies the list. */
    public BeforeAndAfter {
        Objects.requireNonNull(since, "since");
        rows = List.copyOf(rows);
    }

    /** Compares the builds of a report. Only what passed has a time, as in the report. */
    public static BeforeAndAfter of(PipelineReport report, Instant since) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(report, since, List.of()));
        for (StageFigures stage : report.stages()) {
            Row row = row(report, since, stage.path());
            if (row.before().measured().isPresent() && row.after().measured().isPresent()) {
                rows.add(row);
            }
        }
        return new BeforeAndAfter(since, rows);
    }

    private static Row row(PipelineReport report, Instant since, List<String> path) {
        Samples before = new Samples();
        Samples after = new Samples();
        for (TimedBuild build : report.builds()) {
            Duration time = path.isEmpty() ? whole(build) : stage(build, path);
            if (time != null) {
                (build.scheduledAt().isBefore(since) ? before : after).addWhole(time.toMillis());
            }
        }
        return new Row(
                path, before.durations(), after.durations(), MedianChange.of(before, after, PipelineReport.ENOUGH));
    }

    private static @Nullable Duration whole(TimedBuild build) {
        return build.passed() ? build.time() : null;
    }

    private static @Nullable Duration stage(TimedBuild build, List<String> path) {
        return build.stages().stream()
                .filter(stage -> stage.path().equals(path) && stage.passed() && stage.time() != null)
                .map(stage -> Objects.requireNonNull(stage.time()))
                .findFirst()
                .orElse(null);
    }
}
