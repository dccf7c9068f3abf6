package io.jenkins.plugins.millrace.job;

import dev.millrace.document.Block;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How times and results changed over the builds, the oldest first. */
final class TrendSections {

    private static final int FEWEST = 3;
    private static final int STAGES = 3;
    private static final int GROUP = 10;

    private final JobTexts texts;
    private final PipelineReport report;
    private final List<TimedBuild> builds;

    TrendSections(JobTexts texts, PipelineReport report) {
        this.texts = texts;
        this.report = report;
        this.builds = new ArrayList<>(report.builds());
        Collections.reverse(builds);
    }

    List<Document.Section> sections() {
        return builds.size() < FEWEST
                ? List.of()
                : List.of(new Document.Section("trend", texts.of("trend"), "", List.of(times(), results())));
    }

    private Block times() {
        List<StageFigures> slowest = report.stages().stream()
                .filter(stage ->
                        stage.path().size() == 1 && stage.time().measured().isPresent())
                .sorted(Comparator.comparing((StageFigures stage) ->
                                stage.time().measured().map(Percentiles::p50).orElse(Duration.ZERO))
                        .reversed())
                .limit(STAGES)
                .toList();
        List<String> series = new ArrayList<>(List.of(texts.of("whole"), texts.of("queue")));
        slowest.forEach(stage -> series.add(Formats.shorten(Names.of(stage.path()), Formats.NAME)));
        List<Block.LinePoint> points = new ArrayList<>();
        for (TimedBuild build : builds) {
            List<OptionalDouble> values = new ArrayList<>();
            values.add(value(build.passed() ? build.time() : null));
            values.add(value(build.queue()));
            slowest.forEach(stage -> values.add(value(time(build, stage))));
            points.add(new Block.LinePoint("#" + build.number(), values, false));
        }
        return new Block.Lines(
                texts.of("trend.times"), texts.of("trend.times.what"), Block.Lines.Unit.DURATION, series, points);
    }

    private static @Nullable Duration time(TimedBuild build, StageFigures column) {
        return build.stages().stream()
                .filter(stage -> stage.path().equals(column.path()) && stage.passed())
                .map(TimedStage::time)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static OptionalDouble value(@Nullable Duration duration) {
        return duration == null ? OptionalDouble.empty() : OptionalDouble.of((double) duration.toMillis());
    }

    /** Groups of builds, the newest group whole. */
    private Block results() {
        List<Block.Point> points = new ArrayList<>();
        for (int to = builds.size(); to > 0; to -= GROUP) {
            List<TimedBuild> group = builds.subList(Math.max(0, to - GROUP), to);
            points.add(
                    0,
                    new Block.Point(
                            "#" + group.get(0).number() + "–"
                                    + group.get(group.size() - 1).number(),
                            List.of(
                                    count(group, "SUCCESS"),
                                    count(group, "UNSTABLE"),
                                    count(group, "FAILURE"),
                                    group.size()
                                            - count(group, "SUCCESS")
                                            - count(group, "UNSTABLE")
                                            - count(group, "FAILURE")),
                            false));
        }
        return new Block.Chart(
                Block.Chart.Kind.COLUMNS,
                texts.of("trend.results"),
                texts.of("trend.results.what", GROUP),
                List.of(
                        texts.of("result.success"),
                        texts.of("result.unstable"),
                        texts.of("result.failure"),
                        texts.of("result.other")),
                points);
    }

    private static long count(List<TimedBuild> builds, String result) {
        return builds.stream().filter(build -> build.result().equals(result)).count();
    }
}
