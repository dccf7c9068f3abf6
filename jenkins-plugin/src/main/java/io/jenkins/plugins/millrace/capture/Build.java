package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.BuildRecord;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.millrace.record.DeployRules;
import io.jenkins.plugins.millrace.record.JobNames;
import io.jenkins.plugins.millrace.record.JobNow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A build as far as keeping its record goes. */
interface Build {

    /** What people call it; another build may have had the same name before. */
    String name();

    /** Its number, which a job made anew under the same name uses again. */
    int number();

    /** When Jenkins made it. */
    Instant scheduledAt();

    /** When it ended; null if it runs, or nobody knows. */
    @Nullable Instant endedAt();

    /** Its build folder. */
    Path folder();

    /** Whether it is not finished. */
    boolean running();

    /** Reads it anew; costs as much as its flow graph is long. */
    BuildRecord read();

    /** Where it is found now. */
    JobNow now();

    /** Unique among all builds that this controller ever had: a job deleted and made anew has other builds. */
    default String identity() {
        return name() + '@' + scheduledAt().toEpochMilli();
    }

    /** Whether a record is that of this build, and not of one that had its name or its folder before. */
    default boolean owns(BuildRecord record) {
        return record.number() == number() && record.scheduledAt().equals(scheduledAt());
    }

    /**
     * That build of Jenkins.
     *
     * @param known what its job was called before; asked for when that is wanted
     * @param downtimes when the controller was down; asked for when it is read
     * @param rules which stages deploy; asked for when it is read
     */
    static Build of(
            Run<?, ?> run, Supplier<KnownNames> known, Supplier<Downtimes> downtimes, Supplier<DeployRules> rules) {
        return new Build() {
            @Override
            public String name() {
                return job().getFullName() + " #" + run.getNumber();
            }

            @Override
            public int number() {
                return run.getNumber();
            }

            @Override
            public Instant scheduledAt() {
                return Instant.ofEpochMilli(run.getTimeInMillis());
            }

            @Override
            public @Nullable Instant endedAt() {
                return run.isBuilding() ? null : RunReader.endedAt(run);
            }

            @Override
            public Path folder() {
                return run.getRootDir().toPath();
            }

            @Override
            public boolean running() {
                return run.isBuilding();
            }

            @Override
            public BuildRecord read() {
                return RunReader.read(
                        run, names().at(scheduledAt(), job().getFullName()), downtimes.get(), rules.get());
            }

            @Override
            public JobNow now() {
                return new JobNow(job().getFullName(), run.getUrl(), names().pipeline());
            }

            private JobNames names() {
                return known.get().of(job().getRootDir().toPath(), job().getFullName());
            }

            private Job<?, ?> job() {
                return run.getParent();
            }
        };
    }
}
