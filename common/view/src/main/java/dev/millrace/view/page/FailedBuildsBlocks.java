package dev.millrace.view.page;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.FailedBuilds;
import dev.millrace.view.ReportView;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The builds that made a pipeline red: what the red rate opens. */
final class FailedBuildsBlocks {

    /** The id of the section. */
    static final String SECTION = "failed-builds";

    private static final int MOST_PIPELINES = 10;

    private FailedBuildsBlocks() {}

    /**
     * The section.
     *
     * @param most so many of them at most
     * @param pages where the page of a build is
     */
    static Section section(ReportView view, FailedBuilds list, int most, Function<ItemRef, @Nullable URI> pages) {
        ZoneId zone = view.report().request().zone();
        List<Block> blocks = new ArrayList<>();
        DeliveryReport delivery = view.extras().delivery();
        if (delivery != null) {
            blocks.add(new Paragraph(counted(delivery)));
        }
        if (!list.builds().isEmpty()) {
            blocks.add(new Paragraph(pipelines(list.builds())));
            int shown = Math.min(most, list.builds().size());
            long more = list.builds().size() - shown + list.left();
            blocks.add(new Table(
                    "The latest first" + (more > 0 ? "; " + Formats.count(more) + " earlier ones are not named" : ""),
                    List.of(
                            Column.words("Ended"),
                            Column.words("Pipeline"),
                            Column.words("Build"),
                            Column.words("Result")),
                    list.builds().subList(0, shown).stream()
                            .map(build -> row(build, zone, pages))
                            .toList()));
        }
        return new Section(SECTION, "Builds that failed", DeliveryMetrics.PIPELINE_RED_RATE.definition(), blocks);
    }

    /** The rate with what it is computed from, and what is left out. */
    private static String counted(DeliveryReport delivery) {
        DeliveryReport.Rate rate = delivery.redRate();
        return "Pipeline red rate = " + DeliveryMetrics.PIPELINE_RED_RATE.formula() + " = "
                + Formats.count(rate.part()) + " / " + Formats.count(rate.whole()) + " = "
                + Formats.figure(rate.value(), Formats::percent) + ". Left out: "
                + Formats.count(delivery.leftOut().aborted()) + " aborted or not built, "
                + Formats.count(delivery.leftOut().endUnknown()) + " with an unknown end, "
                + Formats.count(delivery.leftOut().notEnded()) + " not ended.";
    }

    /** Which pipelines were red most often. */
    private static String pipelines(List<BuildResult> builds) {
        Map<String, Long> each = builds.stream()
                .collect(Collectors.groupingBy(BuildResult::pipeline, TreeMap::new, Collectors.counting()));
        return "By pipeline: "
                + each.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                        .limit(MOST_PIPELINES)
                        .map(one -> Formats.shorten(one.getKey(), Formats.NAME) + ' ' + Formats.count(one.getValue()))
                        .collect(Collectors.joining(", "))
                + (each.size() > MOST_PIPELINES ? ", and " + Formats.count(each.size() - MOST_PIPELINES) + " more" : "")
                + '.';
    }

    private static Row row(BuildResult build, ZoneId zone, Function<ItemRef, @Nullable URI> pages) {
        URI page = pages.apply(new ItemRef(build.artifact(), 1, build.key(), build.url()));
        return Row.of(
                Cell.text(Formats.minute(build.at(), zone)),
                Cell.text(Formats.shorten(build.pipeline(), Formats.NAME)),
                Cell.link(Formats.shorten(build.key(), Formats.NAME), page),
                Cell.text(Formats.shorten(build.result(), Formats.NAME)));
    }
}
