package io.jenkins.plugins.millrace.card;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageContext;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.millrace.capture.CaptureListener;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.job.MillraceJobActionFactory;
import io.jenkins.plugins.millrace.summary.JobSummaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Puts the card on every build, also on those from before Millrace was there. */
@Extension
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MillraceActionFactory extends TransientActionFactory<Run> {

    private final Cards cards = new Cards();

    @Override
    public Class<Run> type() {
        return Run.class;
    }

    /** Cheap: Jenkins asks for the actions of a build very often, the record is read only when the card is shown. */
    @Override
    public Collection<? extends Action> createFor(Run target) {
        Run<?, ?> run = target;
        return List.of(new MillraceRunAction(
                run,
                () -> capture().record(run),
                () -> capture().jobOf(run),
                record -> context(run, record),
                (record, now) -> ExtensionList.lookupSingleton(HubConfiguration.class)
                        .views()
                        .of(now.job(), record.number(), record.scheduledAt()),
                cards,
                InstantSource.system()));
    }

    /** From the summary of the job, which loads no other build. */
    private static StageContext context(Run<?, ?> run, BuildRecord record) {
        Job<?, ?> job = run.getParent();
        try {
            JobSummaries summaries = ExtensionList.lookupSingleton(MillraceJobActionFactory.class)
                    .summaries();
            JobSummaries.Folders folders = new JobSummaries.Folders(
                    job.getRootDir().toPath(), job.getBuildDir().toPath());
            return JobContext.of(
                    run,
                    record,
                    summaries.of(folders).report(),
                    ExtensionList.lookupSingleton(HubConfiguration.class).getUrl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CaptureListener capture() {
        return ExtensionList.lookupSingleton(CaptureListener.class);
    }
}
