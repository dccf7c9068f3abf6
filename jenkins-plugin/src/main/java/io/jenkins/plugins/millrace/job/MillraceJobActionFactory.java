package io.jenkins.plugins.millrace.job;

import hudson.Extension;
import hudson.Functions;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.summary.JobGlances;
import io.jenkins.plugins.millrace.summary.JobSummaries;
import io.jenkins.plugins.millrace.threads.BackgroundThread;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** Puts the card and the page on every job. */
@Extension
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MillraceJobActionFactory extends TransientActionFactory<Job> {

    private static final int JOBS_WAITING = 200;

    private final JobSummaries summaries = new JobSummaries(BackgroundThread.named("millrace-summaries", JOBS_WAITING));

    private final JobGlances glances =
            new JobGlances(summaries, BackgroundThread.named("millrace-glances", JOBS_WAITING), InstantSource.system());

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    /** The figures of all jobs in lists. */
    JobGlances glances() {
        return glances;
    }

    /** The summaries of all jobs. */
    public JobSummaries summaries() {
        return summaries;
    }

    /** Cheap: Jenkins asks for the actions of a job very often, the summary is read only when it is shown. */
    @Override
    public Collection<? extends Action> createFor(Job target) {
        Job<?, ?> job = target;
        return List.of(new MillraceJobAction(
                job, summaries, Functions::getCurrentLocale, MillraceJobActionFactory::since, Plugins::charts));
    }

    private static @Nullable String since() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? null : request.getParameter("since");
    }
}
