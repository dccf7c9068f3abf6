package io.jenkins.plugins.millrace.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells the hub which builds were deleted. Their records lie in the folders that Jenkins deletes, so these are linked into a folder of
 * the controller before, a folder for each deletion, and told from there. What a crash leaves there is told by the next look.
 */
final class DeletedBuilds {

    /** In a folder whose builds were deleted, and not only perhaps. */
    private static final String JOB = "job.json";

    private static final String RECORD = ".record";
    private static final Duration UNCONFIRMED = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final InstantSource clock;
    private final Troubles troubles;

    DeletedBuilds(Path folder, InstantSource clock, Troubles troubles) {
        this.folder = folder;
        this.clock = clock;
        this.troubles = troubles;
    }

    /**
     * Keeps the records of builds that are perhaps about to be deleted.
     *
     * @return what {@link #deleted} needs
     * @throws IOException if the records cannot be kept
     */
    Path keep(List<Path> buildFolders) throws IOException {
        Path kept = Files.createTempDirectory(Files.createDirectories(folder), "d");
        int number = 0;
        for (Path each : buildFolders) {
            Path record = each.resolve(RecordFile.NAME);
            Path target = kept.resolve(number++ + RECORD);
            try {
                Files.createLink(target, record);
            } catch (NoSuchFileException e) {
                // it has no record, so that nothing was told of it
            } catch (FileSystemException | UnsupportedOperationException e) {
                Files.copy(record, target); // such as builds on another disk
            }
        }
        return kept;
    }

    /**
     * They were deleted now.
     *
     * @throws IOException if that cannot be kept
     */
    void deleted(Path kept, JobNow job) throws IOException {
        String pipeline = job.pipeline();
        byte[] json = JSON.writeValueAsBytes(
                Map.of("job", job.job(), "pipeline", pipeline == null ? "" : pipeline, "at", clock.millis()));
        Path unfinished = kept.resolve(JOB + ".tmp");
        Files.write(unfinished, json);
        Files.move(unfinished, kept.resolve(JOB));
    }

    /** Tells of all that were deleted; forgets what was kept an hour ago and not deleted. One thread at a time. */
    synchronized void tell(BuildRecords.Destination destination) {
        for (Path kept : list(folder)) {
            try {
                if (Files.exists(kept.resolve(JOB))) {
                    tell(kept, destination);
                } else if (Files.getLastModifiedTime(kept)
                        .toInstant()
                        .isBefore(clock.instant().minus(UNCONFIRMED))) {
                    remove(kept);
                }
            } catch (IOException | RuntimeException e) {
                troubles.add("a deleted build", "could not be told to the hub; this is tried again hourly", e);
            }
        }
    }

    private static void tell(Path kept, BuildRecords.Destination destination) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(kept.resolve(JOB)));
        String pipeline = json.path("pipeline").asText();
        JobNow job = new JobNow(
                json.path("job").asText(),
                "",
                pipeline.isEmpty() ? null : pipeline,
                Instant.ofEpochMilli(json.path("at").asLong()));
        for (Path record : list(kept)) {
            if (record.toString().endsWith(RECORD)) {
                destination.take(RecordFile.readFile(record), job);
                Files.delete(record);
            }
        }
        remove(kept);
    }

    private static void remove(Path kept) throws IOException {
        for (Path file : list(kept)) {
            Files.delete(file);
        }
        Files.delete(kept);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            return new ArrayList<>(); // nothing was ever deleted, or it is gone already
        }
    }
}
