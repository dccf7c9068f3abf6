package io.jenkins.plugins.millrace.job;

import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import hudson.model.ItemGroup;
import io.jenkins.plugins.millrace.http.LivePart;
import io.jenkins.plugins.millrace.summary.JobGlances;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The page of a folder or of the controller as HTML: those of its jobs that the viewer may read. */
final class Overview {

    private static final Logger LOG = Logger.getLogger(Overview.class.getName());

    private Overview() {}

    /**
     * The page; null if it cannot be made.
     *
     * @param folder the full name of the group, empty for the controller
     */
    static @Nullable String page(ItemGroup<?> group, String folder, JobGlances glances, Locale locale) {
        try {
            OverviewJobs jobs = OverviewJobs.of(group, folder, glances);
            Markup out = new Markup();
            LivePart.open(out, jobs.unread() > 0 ? "page" : null);
            out.open("div", "class", "millrace-card millrace-job");
            HtmlFragment.writeFirst(
                    out, new OverviewDocument(new JobTexts(locale), jobs).document(), "millrace-overview");
            out.closeLine().closeLine();
            return out.done();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: the overview of " + folder + " cannot be shown");
            return null;
        }
    }
}
