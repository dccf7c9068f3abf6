package dev.millrace.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts read since the last batch was taken. */
final class FactCollector {

    private static final Set<String> KNOWN = Set.of("snapshot", "event", "link", "state", "state-use", "ledger");

    private final List<ArtifactSnapshot> snapshots = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<StateDefinition> definitions = new ArrayList<>();
    private final List<StateUse> uses = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();

    /** What a later version may write and this one does not know; null for what it knows, and for what says nothing. */
    static @Nullable String unknown(String fact, JsonNode json) {
        if (fact.isBlank()) {
            return null;
        }
        if (!KNOWN.contains(fact)) {
            return fact;
        }
        String kind = json.path("kind").asText("");
        return fact.equals("event") && !kind.isBlank() && !EventJson.knowsKind(kind) ? "event of kind " + kind : null;
    }

    /** Adds one fact; an IllegalArgumentException says what is wrong with it. */
    void add(String fact, JsonNode json) {
        switch (fact) {
            case "snapshot" -> snapshots.add(FactJson.readSnapshot(json));
            case "event" -> events.add(EventJson.read(json));
            case "link" -> links.add(FactJson.readLink(json));
            case "state" -> definitions.add(FactJson.readDefinition(json));
            case "state-use" -> uses.add(FactJson.readUse(json));
            case "ledger" -> ledger.add(FactJson.readLedgerEntry(json));
            default ->
                throw new IllegalArgumentException("fact must be snapshot, event, link, state, state-use or ledger");
        }
    }

    int size() {
        return snapshots.size() + events.size() + links.size() + definitions.size() + uses.size() + ledger.size();
    }

    /** What was added since the last call. */
    FactBatch take() {
        FactBatch batch = new FactBatch(snapshots, events, links, definitions, uses, ledger);
        snapshots.clear();
        events.clear();
        links.clear();
        definitions.clear();
        uses.clear();
        ledger.clear();
        return batch;
    }
}
