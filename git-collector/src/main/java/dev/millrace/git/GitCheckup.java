package dev.millrace.git;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.SourceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Whether a clone can be read, and how old what it knows is. */
public final class GitCheckup {

    private static final Duration OLD = Duration.ofDays(1);

    private GitCheckup() {}

    /** What is wrong with it; nothing if it can be read and was fetched today. */
    public static List<DoctorFinding> of(GitRepository repository, InstantSource clock) {
        GitSource source = new GitSource(repository, clock);
        try {
            source.branch();
            Duration since = source.margin();
            return since.compareTo(OLD) < 0
                    ? List.of()
                    : List.of(DoctorFinding.warning(
                            "old-clone",
                            repository.path().toString(),
                            "the clone was fetched last " + since.toDays() + " d ago",
                            "Figures end there: what was merged since is not known.",
                            "Run git fetch in it before each sync, such as from the same cron job."));
        } catch (SourceException e) {
            return List.of(DoctorFinding.error(
                    "unreadable-clone",
                    repository.path().toString(),
                    String.valueOf(e.getMessage()),
                    "No commit of " + repository.name() + " is read.",
                    "Correct the entry under git in the configuration, or the clone."));
        }
    }
}
