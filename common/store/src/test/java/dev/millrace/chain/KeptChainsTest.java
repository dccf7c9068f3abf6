package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.facts.FactBatch;
import dev.millrace.flow.Automation;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Owner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains that were kept and brought up to date are those that are read; and what they did not change did not change. */
class KeptChainsTest {

    private static final int SEEDS = Boolean.getBoolean("millrace.deep") ? 3_000 : 25;
    private static final int STEPS = 14;
    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    /** How far the windows of reports reach back from when chains are kept. */
    private static final Duration WINDOWS = Duration.ofDays(2);

    private int refreshed;
    private int everything;
    private int leftOut;

    @Test
    void kept_chains_with_the_changes_are_the_chains_of_the_store(@TempDir Path folder) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (FlowStore store = SqliteFlowStore.open(folder.resolve(seed + ".db"), InstantSource.system())) {
                tell(store, seed);
            }
        }
        // the rare changes after which everything is read may not be all there is
        assertThat(refreshed)
                .as("refreshed, and %d times everything was read", everything)
                .isGreaterThan(SEEDS * 2);
        assertThat(everything).isPositive();
        assertThat(leftOut).isGreaterThan(SEEDS / 2);
    }

    private void tell(FlowStore store, long seed) {
        RandomChains chains = new RandomChains(seed);
        commit(store, chains.definitions());
        for (int time = 0; time < 30; time++) {
            commit(store, chains.next(6));
        }
        Map<String, byte[]> parts = new HashMap<>();
        Knowledge first = new Knowledge(chains.now(), Instant.MAX);
        Instant earliest = chains.now().minus(WINDOWS);
        Answer before = record(store, first, parts, earliest);
        FactMark mark = store.projections().mark(first).orElseThrow();
        for (int step = 0; step < STEPS; step++) {
            // after one change alone, and after others that came before it
            commit(store, chains.next(1 + step % 3));
            Knowledge now = new Knowledge(chains.now(), Instant.MAX);
            ChangedFacts changes =
                    store.projections().changedSince(mark, now, 10_000).orElseThrow();
            Optional<ChainReader.Refreshed> again =
                    ChainReader.refresh(store, now, Definition.standard(), part -> input(parts, part), changes);
            Answer expected = Answer.of(new ChainReader(store, now, Definition.standard()));
            if (again.isEmpty()) {
                everything++;
            } else {
                refreshed++;
                compare(again.get(), changes, before, expected, earliest, store, "seed " + seed + ", step " + step);
            }
            if (step % 3 != 1) {
                earliest = chains.now().minus(WINDOWS);
                before = record(store, now, parts, earliest);
                mark = store.projections().mark(now).orElseThrow();
            }
        }
    }

    private void compare(
            ChainReader.Refreshed again,
            ChangedFacts changes,
            Answer before,
            Answer expected,
            Instant earliest,
            FlowStore store,
            String where) {
        ChainReader chain = again.chains();
        Answer found = Answer.of(chain);
        assertThat(since(earliest, found.deliveries())).as(where).isEqualTo(since(earliest, expected.deliveries()));
        leftOut += changes(expected.deliveries()) - changes(found.deliveries());
        assertThat(changes(found.deliveries()) + found.leftOut()).as(where).isEqualTo(changes(expected.deliveries()));
        assertThat(found.automation()).as(where).containsExactlyInAnyOrderElementsOf(expected.automation());
        assertThat(found.items()).as(where).isEqualTo(expected.items());
        Set<ArtifactId> changed = new HashSet<>(again.issues());
        changed.addAll(changes.artifacts().stream()
                .filter(one -> one.kind() == ArtifactKind.ISSUE)
                .toList());
        changed = new HashSet<>(store.projections().families(changed));
        changed.addAll(again.pullRequests());
        changed.addAll(changes.artifacts());
        Map<ArtifactId, ItemHistory> same = new HashMap<>(before.items());
        same.keySet().removeAll(changed);
        Map<ArtifactId, ItemHistory> ofThose = new HashMap<>(expected.items());
        ofThose.keySet().removeAll(changed);
        // blockers are followed up by whoever keeps items
        assertThat(withoutBlockers(same)).as(where).isEqualTo(withoutBlockers(ofThose));
        List<ItemHistory> some = new ArrayList<>();
        chain.forEachItem(
                changed.stream().filter(one -> one.kind() == ArtifactKind.ISSUE).toList(), changed, some::add);
        Map<ArtifactId, ItemHistory> rest = new HashMap<>(expected.items());
        rest.keySet().retainAll(changed);
        assertThat(byId(some)).as(where).isEqualTo(rest);
    }

    private static int changes(List<Delivery> deliveries) {
        return deliveries.stream().mapToInt(one -> one.changes().size()).sum();
    }

    /** Without the changes that were delivered before: of them nothing is asked. */
    private static List<Delivery> since(Instant earliest, List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> {
                    List<DeliveredChange> changes = delivery.changes().stream()
                            .filter(change -> change.arrival() == null
                                    || !change.arrival().at().isBefore(earliest))
                            .toList();
                    Map<ArtifactId, Owner> owners = new HashMap<>(delivery.owners());
                    delivery.changes().stream()
                            .filter(change -> !changes.contains(change))
                            .forEach(change -> owners.remove(change.artifact()));
                    return new Delivery(delivery.service(), delivery.deployments(), changes, owners);
                })
                .filter(delivery ->
                        !delivery.deployments().isEmpty() || !delivery.changes().isEmpty())
                .toList();
    }

    private record Answer(
            Map<ArtifactId, ItemHistory> items, List<Delivery> deliveries, int leftOut, List<Automation> automation) {
        static Answer of(ChainReader chains) {
            List<ItemHistory> items = new ArrayList<>();
            chains.forEachItem(items::add);
            List<Delivery> deliveries = new ArrayList<>();
            long leftOut = chains.forEachDelivery(deliveries::add);
            List<Automation> automation = new ArrayList<>();
            chains.forEachAutomation(automation::add);
            return new Answer(byId(items), deliveries, (int) leftOut, automation);
        }
    }

    private static Map<ArtifactId, ItemHistory> byId(List<ItemHistory> items) {
        Map<ArtifactId, ItemHistory> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.item().artifact(), item));
        assertThat(byId).hasSameSizeAs(items);
        return byId;
    }

    private static Map<ArtifactId, ItemHistory> withoutBlockers(Map<ArtifactId, ItemHistory> items) {
        Map<ArtifactId, ItemHistory> without = new HashMap<>();
        items.forEach((id, item) -> without.put(
                id, new ItemHistory(item.item(), item.subTasks(), item.otherParents(), Map.of(), item.changes())));
        return without;
    }

    private static Answer record(FlowStore store, Knowledge knowledge, Map<String, byte[]> parts, Instant earliest) {
        Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
        Answer answer = Answer.of(ChainReader.recording(store, knowledge, Definition.standard(), earliest, part -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            outputs.put(part, bytes);
            return new BinaryOutput(bytes);
        }));
        outputs.forEach((part, bytes) -> parts.put(part, bytes.toByteArray()));
        return answer;
    }

    private static BinaryInput input(Map<String, byte[]> parts, String part) {
        return new BinaryInput(new ByteArrayInputStream(parts.get(part)));
    }

    private static void commit(FlowStore store, FactBatch batch) {
        store.commit(batch, new Cursor("test", "1"));
    }
}
