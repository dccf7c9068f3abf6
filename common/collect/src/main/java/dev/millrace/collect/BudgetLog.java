package dev.millrace.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HostLimit;
import dev.millrace.store.Note;
import dev.millrace.store.Operations;
import dev.millrace.store.StoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in the store what hosts last said about their limits. What cannot be remembered is only logged. */
public final class BudgetLog {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetLog.class);
    private static final String TOPIC = "budget";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations operations;

    /** In that store. */
    public BudgetLog(Operations operations) {
        this.operations = Objects.requireNonNull(operations, "operations");
    }

    /** Stores the limits that hosts reported to this process. */
    public void keep(HostBudgets budgets) {
        try {
            for (HostLimit limit : budgets.known()) {
                operations.put(TOPIC, limit.host() + ' ' + limit.name(), write(limit));
            }
        } catch (StoreException e) {
            LOG.warn("what the hosts said of their limits could not be kept: {}", e.getMessage());
        }
    }

    /** The latest reported limits, by host and name of the limit. */
    public List<HostLimit> all() {
        List<HostLimit> limits = new ArrayList<>();
        operations.forEachNote(TOPIC, note -> read(note).ifPresent(limits::add));
        return limits;
    }

    private static String write(HostLimit limit) {
        ObjectNode json = JSON.createObjectNode();
        json.put("host", limit.host());
        json.put("name", limit.name());
        json.put("limit", limit.limit());
        json.put("remaining", limit.remaining());
        put(json, "resetAt", limit.resetAt());
        put(json, "closedUntil", limit.closedUntil());
        put(json, "saidAt", limit.saidAt());
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
        json.put(name, at == null ? null : at.toString());
    }

    /** A note that another version wrote in another form is as good as none. */
    private static Optional<HostLimit> read(Note note) {
        try {
            JsonNode json = JSON.readTree(note.content());
            return Optional.of(new HostLimit(
                    json.path("host").asText(),
                    json.path("name").asText(),
                    number(json, "limit"),
                    number(json, "remaining"),
                    instant(json, "resetAt"),
                    instant(json, "closedUntil"),
                    Objects.requireNonNullElse(instant(json, "saidAt"), note.notedAt())));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("what is kept of the limits of {} cannot be read: {}", note.name(), e.getMessage());
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
