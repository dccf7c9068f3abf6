package dev.millrace.github;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactSink;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the collector said, kept in memory by the rules of the store, and readable fact by fact. */
final class KeptFacts implements FactSink {

    final Map<ArtifactId, ArtifactSnapshot> snapshots = new TreeMap<>();
    final Map<EventId, FlowEvent> events = new TreeMap<>();
    final Set<Link> links = new LinkedHashSet<>();
    final Map<String, LedgerEntry> ledger = new TreeMap<>();
    final Map<ArtifactId, Watch> watches = new TreeMap<>();
    final Set<StateUse> uses = new LinkedHashSet<>();
    private final Set<StateDefinition> definitions = new LinkedHashSet<>();
    private final Map<String, Cursor> cursors = new HashMap<>();
    /** Cursors as they were stored, one after the other. */
    int commits;

    @Override
    public CommitResult commit(FactBatch batch, Cursor cursor) {
        int fresh = 0;
        int revised = 0;
        for (FlowEvent event : batch.events()) {
            FlowEvent before = events.put(event.id(), event);
            fresh += before == null ? 1 : 0;
            revised += before != null && !before.equals(event) ? 1 : 0;
        }
        int changed = 0;
        for (ArtifactSnapshot snapshot : batch.snapshots()) {
            changed += snapshot.equals(snapshots.put(snapshot.artifact(), snapshot)) ? 0 : 1;
        }
        links.addAll(batch.links());
        uses.addAll(batch.uses());
        definitions.addAll(batch.definitions());
        batch.watches().forEach(watch -> watches.put(watch.artifact(), watch));
        batch.ledger().forEach(entry -> ledger.put(entry.scope() + '|' + entry.measure(), entry));
        cursors.put(cursor.source(), cursor);
        commits++;
        return new CommitResult(fresh, revised, changed, 0);
    }

    @Override
    public Optional<Cursor> cursor(String source) {
        return Optional.ofNullable(cursors.get(source));
    }

    /** Everything that is kept, as text in a fixed order. */
    String export() {
        return String.join(
                "\n",
                Stream.of(
                                snapshots.values().stream().map(Object::toString),
                                events.values().stream().map(Object::toString),
                                links.stream().map(Object::toString).sorted(),
                                ledger.values().stream().map(Object::toString),
                                uses.stream().map(Object::toString).sorted())
                        .flatMap(lines -> lines)
                        .toList());
    }

    /** The snapshot with that key. */
    ArtifactSnapshot byKey(String key) {
        return snapshots.values().stream()
                .filter(snapshot -> snapshot.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing has the key " + key + ": " + snapshots.keySet()));
    }

    /** The events of the artifact with that key, in their order. */
    List<FlowEvent> eventsOf(String key) {
        ArtifactId artifact = byKey(key).artifact();
        return events.values().stream()
                .filter(event -> event.artifact().equals(artifact))
                .sorted(FlowEvent.ORDER)
                .toList();
    }

    /** The states it went through, as {@code state@instant}. */
    List<String> statesOf(String key) {
        return eventsOf(key).stream()
                .flatMap(event -> event instanceof FlowEvent.Created created
                        ? Stream.of(created.state().name() + '@' + created.occurredAt())
                        : event instanceof FlowEvent.StateChanged changed
                                ? Stream.of(changed.to().name() + '@' + changed.occurredAt())
                                : Stream.empty())
                .toList();
    }

    /** The categories of states, by their names. */
    Map<String, String> categories() {
        Map<String, String> categories = new TreeMap<>();
        definitions.forEach(state -> categories.put(
                state.name(), state.category() == null ? "" : state.category().key()));
        return categories;
    }

    LedgerEntry ledger(String scope, String measure) {
        return Optional.ofNullable(ledger.get(scope + '|' + measure))
                .orElseThrow(() -> new AssertionError("no such line among " + new TreeSet<>(ledger.keySet())));
    }

    List<LedgerEntry> incomplete() {
        return ledger.values().stream()
                .filter(LedgerEntry::incomplete)
                .sorted(Comparator.comparing(LedgerEntry::scope))
                .toList();
    }
}
