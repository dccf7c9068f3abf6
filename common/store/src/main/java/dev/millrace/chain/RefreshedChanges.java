package dev.millrace.chain;

import dev.millrace.chain.delivery.ChangeTable;
import dev.millrace.chain.delivery.DeliveryIndex;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of deliveries: those that were kept, and in the place of those that changed what was read of them. */
final class RefreshedChanges {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final ServiceCatalog catalog;
    private final KeptChains kept;
    private final Replaced replaced;
    private final NewNames newNames;

    /** The rows of kept chains; the names are those by which a revert names something by now and may not have done so before. */
    RefreshedChanges(
            FlowStore store,
            Knowledge knowledge,
            ServiceCatalog catalog,
            KeptChains kept,
            Replaced replaced,
            NewNames newNames) {
        this.store = store;
        this.knowledge = knowledge;
        this.catalog = catalog;
        this.kept = kept;
        this.replaced = replaced;
        this.newNames = newNames;
    }

    /** All of them, with those that were read. */
    DeliveryIndex all(List<ArtifactHistory> read) {
        DeliveryIndex deliveries = deliveries();
        List<ArtifactId> again = new ArrayList<>();
        kept.forEachChange((row, owner, names, title) -> {
            if (replaced.hasChange(row.name(), row.commit())) {
                return;
            } else if (newNames.concern(row.name(), row.commit(), title)) {
                again.add(artifact(row.name(), row.commit()));
            } else {
                deliveries.add(row, owner, names);
            }
        });
        add(deliveries, store.histories(again, knowledge));
        add(deliveries, read);
        deliveries.contained();
        return deliveries;
    }

    /**
     * Without those that were delivered before anything that is asked for, where everything new lies behind what was there.
     *
     * @param state what all of it had come to
     * @return empty if what was left out would be needed
     */
    Optional<DeliveryIndex> recent(List<ArtifactHistory> read, ChainState state) {
        DeliveryIndex deliveries = deliveries();
        BitSet leftOut = new BitSet();
        List<ArtifactId> again = new ArrayList<>();
        Map<Integer, ChangeTable.Kept> before = new HashMap<>();
        kept.forEachChange(
                kept.delivered().delivered(),
                replaced::hasChange,
                (row, owner, names, title) -> {
                    if (replaced.hasChange(row.name(), row.commit())) {
                        if (row.pullRequest()) {
                            before.put(row.name(), row);
                        }
                    } else if (newNames.concern(row.name(), row.commit(), title)) {
                        again.add(artifact(row.name(), row.commit()));
                    } else {
                        deliveries.add(row, owner, names);
                    }
                },
                (place, name, commit, pullRequest, title) -> {
                    if (newNames.concern(name, commit, title)) {
                        again.add(artifact(name, commit));
                        return;
                    }
                    deliveries.leaveOut(kept.delivered().changes().get(place) ? 1 : 0);
                    if (!pullRequest) {
                        leftOut.set(commit);
                    }
                });
        add(deliveries, store.histories(again, knowledge));
        int first = deliveries.rows().size();
        add(deliveries, read);
        // the others have claimed what a rebase left of them before
        BitSet claims = (BitSet) kept.delivered().claimed().clone();
        claims.andNot(state.ofPullRequests());
        deliveries.claimed(claims);
        boolean complete =
                claimTheSame(deliveries.rows(), first, before) && deliveries.contained(row -> row >= first, leftOut);
        return complete ? Optional.of(deliveries) : Optional.empty();
    }

    /** Whether the pull requests that were merged before, and changed, claim no other commits than they did. */
    private static boolean claimTheSame(ChangeTable rows, int first, Map<Integer, ChangeTable.Kept> before) {
        for (int row = first; row < rows.size(); row++) {
            ChangeTable.Kept was = rows.pullRequest(row) ? before.remove(rows.name(row)) : null;
            if (was != null
                    && (was.commit() != rows.commit(row)
                            || !Arrays.equals(was.authored().toArray(), rows.authored(row)))) {
                return false;
            }
        }
        return before.isEmpty();
    }

    private DeliveryIndex deliveries() {
        return new DeliveryIndex(kept.facts(), catalog, ChainLog.NONE, kept.names());
    }

    private ArtifactId artifact(int name, int commit) {
        return kept.facts().sources.artifact(name, commit);
    }

    private static void add(DeliveryIndex deliveries, List<ArtifactHistory> histories) {
        for (ArtifactHistory history : histories) {
            if (history.artifact().kind() == ArtifactKind.COMMIT) {
                deliveries.commit(history);
            } else {
                deliveries.pullRequest(history);
            }
        }
    }
}
