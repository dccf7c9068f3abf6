package io.jenkins.plugins.millrace.job;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.RootAction;
import io.jenkins.plugins.millrace.http.Answers;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The overview of all jobs of the controller that the viewer may read; its view is {@code index.jelly}. */
@Extension
public final class MillraceRootAction implements RootAction {

    @Override
    public String getIconFileName() {
        return "symbol-hourglass";
    }

    @Override
    public String getDisplayName() {
        return new JobTexts(Functions.getCurrentLocale()).of("page");
    }

    @Override
    public String getUrlName() {
        return "millrace";
    }

    /**
     * {@code GET jobs.json}: the figures of the page, of the jobs that the reader may read.
     *
     * @throws IOException if the reader went away
     */
    @GET
    @WebMethod(name = "jobs.json")
    public void doJobs(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Answers.answer(request, response, "application/json", () -> JobJson.write(jobs()));
    }

    /**
     * {@code GET metrics}: the same for Prometheus.
     *
     * @throws IOException if the reader went away
     */
    @GET
    public void doMetrics(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Answers.answer(request, response, OpenMetrics.TYPE, () -> OpenMetrics.of(jobs()));
    }

    private static OverviewJobs jobs() {
        return OverviewJobs.of(
                Jenkins.get(),
                "",
                ExtensionList.lookupSingleton(MillraceJobActionFactory.class).glances());
    }

    /**
     * {@code GET page}: the page without what Jenkins has around it, for the script that brings it up to date.
     *
     * @throws IOException if the reader went away
     */
    @GET
    public void doPage(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Answers.part(request, response, getPage());
    }

    /** The page as HTML in which every text is escaped; null if it cannot be made. */
    public @Nullable String getPage() {
        return Overview.page(
                Jenkins.get(),
                "",
                ExtensionList.lookupSingleton(MillraceJobActionFactory.class).glances(),
                Functions.getCurrentLocale());
    }
}
