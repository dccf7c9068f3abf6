package dev.millrace.reach;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came to one environment, deployment by deployment, and what is merged and has not come there. A change is counted with the first
 * deployment that brought it, however many items it serves.
 *
 * @param environment its name as the question wrote it
 * @param deployments those that brought a change for the first time, the latest first
 * @param missing merged changes that are known not to be there, the earliest merge first; only of services that deploy there
 * @param unknown merged changes of those services of which it is not known whether they are there: their commits are not in the captured
 *     history, or they were merged before the first deployment that is known to have brought a change
 * @param elsewhere how many merged changes belong to services that never deployed there
 */
public record EnvironmentReach(
        String environment, List<Deployed> deployments, List<Change> missing, List<Change> unknown, int elsewhere) {

    private static final Comparator<Change> BY_MERGE = Comparator.comparing(
                    (Change change) -> change.reach().mergedAt(),
                    Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(change -> change.reach().artifact());

    /**
     * A change with the items that it was made for.
     *
     * @param reach the change
     * @param items their keys, in order; a pull request without an issue is its own item
     */
    public record Change(ChangeReach reach, List<String> items) {
        /** Copies the list. */
        public Change {
            Objects.requireNonNull(reach, "reach");
            items = List.copyOf(items);
        }
    }

    /**
     * A deployment.
     *
     * @param by the deployment, or the build that deploys
     * @param key what people call it
     * @param at when its changes arrived
     * @param production whether the environment is production
     * @param changes those that it brought for the first time
     */
    public record Deployed(ArtifactId by, String key, Instant at, boolean production, List<Change> changes) {
        /** Copies the list. */
        public Deployed {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
            changes = List.copyOf(changes);
        }
    }

    /** Copies the lists. */
    public EnvironmentReach {
        Objects.requireNonNull(environment, "environment");
        deployments = List.copyOf(deployments);
        missing = List.copyOf(missing);
        unknown = List.copyOf(unknown);
    }

    /** Gathers the changes of items, in any order. */
    public static final class Gathering {
        private final Map<ArtifactId, ChangeReach> changes = new HashMap<>();
        private final Map<ArtifactId, Set<String>> items = new HashMap<>();
        private final Set<String> environments = new TreeSet<>();

        /** Adds the changes of an item. */
        public void add(String item, ItemReach reach) {
            reach.standing().stream()
                    .filter(change -> change.mergedAt() != null)
                    .forEach(change -> {
                        changes.put(change.artifact(), change);
                        items.computeIfAbsent(change.artifact(), unseen -> new TreeSet<>())
                                .add(item);
                        change.stops().forEach(stop -> environments.add(stop.environment()));
                    });
        }

        /** The environments that a change was deployed to. */
        public Set<String> environments() {
            return Set.copyOf(environments);
        }

        /** What came to that environment; its name is compared without case. */
        public EnvironmentReach of(String environment) {
            Map<ArtifactId, List<Change>> brought = new TreeMap<>();
            Map<ArtifactId, Stop> stops = new HashMap<>();
            Set<String> services = new TreeSet<>();
            List<Change> others = new ArrayList<>();
            changes.values().forEach(reach -> {
                Change change = new Change(reach, List.copyOf(items.getOrDefault(reach.artifact(), Set.of())));
                List<Stop> here = reach.stops().stream()
                        .filter(stop -> same(stop.environment(), environment))
                        .toList();
                if (!here.isEmpty()) {
                    services.add(reach.service());
                }
                here.stream()
                        .filter(stop -> stop.state() == Stop.State.ARRIVED && stop.at() != null)
                        .findFirst()
                        .ifPresentOrElse(
                                stop -> {
                                    stops.put(stop.by(), stop);
                                    brought.computeIfAbsent(stop.by(), unseen -> new ArrayList<>())
                                            .add(change);
                                },
                                () -> others.add(change));
            });
            List<Change> waiting = others.stream()
                    .filter(change -> services.contains(change.reach().service()))
                    .sorted(BY_MERGE)
                    .toList();
            List<Deployed> deployments = deployments(brought, stops);
            Map<String, Instant> first = new HashMap<>();
            deployments.forEach(deployed -> deployed.changes()
                    .forEach(change -> first.merge(
                            change.reach().service(),
                            deployed.at(),
                            (one, other) -> one.isBefore(other) ? one : other)));
            return new EnvironmentReach(
                    environment,
                    deployments,
                    waiting.stream().filter(change -> isMissing(change, first)).toList(),
                    waiting.stream().filter(change -> !isMissing(change, first)).toList(),
                    others.size() - waiting.size());
        }

        /** What the first deployment to production contained was there before, as far as known, so it is counted as nobody's arrival. */
        private static boolean isMissing(Change change, Map<String, Instant> first) {
            Instant arrival = first.get(change.reach().service());
            Instant merged = change.reach().mergedAt();
            return change.reach().traced() && arrival != null && merged != null && merged.isAfter(arrival);
        }

        private static List<Deployed> deployments(Map<ArtifactId, List<Change>> brought, Map<ArtifactId, Stop> stops) {
            List<Deployed> deployments = new ArrayList<>();
            brought.forEach((by, changes) -> {
                Stop stop = Objects.requireNonNull(stops.get(by), "stop");
                deployments.add(new Deployed(
                        by,
                        stop.key(),
                        Objects.requireNonNull(stop.at(), "at"),
                        stop.production(),
                        changes.stream().sorted(BY_MERGE).toList()));
            });
            deployments.sort(Comparator.comparing(Deployed::at).reversed().thenComparing(Deployed::by));
            return deployments;
        }

        private static boolean same(String one, String other) {
            return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
        }
    }
}
