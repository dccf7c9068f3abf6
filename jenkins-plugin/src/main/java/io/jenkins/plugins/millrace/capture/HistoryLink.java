package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.triggers.SafeTimerTask;
import io.jenkins.plugins.millrace.capture.HistoryReader.Progress;
import io.jenkins.plugins.millrace.threads.BackgroundThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.verb.POST;

/**
 * The page on which an administrator has the builds from before the installation read: starts, pauses and stops that, and shows how far
 * it is. It goes on by itself after a restart of Jenkins unless it was paused or stopped.
 */
@Extension
public final class HistoryLink extends ManagementLink {

    private static final Logger LOG = Logger.getLogger(HistoryLink.class.getName());
    private static final String FILE = "history";

    /** Of the time at most a fifth is for reading, so that builds have the rest. */
    private static final long REST = 4;

    private static final long SHORTEST_REST_MILLIS = 20;
    private static final long LONGEST_REST_MILLIS = 10_000;

    /** What it does; the name of each is in the file that a restart reads. */
    private enum State {
        OFF,
        RUNNING,
        PAUSED,
        DONE
    }

    private final Executor background = BackgroundThread.named("millrace-history", 1);
    private @Nullable State state;
    private @Nullable HistoryReader reader;
    private boolean working;

    @Override
    public String getIconFileName() {
        return "symbol-hourglass";
    }

    @Override
    public String getDisplayName() {
        return "Millrace: earlier builds";
    }

    @Override
    public String getDescription() {
        return "Read the builds from before Millrace was installed, for the pages of their jobs and for the hub.";
    }

    @Override
    public String getUrlName() {
        return "millrace-history";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    /** By the page: what it does now, in a sentence. */
    public synchronized String getState() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return switch (state()) {
            case OFF -> "Earlier builds are not read.";
            case RUNNING -> "Earlier builds are being read, the newest first. Builds have precedence.";
            case PAUSED -> working ? "It stops after the build that it is reading." : "Reading is paused.";
            case DONE -> "All builds of all jobs have been looked at.";
        };
    }

    /** By the page: how far it is. */
    public synchronized String getDone() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        HistoryReader known = reader;
        if (known == null) {
            return "";
        }
        Progress progress = known.progress();
        return progress.recorded() + " recorded, " + progress.there() + " already had a record, "
                + progress.unreadable() + " cannot be read.";
    }

    /** By the page: builds that cannot be read; hostile text. */
    public synchronized List<String> getUnreadable() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        HistoryReader known = reader;
        return known == null ? List.of() : known.progress().listed();
    }

    /** By the page, which offers what can be done now. */
    public synchronized boolean isRunning() {
        return state() == State.RUNNING;
    }

    /** By the page: starts, or goes on after a pause. */
    @POST
    public synchronized HttpResponse doStart() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (state() != State.PAUSED) {
            reader = null;
        }
        change(State.RUNNING);
        work();
        return HttpResponses.redirectToDot();
    }

    /** By the page: stops for a while; a later start goes on from there. */
    @POST
    public synchronized HttpResponse doPause() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        change(State.PAUSED);
        return HttpResponses.redirectToDot();
    }

    /** By the page: stops for good; what was recorded stays. */
    @POST
    public synchronized HttpResponse doStop() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        change(State.OFF);
        return HttpResponses.redirectToDot();
    }

    /** Goes on with what a stop of Jenkins interrupted. */
    synchronized void resume() {
        if (state() == State.RUNNING) {
            work();
        }
    }

    private State state() {
        State known = state;
        if (known == null) {
            known = stored();
            state = known;
        }
        return known;
    }

    private static State stored() {
        try {
            Path file = file();
            return Files.exists(file) ? State.valueOf(Files.readString(file).strip()) : State.OFF;
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "Millrace: it is not known whether earlier builds were being read", e);
            return State.OFF;
        }
    }

    private void change(State to) {
        state = to;
        try {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), to.name());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Millrace: reading earlier builds does not go on after a restart", e);
        }
    }

    private static Path file() {
        return Jenkins.get().getRootDir().toPath().resolve("millrace").resolve(FILE);
    }

    private void work() {
        if (working) {
            return;
        }
        CaptureListener capture = ExtensionList.lookupSingleton(CaptureListener.class);
        HistoryReader known = reader;
        if (known == null) {
            known = new HistoryReader(capture.records(), HistoryLink::rest);
            reader = known;
        }
        HistoryReader reading = known;
        try {
            working = true;
            // runs it with Jenkins' own rights, so that all jobs are there
            background.execute(SafeTimerTask.of(() -> {
                boolean done = false;
                try {
                    done = reading.read(
                            JenkinsJobs.all(capture),
                            () -> !isRunning() || Jenkins.get().isTerminating());
                } finally {
                    ended(done);
                }
            }));
        } catch (RejectedExecutionException e) {
            working = false;
        }
    }

    private synchronized void ended(boolean done) {
        working = false;
        if (done && state() == State.RUNNING) {
            change(State.DONE);
        } else if (isRunning() && !Jenkins.get().isTerminating()) {
            // it was paused and started again before it had stopped
            work();
        }
    }

    private static void rest(long nanos) throws InterruptedException {
        long millis = nanos * REST / 1_000_000;
        Thread.sleep(Math.max(SHORTEST_REST_MILLIS, Math.min(LONGEST_REST_MILLIS, millis)));
    }
}
