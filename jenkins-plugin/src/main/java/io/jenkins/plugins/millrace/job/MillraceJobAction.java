package io.jenkins.plugins.millrace.job;

import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import dev.millrace.document.chart.ChartOptions;
import dev.millrace.metrics.pipeline.BeforeAndAfter;
import dev.millrace.metrics.pipeline.PipelineReport;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.millrace.http.Answers;
import io.jenkins.plugins.millrace.summary.JobSummaries;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import io.jenkins.plugins.millrace.summary.JobSummaries.Summary;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/**
 * The card on a job's main page ({@code jobMain.jelly}), the page behind it ({@code index.jelly}) and the JSON of both. Made for each
 * request, kept nowhere. Loads no build.
 */
public final class MillraceJobAction implements Action {

    private static final Logger LOG = Logger.getLogger(MillraceJobAction.class.getName());
    private static final String SINCE = "since";
    private static final String ID = "millrace-job";

    private final Job<?, ?> job;
    private final JobSummaries summaries;
    private final Supplier<Locale> locale;
    private final Supplier<@Nullable String> since;
    private final BooleanSupplier drawn;

    MillraceJobAction(
            Job<?, ?> job,
            JobSummaries summaries,
            Supplier<Locale> locale,
            Supplier<@Nullable String> since,
            BooleanSupplier drawn) {
        this.job = job;
        this.summaries = summaries;
        this.locale = locale;
        this.since = since;
        this.drawn = drawn;
    }

    /** A link in the side panel, for who may read the job. */
    @Override
    public @Nullable String getIconFileName() {
        return job.hasPermission(Item.READ) ? "symbol-hourglass" : null;
    }

    @Override
    public String getDisplayName() {
        return new JobTexts(locale.get()).of("page");
    }

    @Override
    public String getUrlName() {
        return "millrace";
    }

    /** The job, whose side panel the page has. */
    public Job<?, ?> getJob() {
        return job;
    }

    /**
     * The card of the main page as HTML in which every text is escaped. Null for who may not read the job, for a job that was never built,
     * and if the summary cannot be read, which must not cost the rest of Jenkins' page.
     */
    public @Nullable String getCard() {
        return fragment("./", false);
    }

    /** The page as HTML in which every text is escaped; null for who may not read the job, and if it cannot be read. */
    public @Nullable String getPage() {
        return fragment("../", true);
    }

    /** Whether the page has a script that draws its charts: if the plugin with ECharts is there. Else they are pictures without it. */
    public boolean isDrawn() {
        return drawn.getAsBoolean();
    }

    /** From when on to compare, as it was asked for: a day, a build or a commit; empty if it was not. */
    public String getSince() {
        String asked = since.get();
        return asked == null ? "" : asked.strip();
    }

    private @Nullable String fragment(String toBuilds, boolean whole) {
        try {
            if (!job.hasPermission(Item.READ)) {
                return null;
            }
            Summary summary = summary();
            if (!whole && summary.builds().isEmpty() && !summary.reading()) {
                return null;
            }
            JobDocument document = new JobDocument(new JobTexts(locale.get()), summary, toBuilds);
            Markup out = new Markup();
            out.open("div", "class", "millrace-card millrace-job");
            if (!whole) {
                HtmlFragment.writeFirst(out, document.card(), ID);
            } else if (isDrawn()) {
                HtmlFragment.writeDrawn(out, document.page(change(summary), missing(summary)), ID, ChartOptions::json);
            } else {
                HtmlFragment.writeFirst(out, document.page(change(summary), missing(summary)), ID);
            }
            out.closeLine();
            return out.done();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: the summary of " + job.getFullName() + " cannot be shown");
            return null;
        }
    }

    /** What was asked for and is not there; empty if all is. */
    private String missing(Summary summary) {
        return getSince().isEmpty() || Since.of(getSince(), summary.builds()).isPresent() ? "" : getSince();
    }

    private Summary summary() throws IOException {
        return summaries.of(
                new Folders(job.getRootDir().toPath(), job.getBuildDir().toPath()));
    }

    private @Nullable BeforeAndAfter change(Summary summary) {
        return summary.builds().isEmpty()
                ? null
                : Since.of(since.get(), summary.builds())
                        .map(from -> BeforeAndAfter.of(PipelineReport.of(summary.builds(), JobSummaries.BUILDS), from))
                        .orElse(null);
    }

    /**
     * {@code GET builds.json}: the figures and the builds that they are made of. Needs the permission to read the job.
     *
     * @throws IOException if the summary cannot be read, or the reader went away
     */
    @GET
    @WebMethod(name = "builds.json")
    public void doBuilds(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        String asked = request.getParameter(SINCE);
        Summary summary = summary();
        if (asked != null && Since.of(asked, summary.builds()).isEmpty()) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "the parameter since is a day such as 2026-11-30, a build such as 125 or a commit; a build or a commit"
                            + " must be one of the last " + JobSummaries.BUILDS + " builds that have a record");
            return;
        }
        Answers.answer(request, response, "application/json", () -> JobJson.write(summary, change(summary)));
    }

    /**
     * {@code GET metrics}: the figures and those of the stages for Prometheus. Needs the permission to read the job.
     *
     * @throws IOException if the summary cannot be read, or the reader went away
     */
    @GET
    public void doMetrics(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        Summary summary = summary();
        Answers.answer(request, response, OpenMetrics.TYPE, () -> OpenMetrics.of(job.getFullName(), summary.report()));
    }
}
