package dev.millrace.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceRun.Outcome;
import dev.millrace.store.Note;
import dev.millrace.store.Operations;
import dev.millrace.store.StoreException;
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

/**
 * Records in the store the result of the latest run of each source. A run records its beginning before its first request, so a
 * killed run differs from one that ended. A record that cannot be written is only logged: a run must not fail because of it.
 */
public final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final String TOPIC = "run";
    private static final int LONGEST_ERROR = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations operations;
    private final InstantSource clock;

    /** In that store. */
    public RunLog(Operations operations, InstantSource clock) {
        this.operations = Objects.requireNonNull(operations, "operations");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A run begins. */
    public SourceRun begin(String source) {
        return keep(SourceRun.begun(source, clock.instant(), latest(source).orElse(null)));
    }

    /** The run of a question has reached its end: it has read nothing of which anything could be claimed. */
    public void answered(SourceRun run, SyncSummary summary) {
        keep(run.done(summary, clock.instant(), SourceRun.Covered.NOTHING));
    }

    /** The run has reached its end: all is read that the source showed when the reading began, but for its {@link Source#margin}. */
    public void done(SourceRun run, SyncSummary summary, Source source) {
        keep(run.done(summary, clock.instant(), covered(run.covered(), source)));
    }

    /** A source that shows only the last 90 days covers more with every reading: the earliest start stays known. */
    private static SourceRun.Covered covered(SourceRun.Covered before, Source source) {
        Instant since = before.since();
        if (since == null) {
            return before;
        }
        Instant from = source.from(since).orElse(null);
        Instant first = before.scope().equals(source.scope()) ? before.from() : null;
        Instant earliest = from != null && first != null && first.isBefore(from) ? first : from;
        return new SourceRun.Covered(since, earliest, since.minus(source.margin()), source.scope());
    }

    /**
     * The run has stopped before its end.
     *
     * @param error why, without secrets
     * @param notBefore when to come back, or null if any time is right
     */
    public void stopped(SourceRun run, String error, @Nullable Instant notBefore) {
        String kept = error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "…";
        keep(run.stopped(kept, notBefore, clock.instant()));
    }

    /** The latest run of every source that was ever run, by source. */
    public List<SourceRun> all() {
        List<SourceRun> runs = new ArrayList<>();
        operations.forEachNote(TOPIC, note -> read(note).ifPresent(runs::add));
        return runs;
    }

    private Optional<SourceRun> latest(String source) {
        try {
            return operations.note(TOPIC, source).flatMap(RunLog::read);
        } catch (StoreException e) {
            LOG.warn("the last run of {} is not known: {}", source, e.getMessage());
            return Optional.empty();
        }
    }

    private SourceRun keep(SourceRun run) {
        try {
            operations.put(TOPIC, run.source(), write(run));
        } catch (StoreException e) {
            LOG.warn("how the run of {} goes could not be kept: {}", run.source(), e.getMessage());
        }
        return run;
    }

    private static String write(SourceRun run) {
        ObjectNode json = JSON.createObjectNode();
        json.put("startedAt", run.startedAt().toString());
        put(json, "endedAt", run.endedAt());
        json.put("outcome", run.outcome().name());
        json.put("pages", run.pages());
        json.put("items", run.items());
        json.put("newEvents", run.newEvents());
        json.put("problemCount", run.problemCount());
        ArrayNode problems = json.putArray("problems");
        run.problems()
                .forEach(problem ->
                        problems.addObject().put("item", problem.item()).put("reason", problem.reason()));
        json.put("error", run.error());
        put(json, "notBefore", run.notBefore());
        put(json, "completeAt", run.completeAt());
        put(json, "readingSince", run.covered().since());
        put(json, "coveredFrom", run.covered().from());
        put(json, "coveredUntil", run.covered().until());
        json.put("scope", run.covered().scope());
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
        json.put(name, at == null ? null : at.toString());
    }

    /** A note that another version wrote in another form is as good as none. */
    private static Optional<SourceRun> read(Note note) {
        try {
            JsonNode json = JSON.readTree(note.content());
            List<SyncProblem> problems = new ArrayList<>();
            json.path("problems")
                    .forEach(problem -> problems.add(new SyncProblem(
                            problem.path("item").asText(),
                            problem.path("reason").asText())));
            return Optional.of(new SourceRun(
                    note.name(),
                    Objects.requireNonNull(instant(json, "startedAt"), "startedAt"),
                    instant(json, "endedAt"),
                    Outcome.valueOf(json.path("outcome").asText()),
                    number(json, "pages"),
                    number(json, "items"),
                    number(json, "newEvents"),
                    number(json, "problemCount"),
                    problems,
                    json.path("error").isTextual() ? json.path("error").asText() : null,
                    instant(json, "notBefore"),
                    instant(json, "completeAt"),
                    new SourceRun.Covered(
                            instant(json, "readingSince"),
                            instant(json, "coveredFrom"),
                            instant(json, "coveredUntil"),
                            json.path("scope").asText(""))));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException | NullPointerException e) {
            LOG.warn("what is kept of the last run of {} cannot be read: {}", note.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        return json.path(name).isTextual() ? Instant.parse(json.path(name).asText()) : null;
    }

    private static @Nullable Long number(JsonNode json, String name) {
        return json.path(name).isNumber() ? json.path(name).asLong() : null;
    }
}
