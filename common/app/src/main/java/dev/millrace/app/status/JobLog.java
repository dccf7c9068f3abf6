package dev.millrace.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.status.StoreStatus.HubJob;
import dev.millrace.store.Note;
import dev.millrace.store.Operations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in the store how the latest run of each of the hub's jobs went. */
public final class JobLog {

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);
    private static final String TOPIC = "job";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations operations;
    private final InstantSource clock;

    /** In that store. */
    public JobLog(Operations operations, InstantSource clock) {
        this.operations = Objects.requireNonNull(operations, "operations");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A run of the job has ended.
     *
     * @param startedAt when it began
     * @param error why it failed, without secrets, or null if it did not
     */
    public void ended(String job, Instant startedAt, @Nullable String error) {
        ObjectNode json = JSON.createObjectNode();
        json.put("startedAt", startedAt.toString());
        json.put("endedAt", clock.instant().toString());
        json.put("error", error);
        operations.put(TOPIC, job, json.toString());
    }

    /** The latest run of every job that ever ran. */
    public List<HubJob> all() {
        List<HubJob> jobs = new ArrayList<>();
        operations.forEachNote(TOPIC, note -> read(note).ifPresent(jobs::add));
        return jobs;
    }

    private static Optional<HubJob> read(Note note) {
        try {
            JsonNode json = JSON.readTree(note.content());
            return Optional.of(new HubJob(
                    note.name(),
                    Instant.parse(json.path("startedAt").asText()),
                    json.path("endedAt").isTextual()
                            ? Instant.parse(json.path("endedAt").asText())
                            : null,
                    json.path("error").isTextual() ? json.path("error").asText() : null));
        } catch (JsonProcessingException | DateTimeException e) {
            LOG.warn("what is kept of the job {} cannot be read: {}", note.name(), e.getMessage());
            return Optional.empty();
        }
    }
}
