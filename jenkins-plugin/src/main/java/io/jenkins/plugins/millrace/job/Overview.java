package io.jenkins.plugins.millrace.job;

import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import hudson.model.ItemGroup;
import io.jenkins.plugins.millrace.summary.JobGlances;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

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
            OverviewDocument document =
                    new OverviewDocument(new JobTexts(locale), OverviewJobs.of(group, folder, glances));
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

    /**
     * Answers {@code GET jobs.json} and {@code GET metrics} below the page.
     *
     * @param write what to make of the jobs
     * @throws IOException if the reader went away
     */
    static void answer(StaplerRequest2 request, StaplerResponse2 response, String type, Supplier<byte[]> write)
            throws IOException {
        if (!request.getRestOfPath().isEmpty()) {
            // Jenkins calls this for any address below it as well.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = write.get();
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (OutputStream out = response.getOutputStream()) {
            out.write(body);
        }
    }
}
