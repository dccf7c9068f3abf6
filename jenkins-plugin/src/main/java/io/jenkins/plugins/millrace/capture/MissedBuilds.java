package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for builds that ended while nobody listened, soon after Jenkins has started and then hourly. On a thread of its own that
 * Jenkins makes for it, with Jenkins' own rights; nothing waits for it.
 */
@Extension
public final class MissedBuilds extends AsyncPeriodicWork {

    private static final Logger LOG = Logger.getLogger(MissedBuilds.class.getName());
    private static final int MOST = 500;
    private static final int SOON_SECONDS = 10;

    private final Instant alive = Instant.now();
    private @Nullable Backfill backfill;

    private final AtomicBoolean soon = new AtomicBoolean();

    /** By Jenkins. */
    public MissedBuilds() {
        super("Millrace missed builds");
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofHours(1).toMillis();
    }

    @Override
    public long getInitialDelay() {
        return Duration.ofSeconds(20).toMillis();
    }

    /** Looks in a few seconds, for all that asked by then. */
    void lookSoon() {
        if (soon.compareAndSet(false, true)) {
            ScheduledFuture<?> unused = Timer.get()
                    .schedule(
                            () -> {
                                soon.set(false);
                                run();
                            },
                            SOON_SECONDS,
                            TimeUnit.SECONDS);
        }
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        if (!CaptureListener.isOn()) {
            return;
        }
        Jenkins jenkins = Jenkins.get();
        ExtensionList.lookupSingleton(HistoryLink.class).resume();
        CaptureListener capture = ExtensionList.lookupSingleton(CaptureListener.class);
        capture.tellDeleted();
        Backfill looking = backfill;
        if (looking == null) {
            Path folder = jenkins.getRootDir().toPath().resolve("millrace");
            looking = new Backfill(
                    capture.records(), capture.missed(), InstantSource.system(), installed(folder, alive), alive, MOST);
            backfill = looking;
        }
        String done = looking.look(JenkinsJobs.all(capture), jenkins::isTerminating);
        LOG.log(Level.FINE, () -> "Millrace: " + done);
    }

    /**
     * When Millrace came to this controller.
     *
     * @throws IOException if that can be neither read nor kept
     */
    static Instant installed(Path folder, Instant now) throws IOException {
        Path file = folder.resolve("installed");
        try {
            String millis = Files.readString(file).strip();
            if (millis.matches("\\d{1,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(millis));
            }
        } catch (NoSuchFileException e) {
            // it has come just now
        }
        Files.createDirectories(folder);
        Files.writeString(file, Long.toString(now.toEpochMilli()));
        return now;
    }
}
