package io.jenkins.plugins.millrace.job;

import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.millrace.http.Answers;
import io.jenkins.plugins.millrace.summary.JobGlances;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The overview of the jobs of a folder or multibranch project; its view is {@code index.jelly}. */
public final class MillraceFolderAction implements Action {

    private final AbstractItem folder;
    private final ItemGroup<?> group;
    private final JobGlances glances;
    private final Supplier<Locale> locale;

    MillraceFolderAction(AbstractItem folder, ItemGroup<?> group, JobGlances glances, Supplier<Locale> locale) {
        this.folder = folder;
        this.group = group;
        this.glances = glances;
        this.locale = locale;
    }

    /** A link in the side panel, for who may read the folder. */
    @Override
    public @Nullable String getIconFileName() {
        return folder.hasPermission(Item.READ) ? "symbol-hourglass" : null;
    }

    @Override
    public String getDisplayName() {
        return new JobTexts(locale.get()).of("page");
    }

    @Override
    public String getUrlName() {
        return "millrace";
    }

    /** The folder, whose side panel the page has. */
    public AbstractItem getFolder() {
        return folder;
    }

    /**
     * {@code GET jobs.json}: the figures of the page. Needs the permission to read the folder; has the jobs that the reader may read.
     *
     * @throws IOException if the reader went away
     */
    @GET
    @WebMethod(name = "jobs.json")
    public void doJobs(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        folder.checkPermission(Item.READ);
        Answers.answer(request, response, "application/json", () -> JobJson.write(jobs()));
    }

    /**
     * {@code GET metrics}: the same for Prometheus.
     *
     * @throws IOException if the reader went away
     */
    @GET
    public void doMetrics(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        folder.checkPermission(Item.READ);
        Answers.answer(request, response, OpenMetrics.TYPE, () -> OpenMetrics.of(jobs()));
    }

    private OverviewJobs jobs() {
        return OverviewJobs.of(group, folder.getFullName(), glances);
    }

    /**
     * {@code GET page}: the page without what Jenkins has around it, for the script that brings it up to date.
     *
     * @throws IOException if the reader went away
     */
    @GET
    public void doPage(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        folder.checkPermission(Item.READ);
        Answers.part(request, response, getPage());
    }

    /** The page as HTML in which every text is escaped; null for who may not read the folder, and if it cannot be made. */
    public @Nullable String getPage() {
        return folder.hasPermission(Item.READ)
                ? Overview.page(group, folder.getFullName(), glances, locale.get())
                : null;
    }
}
