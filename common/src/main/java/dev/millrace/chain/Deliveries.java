package dev.millrace.chain;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers changes and production deployments, and finds out which of these contain which of those. */
final class Deliveries {

    private static final String MERGED = "merged";
    private static final Set<String> UNFINISHED = Set.of("queued", "pending", "waiting", "running", "in_progress");

    /** A commit of the trunk. */
    private record Commit(ArtifactSnapshot snapshot, Instant committedAt, boolean bot, List<String> parents) {}

    /** A pull request that was merged. */
    private record Merged(
            ArtifactHistory history, Instant at, @Nullable String mergeCommit) {}

    private final CommitGraph graph;
    private final Map<String, String> repositories;
    private final Map<ArtifactId, Run> runs = new HashMap<>();
    private final List<ArtifactHistory> deployments = new ArrayList<>();
    private final Map<String, Commit> commits = new TreeMap<>();
    private final List<Merged> pullRequests = new ArrayList<>();
    private final Set<String> ofPullRequests = new HashSet<>();
    private final Reverts reverts = new Reverts();

    Deliveries(CommitGraph graph, Map<String, String> repositories, Collection<Run> runs) {
        this.graph = graph;
        this.repositories = repositories;
        runs.forEach(run -> this.runs.put(run.artifact(), run));
    }

    void deployment(ArtifactHistory history) {
        deployments.add(history);
    }

    void commit(ArtifactHistory history) {
        ArtifactSnapshot snapshot = history.snapshot();
        Created created = created(history);
        commits.put(
                history.artifact().nativeId().toLowerCase(Locale.ROOT),
                new Commit(
                        snapshot,
                        created == null ? snapshot.updatedAt() : created.occurredAt(),
                        created != null && isBot(created.header().actor()),
                        Attributes.all(snapshot, Attributes.PARENTS)));
    }

    void pullRequest(ArtifactHistory history) {
        String mergeCommit = Attributes.first(history.snapshot(), Attributes.MERGE_COMMIT);
        if (mergeCommit != null) {
            mergeCommit = mergeCommit.toLowerCase(Locale.ROOT);
            ofPullRequests.add(mergeCommit);
        }
        Instant mergedAt = null;
        for (FlowEvent event : history.events()) {
            if (event instanceof CommitAdded added) {
                ofPullRequests.add(added.sha());
            } else if (event instanceof StateChanged change
                    && change.to().name().equalsIgnoreCase(MERGED)) {
                mergedAt = change.occurredAt();
            }
        }
        if (mergedAt != null && Attributes.isTrue(history.snapshot(), Attributes.DEFAULT_BRANCH)) {
            pullRequests.add(new Merged(history, mergedAt, mergeCommit));
        }
    }

    /** The deliveries of every service, ordered by its name. */
    List<Delivery> all() {
        pullRequests.forEach(this::claimRebased);
        commits.keySet().removeIf(ofPullRequests::contains);
        // a merge made by hand brings nothing of its own: what it merges are commits of the trunk as well
        commits.values().removeIf(commit -> commit.parents().size() > 1);
        Set<String> wanted = new HashSet<>(commits.keySet());
        pullRequests.forEach(merged -> {
            if (merged.mergeCommit() != null) {
                wanted.add(merged.mergeCommit());
            }
        });
        Served served = Served.of(graph, repositories, runs.values(), wanted);
        pullRequests.forEach(merged -> reverts.add(merged.history().snapshot(), merged.at()));
        commits.values().forEach(commit -> reverts.add(commit.snapshot(), commit.committedAt()));
        Contents contents = new Contents(graph, runs.values());
        Map<String, List<Deployment>> deploymentsOf = new TreeMap<>();
        for (ArtifactHistory history : deployments) {
            String service = service(history);
            deploymentsOf
                    .computeIfAbsent(service, unseen -> new ArrayList<>())
                    .add(deployment(history, contents, served.firstProduction(service)));
        }
        Map<String, List<DeliveredChange>> changesOf = new TreeMap<>();
        pullRequests.forEach(merged -> changesOf
                .computeIfAbsent(merged.history().snapshot().project(), unseen -> new ArrayList<>())
                .add(change(merged, served)));
        commits.forEach((sha, commit) -> changesOf
                .computeIfAbsent(commit.snapshot().project(), unseen -> new ArrayList<>())
                .add(change(sha, commit, served)));
        Set<String> services = new TreeSet<>(deploymentsOf.keySet());
        services.addAll(changesOf.keySet());
        return services.stream()
                .map(service -> new Delivery(
                        service,
                        sorted(deploymentsOf.get(service), Deployment::queuedAt, Deployment::artifact),
                        sorted(changesOf.get(service), DeliveredChange::mergedAt, DeliveredChange::artifact)))
                .toList();
    }

    /** A rebase leaves copies of the commits on the trunk, of which only the last one is named; they keep their author dates. */
    private void claimRebased(Merged merged) {
        List<Instant> authored = new ArrayList<>();
        merged.history().events().forEach(event -> {
            if (event instanceof CommitAdded added) {
                authored.add(added.authoredAt());
            }
        });
        String sha = merged.mergeCommit();
        Commit commit = sha == null ? null : commits.get(sha);
        while (commit != null
                && commit.parents().size() == 1
                && authored.remove(commit.snapshot().createdAt())) {
            ofPullRequests.add(Objects.requireNonNull(sha));
            sha = commit.parents().get(0).toLowerCase(Locale.ROOT);
            commit = commits.get(sha);
        }
    }

    private DeliveredChange change(Merged merged, Served served) {
        ArtifactSnapshot snapshot = merged.history().snapshot();
        Instant first = merged.history().events().stream()
                .filter(event -> event instanceof CommitAdded)
                .map(event -> ((CommitAdded) event).authoredAt())
                .min(Comparator.naturalOrder())
                .orElse(null);
        Figure<Instant> authored = first == null
                ? Figure.unknown(
                        Reason.Code.INCOMPLETE_HISTORY, "the commits of " + snapshot.key() + " are not captured")
                : authored(snapshot.key(), first, snapshot.createdAt());
        return change(snapshot, Attributes.isBot(snapshot), merged.at(), authored, merged.mergeCommit(), served);
    }

    private DeliveredChange change(String sha, Commit commit, Served served) {
        Figure<Instant> authored =
                authored(commit.snapshot().key(), commit.snapshot().createdAt(), commit.committedAt());
        return change(commit.snapshot(), commit.bot(), commit.committedAt(), authored, sha, served);
    }

    private static Figure<Instant> authored(String key, Instant authored, Instant shown) {
        return authored.isAfter(shown)
                ? new Figure.Contradictory<>(new Reason(
                        Reason.Code.CLOCK_SKEW, "the first author date of " + key + " is after it was there"))
                : Figure.of(authored);
    }

    private DeliveredChange change(
            ArtifactSnapshot snapshot,
            boolean bot,
            Instant mergedAt,
            Figure<Instant> authored,
            @Nullable String commit,
            Served served) {
        Reason unknown = unknown(snapshot, commit, served);
        Arrival arrival = unknown != null || commit == null
                ? null
                : served.attempts(commit).stream()
                        .map(runs::get)
                        .filter(Objects::nonNull)
                        .map(Deliveries::arrival)
                        .filter(Objects::nonNull)
                        .min(Comparator.comparing(Arrival::at).thenComparing(Arrival::deployment))
                        .orElse(null);
        return new DeliveredChange(
                snapshot.artifact(),
                snapshot.key(),
                bot,
                mergedAt,
                authored,
                arrival,
                unknown,
                reverts.of(snapshot, mergedAt));
    }

    private static @Nullable Arrival arrival(Run run) {
        return run.succeededAt() == null ? null : new Arrival(run.succeededAt(), run.artifact());
    }

    private @Nullable Reason unknown(ArtifactSnapshot snapshot, @Nullable String commit, Served served) {
        if (served.firstProduction(snapshot.project()) == null) {
            return new Reason(
                    Reason.Code.NO_PRODUCTION, "no deployment of " + snapshot.project() + " to production is known");
        }
        if (commit == null || !graph.knows(commit)) {
            return new Reason(Reason.Code.NOT_TRACED, "the merge commit of " + snapshot.key() + " is not captured");
        }
        return served.beforeBaseline(commit)
                ? new Reason(
                        Reason.Code.BEFORE_BASELINE,
                        snapshot.key() + " was in the first production deployment that is known")
                : null;
    }

    private Deployment deployment(ArtifactHistory history, Contents contents, @Nullable Instant firstProduction) {
        Run run = Objects.requireNonNull(runs.get(history.artifact()));
        Instant ended = run.succeededAt();
        String state = "";
        for (FlowEvent event : history.events()) {
            String word = event instanceof StateChanged change
                    ? change.to().name()
                    : event instanceof Created created ? created.state().name() : null;
            if (word != null) {
                state = word;
                boolean ends = !UNFINISHED.contains(word.toLowerCase(Locale.ROOT));
                ended = ended == null && ends ? event.occurredAt() : ended;
            }
        }
        Outcome outcome =
                ended == null ? Outcome.UNFINISHED : run.succeededAt() == null ? Outcome.FAILED : Outcome.SUCCEEDED;
        return new Deployment(
                history.artifact(),
                history.snapshot().key(),
                Objects.requireNonNullElse(Attributes.first(history.snapshot(), Attributes.ENVIRONMENT), ""),
                run.queuedAt(),
                ended,
                state,
                outcome,
                contents.of(history.artifact()),
                run.succeededAt() != null && run.succeededAt().equals(firstProduction));
    }

    private String service(ArtifactHistory deployment) {
        Run run = Objects.requireNonNull(runs.get(deployment.artifact()));
        String known = repositories.get(run.node());
        if (known != null) {
            return known;
        }
        List<String> named = Attributes.all(deployment.snapshot(), Attributes.REPOSITORY);
        return named.size() == 1 ? named.get(0) : deployment.snapshot().project();
    }

    private static <T> List<T> sorted(@Nullable List<T> all, Function<T, Instant> at, Function<T, ArtifactId> id) {
        return all == null
                ? List.of()
                : all.stream()
                        .sorted(Comparator.comparing(at).thenComparing(id))
                        .toList();
    }

    private static @Nullable Created created(ArtifactHistory history) {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created) {
                return created;
            }
        }
        return null;
    }

    private static boolean isBot(@Nullable Actor actor) {
        return actor != null && actor.type() == Actor.Type.BOT;
    }
}
