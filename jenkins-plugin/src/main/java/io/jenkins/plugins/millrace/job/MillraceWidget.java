package io.jenkins.plugins.millrace.job;

import dev.millrace.metrics.Percentiles;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.View;
import hudson.widgets.Widget;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.summary.JobGlances;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.widgets.WidgetFactory;

/** Beside a view, if an administrator wants it: the jobs of the view whose builds take longest, with the median and its trend. */
public final class MillraceWidget extends Widget {

    private static final int ROWS = 10;

    /**
     * A job in it.
     *
     * @param name its full name; hostile text
     * @param address of its page, relative to the root of Jenkins
     * @param text the median and the trend
     */
    public record Row(String name, String address, String text) {
        /** For the view. */
        public String getName() {
            return name;
        }

        /** For the view. */
        public String getAddress() {
            return address;
        }

        /** For the view. */
        public String getText() {
            return text;
        }
    }

    private final List<Row> rows;

    MillraceWidget(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The jobs that the viewer may read and of which something is known; the longest builds first. */
    public List<Row> getRows() {
        return rows;
    }

    /** What stands above them. */
    public String getTitle() {
        return new JobTexts(Functions.getCurrentLocale()).of("widget");
    }

    static List<Row> rows(
            Stream<? extends Job<?, ?>> jobs, Function<Job<?, ?>, Optional<Glance>> glances, JobTexts texts) {
        record Known(String name, Duration median, Glance glance) {}
        return jobs.filter(job -> job.hasPermission(Item.READ))
                .flatMap(job -> glances.apply(job).stream()
                        .flatMap(glance -> glance.time().measured().map(Percentiles::p50).stream()
                                .map(median -> new Known(job.getFullName(), median, glance))))
                .sorted(Comparator.comparing(Known::median).reversed().thenComparing(Known::name))
                .limit(ROWS)
                .map(known -> new Row(
                        known.name(),
                        OverviewDocument.address(known.name()).substring("../".length()),
                        MillraceColumn.text(known.glance(), texts)))
                .toList();
    }

    /** Makes it for each view. */
    @Extension
    public static final class Factory extends WidgetFactory<View, MillraceWidget> {
        @Override
        public Class<View> type() {
            return View.class;
        }

        @Override
        public Class<MillraceWidget> widgetType() {
            return MillraceWidget.class;
        }

        /** None if nobody wants it, or nothing is known. */
        @Override
        public Collection<MillraceWidget> createFor(View view) {
            if (!ExtensionList.lookupSingleton(HubConfiguration.class).isWidget()) {
                return List.of();
            }
            JobGlances glances = ExtensionList.lookupSingleton(MillraceJobActionFactory.class)
                    .glances();
            Stream<? extends Job<?, ?>> jobs = view.getItems().stream()
                    .flatMap(item -> item instanceof Job<?, ?> job ? Stream.of(job) : Stream.empty());
            List<Row> rows = rows(
                    jobs,
                    job -> glances.of(new Folders(
                            job.getRootDir().toPath(), job.getBuildDir().toPath())),
                    new JobTexts(Functions.getCurrentLocale()));
            return rows.isEmpty() ? List.of() : List.of(new MillraceWidget(rows));
        }
    }
}
