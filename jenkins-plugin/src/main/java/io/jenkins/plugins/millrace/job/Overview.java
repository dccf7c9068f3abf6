package io.jenkins.plugins.millrace.job;

import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.millrace.summary.JobGlances;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
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
    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    static @Nullable String page(ItemGroup<?> group, String folder, JobGlances glances, Locale locale) {
        try {
            OverviewDocument document = new OverviewDocument(new JobTexts(locale));
            int jobs = 0;
            for (Job job : group.allItems(Job.class)) {
                Job<?, ?> typed = job;
                if (!typed.hasPermission(Item.READ)) {
                    continue; // Jenkins leaves them out itself
                }
                if (++jobs > OverviewDocument.JOBS) {
                    document.leaveOut();
                    continue;
                }
                String name = typed.getFullName();
                document.add(
                        folder.isEmpty() ? name : name.substring(folder.length() + 1),
                        glances.of(new Folders(
                                        typed.getRootDir().toPath(),
                                        typed.getBuildDir().toPath()))
                                .orElse(null));
            }
            Markup out = new Markup();
            out.open("div", "class", "millrace-card millrace-job");
            HtmlFragment.write(out, document.document(), "millrace-overview");
            out.closeLine();
            return out.done();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: the overview of " + folder + " cannot be shown");
            return null;
        }
    }
}
