package dev.millrace.chain;

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
final class RefreshedLines {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Places places;
    private final KeptChains kept;
    private final Replaced replaced;
    private final NewNames newNames;

    /** The lines of kept chains; the names are those by which a revert names something by now and may not have done so before. */
    RefreshedLines(
            FlowStore store,
            Knowledge knowledge,
            Places places,
            KeptChains kept,
            Replaced replaced,
            NewNames newNames) {
        this.store = store;
        this.knowledge = knowledge;
        this.places = places;
        this.kept = kept;
        this.replaced = replaced;
        this.newNames = newNames;
    }

    /** All of them, with those that were read. */
    Deliveries all(List<ArtifactHistory> read) {
        Deliveries deliveries = deliveries();
        List<ArtifactId> again = new ArrayList<>();
        kept.forEachLine((line, owner, names, title) -> {
            if (replaced.hasChange(line.name(), line.commit())) {
                return;
            } else if (newNames.concern(line.name(), line.commit(), title)) {
                again.add(artifact(line.name(), line.commit()));
            } else {
                deliveries.add(line, owner, names);
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
    Optional<Deliveries> recent(List<ArtifactHistory> read, ChainState state) {
        Deliveries deliveries = deliveries();
        BitSet leftOut = new BitSet();
        List<ArtifactId> again = new ArrayList<>();
        Map<Integer, ChangeLines.Kept> before = new HashMap<>();
        kept.forEachLine(
                kept.delivered().delivered(),
                replaced::hasChange,
                (line, owner, names, title) -> {
                    if (replaced.hasChange(line.name(), line.commit())) {
                        if (line.pullRequest()) {
                            before.put(line.name(), line);
                        }
                    } else if (newNames.concern(line.name(), line.commit(), title)) {
                        again.add(artifact(line.name(), line.commit()));
                    } else {
                        deliveries.add(line, owner, names);
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
        int first = deliveries.lines().size();
        add(deliveries, read);
        // the others have claimed what a rebase left of them before
        BitSet claims = (BitSet) kept.delivered().claimed().clone();
        claims.andNot(state.ofPullRequests());
        deliveries.claimed(claims);
        boolean complete =
                claimTheSame(deliveries.lines(), first, before) && deliveries.contained(line -> line >= first, leftOut);
        return complete ? Optional.of(deliveries) : Optional.empty();
    }

    /** Whether the pull requests that were merged before, and changed, claim no other commits than they did. */
    private static boolean claimTheSame(ChangeLines lines, int first, Map<Integer, ChangeLines.Kept> before) {
        for (int line = first; line < lines.size(); line++) {
            ChangeLines.Kept was = lines.pullRequest(line) ? before.remove(lines.name(line)) : null;
            if (was != null
                    && (was.commit() != lines.commit(line)
                            || !Arrays.equals(was.authored().toArray(), lines.authored(line)))) {
                return false;
            }
        }
        return before.isEmpty();
    }

    private Deliveries deliveries() {
        return new Deliveries(kept.facts(), places, ChainLog.NONE, kept.names());
    }

    private ArtifactId artifact(int name, int commit) {
        return kept.facts().sources.artifact(name, commit);
    }

    private static void add(Deliveries deliveries, List<ArtifactHistory> histories) {
        for (ArtifactHistory history : histories) {
            if (history.artifact().kind() == ArtifactKind.COMMIT) {
                deliveries.commit(history);
            } else {
                deliveries.pullRequest(history);
            }
        }
    }
}
