package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.BuildRecord;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.hub.HubOutbox;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.settings.JobSettings;
import io.jenkins.plugins.millrace.threads.BackgroundThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import org.jspecify.annotations.Nullable;

/**
 * Hears of builds. Called on threads that a build waits for (Pipeline's CPS thread among them), so that nothing here may
 * throw, wait or read a graph.
 *
 * <p>The configuration, and the system property {@code io.jenkins.plugins.millrace.capture=false}, turn it off, at any time and without a
 * restart; builds are then read only when somebody looks at them.
 */
@Extension
public final class CaptureListener extends RunListener<Run<?, ?>> {

    static final String SWITCH = "io.jenkins.plugins.millrace.capture";

    private static final int WAITING_AT_MOST = 1_000;
    private static final int EDITS_AT_MOST = 200;

    private final Troubles troubles = new Troubles();
    private final MissedCount missed = new MissedCount();
    private final BuildRecords records;
    private final Executor background;
    private final Executor edits = BackgroundThread.named("millrace-edits", EDITS_AT_MOST);
    private final BuildRecords.Destination destination;
    private final LongFunction<@Nullable QueueTime> queue;
    private @Nullable KnownNames names;
    private @Nullable Downtimes downtimes;
    private @Nullable DeletedBuilds deleted;

    /** By Jenkins. */
    public CaptureListener() {
        this(
                BackgroundThread.looking("millrace-capture", WAITING_AT_MOST),
                id -> ExtensionList.lookupSingleton(QueueTimes.class).take(id),
                (build, now) -> ExtensionList.lookupSingleton(HubOutbox.class).add(build, now));
    }

    CaptureListener(
            Executor background, LongFunction<@Nullable QueueTime> queue, BuildRecords.Destination destination) {
        this.records = new BuildRecords(InstantSource.system(), background, destination, troubles);
        this.queue = queue;
        this.background = background;
        this.destination = destination;
    }

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        guarded("has no queue time", () -> {
            if (!captured(run)) {
                return;
            }
            QueueTime time = queue.apply(run.getQueueId());
            if (time != null) {
                run.addAction(new QueueTimeAction(time));
            }
        });
    }

    @Override
    public void onFinalized(Run<?, ?> run) {
        guarded("could not be recorded", () -> {
            if (captured(run)) {
                records.keep(build(run));
            }
        });
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        guarded("could not be forgotten", () -> {
            Build build = build(run);
            records.forget(build);
            if (told()) {
                DeletedBuilds all = deleted();
                deleted(all, keep(all, List.of(build.folder())), build.now());
            }
        });
    }

    /** A build was saved; if it has ended, its description may have changed. */
    void onSaved(Run<?, ?> run) {
        guarded("keeps the former description", () -> {
            if (!run.isBuilding()) {
                records.follow(build(run), edits);
            }
        });
    }

    /**
     * Keeps the records of a job that is perhaps about to be deleted. Null if nothing is to be told of it.
     *
     * @param builds the folders of its builds
     */
    @Nullable Path onCheckDelete(List<Path> builds) {
        return told() ? keep(deleted(), builds) : null;
    }

    /** A job was deleted with the builds that {@link #onCheckDelete} kept. */
    void onJobDeleted(Path kept, JobNow job) {
        guarded("was deleted and is not told to the hub", () -> deleted(deleted(), kept, job));
    }

    private static boolean told() {
        return ExtensionList.lookupSingleton(HubOutbox.class).open();
    }

    private static Path keep(DeletedBuilds all, List<Path> builds) {
        try {
            return all.keep(builds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleted(DeletedBuilds all, Path kept, JobNow job) {
        try {
            all.deleted(kept, job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        background.execute(this::tellDeleted);
    }

    /** Tells the hub of builds that were deleted. */
    void tellDeleted() {
        deleted().tell(destination);
    }

    /** Whether builds are recorded at all: by the system property, which needs no configuration, and by the configuration. */
    static boolean isOn() {
        return SystemProperties.getBoolean(SWITCH, true)
                && ExtensionList.lookupSingleton(HubConfiguration.class).isCapture();
    }

    private static boolean captured(Run<?, ?> run) {
        return JobSettings.captured(run.getParent());
    }

    private void guarded(String what, Runnable task) {
        try {
            if (isOn()) {
                task.run();
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            troubles.add("a build", what, e);
        }
    }

    /** The record of a build, kept or read anew. */
    public BuildRecord record(Run<?, ?> run) {
        return records.of(build(run));
    }

    /** Where a build is found now. */
    public JobNow jobOf(Run<?, ?> run) {
        return build(run).now();
    }

    Build build(Run<?, ?> run) {
        return Build.of(
                run,
                this::names,
                this::downtimes,
                () -> JobSettings.of(run.getParent()).rules());
    }

    /** What the jobs of this controller were called before. */
    synchronized KnownNames names() {
        KnownNames known = names;
        if (known == null) {
            known = new KnownNames(folder(), InstantSource.system(), troubles);
            names = known;
        }
        return known;
    }

    /** When this controller was down. */
    synchronized Downtimes downtimes() {
        Downtimes known = downtimes;
        if (known == null) {
            known = new Downtimes(folder());
            downtimes = known;
        }
        return known;
    }

    private synchronized DeletedBuilds deleted() {
        DeletedBuilds known = deleted;
        if (known == null) {
            known = new DeletedBuilds(folder().resolve("deleted"), InstantSource.system(), troubles);
            deleted = known;
        }
        return known;
    }

    private static Path folder() {
        return Jenkins.get().getRootDir().toPath().resolve("millrace");
    }

    BuildRecords records() {
        return records;
    }

    MissedCount missed() {
        return missed;
    }

    Troubles troubles() {
        return troubles;
    }
}
