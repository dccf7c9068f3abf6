package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.metrics.Percentiles;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import java.time.Duration;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of a list view: the median time of a job's builds and its trend. Not in a view unless somebody adds it. */
public final class MillraceColumn extends ListViewColumn {

    /** By Jenkins and the form. */
    @DataBoundConstructor
    public MillraceColumn() {}

    /** What stands in the cell of a job, as text; nothing for who may not read the job, and for what is no job. */
    public String text(Object item) {
        return glance(item)
                .map(found -> text(found, new JobTexts(Functions.getCurrentLocale())))
                .orElse("");
    }

    /** What the cell is sorted by: the median in milliseconds, or -1 if that is not known. */
    public long millis(Object item) {
        return glance(item)
                .flatMap(found -> found.time().measured())
                .map(Percentiles::p50)
                .map(Duration::toMillis)
                .orElse(-1L);
    }

    static String text(Glance glance, JobTexts texts) {
        String time = glance.time()
                .measured()
                .map(Percentiles::p50)
                .map(CardLabels::about)
                .orElseGet(() -> texts.of("unknown"));
        return switch (glance.trend()) {
            case FASTER -> texts.of("column.faster", time);
            case SLOWER -> texts.of("column.slower", time);
            case NO_CHANGE_SHOWN, UNKNOWN -> time;
        };
    }

    private static Optional<Glance> glance(Object item) {
        if (!(item instanceof Job<?, ?> job) || !job.hasPermission(Item.READ)) {
            return Optional.empty();
        }
        return ExtensionList.lookupSingleton(MillraceJobActionFactory.class)
                .glances()
                .of(new Folders(job.getRootDir().toPath(), job.getBuildDir().toPath()));
    }

    /** Tells Jenkins of the column. */
    @Extension
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @Override
        public String getDisplayName() {
            return new JobTexts(Functions.getCurrentLocale()).of("column");
        }

        /** Views stay as they are. */
        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
