package dev.millrace.derive;

import dev.millrace.chain.ItemFlows;
import dev.millrace.derive.codec.Bodies;
import dev.millrace.derive.codec.PastGroup;
import dev.millrace.flow.Completion;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.StoredText;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of items: flows with the instants between which they hold, incidents, blockers, completions. */
final class ItemRows {

    /** So much later that whatever time itself changes has changed. */
    private static final Duration FAR = Duration.ofDays(36_525);
    /** How long a flow that changes with time may hold, longest first. */
    private static final List<Duration> AHEAD = List.of(
            Duration.ofDays(30),
            Duration.ofDays(4),
            Duration.ofDays(2),
            Duration.ofHours(20),
            Duration.ofHours(4),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1));

    /** What stands for the stream of an item that flows through none. */
    private static final String NO_STREAM = "";

    private final Instant asOf;
    private final Definition definition;
    private final Bodies bodies;
    private final ItemOwners owners;
    private final ItemFlows flows;
    private final Map<String, FlowAlgebra> algebras = new HashMap<>();

    /** Rows as of an instant. */
    ItemRows(Instant asOf, ItemFlows flows, Bodies bodies) {
        this.asOf = asOf;
        this.definition = flows.definition();
        this.bodies = bodies;
        this.flows = flows;
        this.owners = new ItemOwners(definition);
    }

    /** Removes all rows of an item. */
    static void clear(ArtifactId item, DerivedChanges to) {
        to.clear(DerivedTable.ITEM_FLOW, item);
        to.clear(DerivedTable.ITEM_BLOCKER, item);
        to.clear(DerivedTable.ITEM_INCIDENT, item);
    }

    /** Adds the rows of an item. */
    void add(ItemHistory item, DerivedChanges to) {
        ArtifactId id = item.item().artifact();
        if (definition.streams().stream().noneMatch(stream -> owners.streams(item, stream))) {
            addBare(item, NO_STREAM, Validity.ALWAYS, to);
        }
        boolean incident = definition.incidents().accepts(item.item().snapshot());
        for (ValueStream stream : definition.streams()) {
            boolean accepted = owners.streams(item, stream);
            if (accepted || incident) {
                List<ItemFlow> own = algebra(stream).ownFlows(item, asOf);
                if (accepted) {
                    addFlows(item, stream, own, to);
                }
                for (ItemFlow flow : own) {
                    ProductionIncident.of(item, flow, definition)
                            .ifPresent(found ->
                                    to.add(DerivedTable.ITEM_INCIDENT, id, stream.id(), bodies.incident(found)));
                }
            }
        }
        blockers(item).forEach(key -> to.add(DerivedTable.ITEM_BLOCKER, id, key));
    }

    /** Adds each time that an issue was done, for every stream. */
    void addCompletions(ArtifactHistory issue, DerivedChanges to) {
        long number = 0;
        for (ValueStream stream : definition.streams()) {
            for (Completion completion : algebra(stream).completions(issue, asOf)) {
                to.add(
                        DerivedTable.COMPLETION,
                        issue.artifact(),
                        number++,
                        stream.id(),
                        issue.artifact().tool().toString(),
                        completion.workflow().project(),
                        completion.since().toEpochMilli(),
                        bodies.completion(completion));
            }
        }
    }

    private FlowAlgebra algebra(ValueStream stream) {
        return algebras.computeIfAbsent(stream.id(), id -> flows.own(stream));
    }

    /** The instants between which a body holds. */
    private record Validity(Instant from, Instant until) {
        static final Validity NEVER = new Validity(Instant.ofEpochMilli(Long.MAX_VALUE), Instant.EPOCH);
        static final Validity ALWAYS = new Validity(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    private void addFlows(ItemHistory item, ValueStream stream, List<ItemFlow> own, DerivedChanges to) {
        ArtifactId id = item.item().artifact();
        if (own.isEmpty()) {
            // it is not there yet, or in no state: asked again each time
            addBare(item, stream.id(), Validity.NEVER, to);
            return;
        }
        byte[] body = bodies.flows(id, own);
        Validity validity = alike(own) ? validity(item, stream, own, body) : Validity.NEVER;
        Belonging belonging = owners.of(item);
        String services = String.join("\n", belonging.services());
        Optional<Instant> past = PastItem.lastSeen(own);
        @Nullable Long group = past.flatMap(last -> PastItem.of(own, last.plusMillis(1)))
                .map(left -> (long) bodies.number(new PastGroup(belonging.team(), services, left)))
                .orElse(null);
        for (ItemFlow flow : own) {
            boolean first = flow.cycle() == own.get(0).cycle();
            to.add(
                    DerivedTable.ITEM_FLOW,
                    id,
                    (long) flow.cycle(),
                    stream.id(),
                    flow.createdAt().toEpochMilli(),
                    millis(flow.start()),
                    millis(flow.knownStop()),
                    flow.status().name(),
                    flow.type().text(),
                    flow.item().level().name(),
                    flow.origin().origin().text(),
                    flow.item().project(),
                    belonging.team(),
                    services,
                    flow.totals().active().toMillis(),
                    flow.totals().waiting().toMillis(),
                    group == null
                            ? (Long) Long.MAX_VALUE
                            : (Long) past.orElseThrow().toEpochMilli(),
                    validity.from().toEpochMilli(),
                    validity.until().toEpochMilli(),
                    first ? group : null,
                    first ? body : null);
        }
    }

    /** A row that says only that there is an item. */
    private static void addBare(ItemHistory item, String stream, Validity validity, DerivedChanges to) {
        to.add(
                DerivedTable.ITEM_FLOW,
                item.item().artifact(),
                1L,
                stream,
                item.item().snapshot().createdAt().toEpochMilli(),
                null,
                null,
                "none",
                "none",
                item.item().snapshot().level().name(),
                "none",
                item.item().snapshot().project(),
                null,
                "",
                null,
                null,
                Long.MAX_VALUE,
                validity.from().toEpochMilli(),
                validity.until().toEpochMilli(),
                null,
                null);
    }

    private Validity validity(ItemHistory item, ValueStream stream, List<ItemFlow> own, byte[] body) {
        boolean settled = same(item, stream, body, asOf.plus(FAR));
        @Nullable Instant until = settled ? Instant.ofEpochMilli(Long.MAX_VALUE) : null;
        for (int i = 0; until == null && i < AHEAD.size(); i++) {
            Instant later = asOf.plus(AHEAD.get(i));
            until = same(item, stream, body, later) ? later : null;
        }
        if (until == null) {
            return Validity.NEVER; // such as a hand-over that is still waited for: its length is another one each time
        }
        if (own.get(own.size() - 1).stop() != null && settled) {
            return new Validity(Instant.EPOCH, until);
        }
        // what happened to it is all before: an earlier report sees the same facts, unless they are marked as recent
        Instant last = last(item);
        Instant earlier = later(last, asOf.minus(Recency.RECENT));
        Instant hour = later(last, asOf.minus(Duration.ofHours(1)));
        return same(item, stream, body, earlier)
                ? new Validity(earlier, until)
                : new Validity(same(item, stream, body, hour) ? hour : asOf, until);
    }

    private boolean same(ItemHistory item, ValueStream stream, byte[] body, Instant at) {
        List<ItemFlow> then = algebra(stream).ownFlows(item, at);
        return !then.isEmpty()
                && alike(then)
                && Arrays.equals(body, bodies.flows(item.item().artifact(), then));
    }

    /** Whether the cycles differ in no more than is written of each: they do so far as the algebra makes them. */
    private static boolean alike(List<ItemFlow> flows) {
        ItemFlow first = flows.get(0);
        return flows.stream()
                .allMatch(
                        flow -> flow.item().equals(first.item()) && flow.gaps().equals(first.gaps()));
    }

    /** When the newest of all events happened that the item's flow is made of. */
    static Instant last(ItemHistory item) {
        Instant last = item.item().snapshot().createdAt();
        Stream<ArtifactHistory> issues = Stream.concat(
                Stream.concat(Stream.of(item.item()), item.subTasks().stream()), item.blockers().values().stream());
        Stream<ArtifactHistory> changes = item.changes().stream().flatMap(ItemRows::parts);
        for (ArtifactHistory part : Stream.concat(issues, changes).toList()) {
            last = later(last, Recency.last(part));
        }
        return last;
    }

    private static Stream<ArtifactHistory> parts(ChainedChange change) {
        return Stream.concat(Stream.of(change.source()), change.attempts().stream());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.toEpochMilli();
    }

    /** The keys that its "is blocked by" links name, or those of its sub-tasks, folded. */
    private static Set<String> blockers(ItemHistory item) {
        Set<String> keys = new LinkedHashSet<>();
        Stream.concat(Stream.of(item.item()), item.subTasks().stream())
                .flatMap(history -> history.events().stream())
                .forEach(event -> {
                    if (event instanceof FlowEvent.BlockerChanged change) {
                        keys.add(StoredText.folded(change.blockerKey()));
                    }
                });
        return keys;
    }
}
