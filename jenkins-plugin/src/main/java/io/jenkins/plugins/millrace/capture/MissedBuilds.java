package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.millrace.record.BuildFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import org.jspecify.annotations.Nullable;

/**
 * Looks for builds that ended while nobody listened, soon after Jenkins has started and then hourly. On a thread of its own that
 * Jenkins makes for it, with Jenkins' own rights; nothing waits for it.
 */
@Extension
public final class MissedBuilds extends AsyncPeriodicWork {

    private static final Logger LOG = Logger.getLogger(MissedBuilds.class.getName());
    private static final int MOST = 500;

    private final Instant alive = Instant.now();
    private @Nullable Backfill backfill;

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

    @Override
    protected void execute(TaskListener listener) throws IOException {
        if (!SystemProperties.getBoolean(CaptureListener.SWITCH, true)) {
            return;
        }
        Jenkins jenkins = Jenkins.get();
        CaptureListener capture = ExtensionList.lookupSingleton(CaptureListener.class);
        Backfill looking = backfill;
        if (looking == null) {
            Path folder = jenkins.getRootDir().toPath().resolve("millrace");
            looking = new Backfill(
                    capture.records(), capture.missed(), InstantSource.system(), installed(folder, alive), alive, MOST);
            backfill = looking;
        }
        Iterable<? extends JobBuilds> jobs =
                () -> StreamSupport.stream(jenkins.allItems(Job.class).spliterator(), false)
                        .map(job -> buildsOf(job, capture))
                        .iterator();
        String done = looking.look(jobs, jenkins::isTerminating);
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

    @SuppressWarnings({"rawtypes", "unchecked"}) // the class literal of a job has no type arguments
    private static JobBuilds buildsOf(Job job, CaptureListener capture) {
        Job<?, ?> typed = job;
        return new JobBuilds() {
            @Override
            public String name() {
                return typed.getFullName();
            }

            @Override
            public Path folder() {
                return typed.getRootDir().toPath();
            }

            @Override
            public List<Integer> numbers() throws IOException {
                return BuildFolders.numbers(typed.getBuildDir().toPath());
            }

            @Override
            public Path folder(int number) {
                return typed.getBuildDir().toPath().resolve(Integer.toString(number));
            }

            @Override
            public Optional<Build> build(int number) {
                Run<?, ?> run = typed.getBuildByNumber(number);
                return Optional.ofNullable(run).map(capture::build);
            }

            @Override
            public boolean toldOtherwise() {
                return capture.names().of(folder(), name()).toldOtherwise(name());
            }

            @Override
            public void told() {
                capture.names().told(folder(), name());
            }
        };
    }
}
