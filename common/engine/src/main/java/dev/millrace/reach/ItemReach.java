package dev.millrace.reach;

import dev.millrace.flow.Chain;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent.CommitAdded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes of an item came. A change that was given up counts nowhere.
 *
 * @param changes its changes, the earliest first; a pull request and the commit that it was merged as are one
 */
public record ItemReach(List<ChangeReach> changes) {

    /**
     * How much of an item is in an environment.
     *
     * @param environment its name
     * @param production whether it is production
     * @param arrived how many of the item's changes arrived there
     * @param of how many changes the item has
     * @param unknown of how many of the others it is not known whether they arrived
     * @param since when the last of those that arrived did
     * @param by the deployment that brought that one
     */
    public record There(
            String environment, boolean production, int arrived, int of, int unknown, Instant since, Stop by) {

        /** Whether every change is there. */
        public boolean whole() {
            return arrived == of;
        }
    }

    /** Copies the list. */
    public ItemReach {
        changes = List.copyOf(changes);
    }

    /**
     * The reach of an item.
     *
     * @param flow its present cycle, with its chain; what happened after its as-of does not count
     * @param made the changes that were made for it
     */
    public static ItemReach of(ItemFlow flow, Collection<ChainedChange> made) {
        Map<ArtifactId, Chain.Part> parts = new HashMap<>();
        flow.chain().parts().forEach(part -> parts.put(part.artifact(), part));
        Set<String> merges = merges(made);
        Set<Rebased> rebased = rebased(made);
        List<ChangeReach> changes = new ArrayList<>();
        for (ChainedChange change : made) {
            ArtifactId artifact = change.source().artifact();
            Chain.@Nullable Part part = parts.get(artifact);
            boolean again = artifact.kind() == ArtifactKind.COMMIT
                    && (merges.contains(artifact.nativeId().toLowerCase(Locale.ROOT))
                            || rebased.contains(Rebased.of(
                                    change.source().snapshot(),
                                    change.source().snapshot().createdAt())));
            if (part != null && !again) {
                changes.add(ChangeReach.of(change, part, flow.asOf()));
            }
        }
        changes.sort(
                Comparator.comparing(ChangeReach::mergedAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                        .thenComparing(ChangeReach::artifact));
        return new ItemReach(changes);
    }

    /** A commit that a rebase copied has another hash, and the repository and the author date of the one that it was. */
    private record Rebased(String repository, Instant authoredAt) {
        static Rebased of(ArtifactSnapshot change, Instant authoredAt) {
            return new Rebased(change.project().toLowerCase(Locale.ROOT), authoredAt);
        }
    }

    /** The own commits of merged pull requests: on the trunk they are the same change under another name. */
    private static Set<Rebased> rebased(Collection<ChainedChange> made) {
        Set<Rebased> rebased = new HashSet<>();
        for (ChainedChange change : made) {
            ArtifactSnapshot snapshot = change.source().snapshot();
            if (!snapshot.attributes()
                    .getOrDefault(Attribute.MERGE_COMMIT, List.of())
                    .isEmpty()) {
                change.source().events().forEach(event -> {
                    if (event instanceof CommitAdded added) {
                        rebased.add(Rebased.of(snapshot, added.authoredAt()));
                    }
                });
            }
        }
        return rebased;
    }

    /** The commits that pull requests were merged as: the same change under another name. */
    private static Set<String> merges(Collection<ChainedChange> made) {
        return made.stream()
                .map(change -> change.source().snapshot())
                .filter(snapshot -> snapshot.artifact().kind() == ArtifactKind.PULL_REQUEST)
                .flatMap(snapshot -> snapshot.attributes().getOrDefault(Attribute.MERGE_COMMIT, List.of()).stream())
                .map(sha -> sha.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Its changes without those that were given up. */
    public List<ChangeReach> standing() {
        return changes.stream().filter(change -> !change.abandoned()).toList();
    }

    /** The environments that any of its changes reached, in the order in which the last change did; production last. */
    public List<There> environments() {
        List<ChangeReach> standing = standing();
        Map<String, List<Stop>> arrivals = new LinkedHashMap<>();
        for (ChangeReach change : standing) {
            Map<String, Stop> first = new LinkedHashMap<>();
            change.stops().stream()
                    .filter(stop -> stop.state() == Stop.State.ARRIVED)
                    .forEach(stop -> first.putIfAbsent(stop.environment(), stop));
            first.forEach((environment, stop) -> arrivals.computeIfAbsent(environment, unseen -> new ArrayList<>())
                    .add(stop));
        }
        long untraced = standing.stream().filter(ChangeReach::unknown).count();
        return arrivals.entrySet().stream()
                .map(entry -> there(entry.getKey(), entry.getValue(), standing.size(), untraced))
                .sorted(Comparator.comparing(There::production)
                        .thenComparing(There::since)
                        .thenComparing(There::environment))
                .toList();
    }

    /** Of an untraced change some arrivals may be known all the same. */
    private static There there(String environment, List<Stop> stops, int all, long untraced) {
        Stop last = stops.stream().max(Stop.ORDER).orElseThrow();
        int missing = all - stops.size();
        return new There(
                environment,
                last.production(),
                stops.size(),
                all,
                (int) Math.min(missing, untraced),
                Objects.requireNonNull(last.at(), "an arrival has an instant"),
                last);
    }

    /** What is in production, if anything is. */
    public Optional<There> production() {
        return environments().stream().filter(There::production).reduce((one, other) -> other);
    }
}
