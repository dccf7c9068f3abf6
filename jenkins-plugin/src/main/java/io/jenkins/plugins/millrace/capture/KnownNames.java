package io.jenkins.plugins.millrace.capture;

import io.jenkins.plugins.millrace.record.JobNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs of this controller were called before. Each job keeps its own names; beside that a file of the controller knows
 * which names were given up by a rename, so that a new job of such a name is not taken for the one that had it.
 */
final class KnownNames {

    private static final String FILE = "names-given-up";
    private static final int MOST = 10_000;

    private final Path folder;
    private final InstantSource clock;
    private final Troubles troubles;
    private @Nullable Map<String, Instant> givenUp;

    KnownNames(Path folder, InstantSource clock, Troubles troubles) {
        this.folder = folder;
        this.clock = clock;
        this.troubles = troubles;
    }

    /** The names of the job in that folder, which is called so now. */
    synchronized JobNames of(Path jobFolder, String now) {
        try {
            Optional<JobNames> kept = JobNames.read(jobFolder);
            if (kept.isPresent()) {
                return kept.get();
            }
            Instant since = givenUp().get(now);
            if (since == null) {
                return JobNames.ALWAYS;
            }
            JobNames other = JobNames.reusing(now, since);
            other.write(jobFolder);
            return other;
        } catch (IOException | RuntimeException e) {
            troubles.add(now, "has former names that cannot be read", e);
            return JobNames.ALWAYS;
        }
    }

    /** The job in that folder got another name. */
    synchronized void renamed(Path jobFolder, String from, String to) {
        Instant at = clock.instant();
        try {
            of(jobFolder, from).renamed(from, at).write(jobFolder);
            Map<String, Instant> names = givenUp();
            names.remove(from);
            names.put(from, at);
            names.remove(to);
            save(names);
        } catch (IOException | RuntimeException e) {
            troubles.add(
                    to, "goes on as another pipeline than " + from + ", because its former name could not be kept", e);
        }
    }

    /** The builds of the job in that folder from that number on were told under that name. */
    synchronized void told(Path jobFolder, String now, int from) {
        try {
            of(jobFolder, now).told(now, from).write(jobFolder);
        } catch (IOException | RuntimeException e) {
            troubles.add(now, "sends its builds again", e);
        }
    }

    private Map<String, Instant> givenUp() throws IOException {
        Map<String, Instant> known = givenUp;
        if (known == null) {
            known = new LinkedHashMap<>();
            try {
                for (String line : Files.readAllLines(folder.resolve(FILE))) {
                    int blank = line.indexOf(' ');
                    if (blank > 0 && line.substring(0, blank).matches("\\d{1,15}")) {
                        known.put(
                                line.substring(blank + 1),
                                Instant.ofEpochMilli(Long.parseLong(line.substring(0, blank))));
                    }
                }
            } catch (NoSuchFileException e) {
                // no job was renamed yet
            }
            givenUp = known;
        }
        return known;
    }

    /** Names of jobs are names of folders and hold no line end; one that does is not kept. */
    private void save(Map<String, Instant> names) throws IOException {
        List<String> lines = names.entrySet().stream()
                .skip(Math.max(0, names.size() - MOST))
                .filter(entry -> entry.getKey().lines().count() == 1)
                .map(entry -> entry.getValue().toEpochMilli() + " " + entry.getKey())
                .toList();
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(FILE + ".tmp");
        Files.write(unfinished, lines);
        Files.move(
                unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
