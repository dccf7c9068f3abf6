package dev.millrace.chain;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers changes and production deployments, and finds out which of these contain which of those. First all changes are added, then
 * {@link #contained} is called, then the deployments are added.
 */
final class Deliveries {

    private static final String MERGED = "merged";

    private final CommitGraph graph;
    private final Repositories repositories;
    private final Runs runs;
    private final Reverts reverts;
    private final ChangeLines lines;
    /** The line of each commit that has one. */
    private final IntList lineOf = new IntList();

    private final BitSet ofPullRequests = new BitSet();
    private final Map<String, IntList> changesOf = new TreeMap<>();
    private final Map<String, IntList> deploymentsOf = new TreeMap<>();
    private final DeploymentLines deployments = new DeploymentLines();
    private @Nullable Served served;
    private @Nullable Contents contents;

    private final Places places;
    private final List<Owner> owners = new ArrayList<>(List.of(Owner.NOBODY));
    private final Map<Owner, Integer> numbers = new HashMap<>();
    /** Whose each line is, as a place in {@link #owners}. */
    private final IntList ownerOf = new IntList();

    private final IntList ownerOfDeployment = new IntList();
    private final Texts names = new Texts();
    private final IntList repositoryOfDeployment = new IntList();

    Deliveries(
            ArtifactNumbers artifacts,
            CommitGraph graph,
            Repositories repositories,
            Runs runs,
            Reverts reverts,
            Places places) {
        this.places = places;
        this.graph = graph;
        this.repositories = repositories;
        this.runs = runs;
        this.reverts = reverts;
        this.lines = new ChangeLines(artifacts, graph);
    }

    void commit(ArtifactHistory history) {
        int commit = graph.number(history.artifact().nativeId().toLowerCase(Locale.ROOT));
        Created created = created(history);
        Instant authored = history.snapshot().createdAt();
        int line = lines.add(
                history.snapshot(),
                commit,
                created == null ? history.snapshot().updatedAt() : created.occurredAt(),
                created == null ? history.snapshot().updatedAt() : created.occurredAt(),
                created != null && isBot(created.header().actor()),
                List.of(authored),
                reverts);
        lineOf.put(commit, line, Texts.NONE);
        own(line, history);
    }

    private void own(int line, ArtifactHistory history) {
        ownerOf.put(line, number(places.owner(history.snapshot())), 0);
    }

    private int number(Owner owner) {
        int number = owner.equals(Owner.NOBODY) ? 0 : numbers.computeIfAbsent(owner, unseen -> owners.size());
        if (number == owners.size()) {
            owners.add(owner);
        }
        return number;
    }

    private Owner owner(int line) {
        return owners.get(ownerOf.getOr(line, 0));
    }

    void pullRequest(ArtifactHistory history) {
        String named = Attributes.first(history.snapshot(), Attributes.MERGE_COMMIT);
        int mergeCommit = named == null ? Texts.NONE : graph.number(named.toLowerCase(Locale.ROOT));
        if (mergeCommit != Texts.NONE) {
            ofPullRequests.set(mergeCommit);
        }
        Instant mergedAt = null;
        List<Instant> authored = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof CommitAdded added) {
                authored.add(added.authoredAt());
                int own = graph.find(added.sha());
                if (own != Texts.NONE) {
                    ofPullRequests.set(own);
                }
            } else if (event instanceof StateChanged change
                    && change.to().name().equalsIgnoreCase(MERGED)) {
                mergedAt = change.occurredAt();
            }
        }
        if (mergedAt != null && Attributes.isTrue(history.snapshot(), Attributes.DEFAULT_BRANCH)) {
            int line = lines.add(
                    history.snapshot(),
                    mergeCommit,
                    mergedAt,
                    history.snapshot().createdAt(),
                    Attributes.isBot(history.snapshot()),
                    authored,
                    reverts);
            own(line, history);
        }
    }

    /** Finds out what was deployed when, now that all changes are there. */
    void contained() {
        IntStream.range(0, lines.size()).filter(lines::pullRequest).forEach(this::claimRebased);
        BitSet wanted = new BitSet();
        for (int line = 0; line < lines.size(); line++) {
            if (isChange(line)) {
                if (lines.commit(line) != Texts.NONE) {
                    wanted.set(lines.commit(line));
                }
                Reverts.Title title = lines.title(line);
                if (title != null) {
                    reverts.add(title, lines.artifact(line), lines.landedAt(line));
                }
                changesOf
                        .computeIfAbsent(
                                Objects.requireNonNullElse(owner(line).service(), lines.project(line)),
                                unseen -> new IntList())
                        .add(line);
            }
        }
        served = Served.of(graph, repositories, runs, runs::production, wanted);
        contents = new Contents(graph, runs);
    }

    /** Adds a deployment to production. */
    void deployment(int run, ArtifactHistory history) {
        Owner owner = places.owner(history.snapshot());
        String repository = repository(run, history);
        int line = deployments.add(run, history, runs.succeededAt(run));
        ownerOfDeployment.put(line, number(owner), 0);
        repositoryOfDeployment.put(line, names.number(repository), Texts.NONE);
        deploymentsOf
                .computeIfAbsent(Objects.requireNonNullElse(owner.service(), repository), unseen -> new IntList())
                .add(line);
    }

    /** Gives the deliveries of every service in turn, ordered by its name; holds those of one service at a time. */
    void forEach(Consumer<? super Delivery> consumer) {
        Set<String> services = new TreeSet<>(deploymentsOf.keySet());
        services.addAll(changesOf.keySet());
        for (String service : services) {
            List<DeliveredChange> changes = new ArrayList<>();
            Map<ArtifactId, Owner> whose = new HashMap<>();
            IntList of = changesOf.getOrDefault(service, new IntList());
            for (int i = 0; i < of.size(); i++) {
                int line = of.get(i);
                changes.add(change(line));
                if (!owner(line).equals(Owner.NOBODY)) {
                    whose.put(lines.artifact(line), owner(line));
                }
            }
            consumer.accept(new Delivery(
                    service,
                    sorted(deploymentsOf(service, whose), Deployment::queuedAt, Deployment::artifact),
                    sorted(changes, DeliveredChange::mergedAt, DeliveredChange::artifact),
                    whose));
        }
    }

    /** A merge made by hand brings nothing of its own: what it merges are commits of the trunk as well. */
    private boolean isChange(int line) {
        int commit = lines.commit(line);
        return lines.pullRequest(line)
                || (lineOf.get(commit) == line && !ofPullRequests.get(commit) && graph.parents(commit) <= 1);
    }

    /** A rebase leaves copies of the commits on the trunk, of which only the last one is named; they keep their author dates. */
    private void claimRebased(int pullRequest) {
        long[] authored = lines.authored(pullRequest);
        BitSet claimed = new BitSet();
        int commit = lines.commit(pullRequest);
        int line = line(commit);
        while (line != Texts.NONE && graph.parents(commit) == 1) {
            int date = unclaimed(authored, claimed, lines.authored(line)[0]);
            if (date < 0) {
                return;
            }
            claimed.set(date);
            ofPullRequests.set(commit);
            commit = graph.parent(commit, 0);
            line = line(commit);
        }
    }

    private static int unclaimed(long[] dates, BitSet claimed, long date) {
        for (int i = 0; i < dates.length; i++) {
            if (dates[i] == date && !claimed.get(i)) {
                return i;
            }
        }
        return -1;
    }

    private int line(int commit) {
        return commit == Texts.NONE ? Texts.NONE : lineOf.getOr(commit, Texts.NONE);
    }

    private DeliveredChange change(int line) {
        Served known = Objects.requireNonNull(served);
        String key = lines.key(line);
        Reason unknown = unknown(line, key, known);
        Reverts.Title taken = lines.taken(line);
        return new DeliveredChange(
                lines.artifact(line),
                key,
                lines.bot(line),
                lines.landedAt(line),
                authored(line, key),
                unknown != null ? null : arrival(known.attempts(lines.commit(line))),
                unknown,
                taken == null ? null : reverts.of(taken, lines.landedAt(line)));
    }

    private @Nullable Arrival arrival(IntList attempts) {
        Arrival first = null;
        for (int i = 0; i < attempts.size(); i++) {
            Instant at = runs.succeededAt(attempts.get(i));
            if (at != null) {
                Arrival arrival = new Arrival(at, runs.artifact(attempts.get(i)));
                first = first == null || FIRST.compare(arrival, first) < 0 ? arrival : first;
            }
        }
        return first;
    }

    private static final Comparator<Arrival> FIRST =
            Comparator.comparing(Arrival::at).thenComparing(Arrival::deployment);

    private Figure<Instant> authored(int line, String key) {
        Instant first = lines.firstAuthored(line);
        if (first == null) {
            return Figure.unknown(Reason.Code.INCOMPLETE_HISTORY, "the commits of " + key + " are not captured");
        }
        return first.isAfter(lines.shownAt(line))
                ? new Figure.Contradictory<>(new Reason(
                        Reason.Code.CLOCK_SKEW, "the first author date of " + key + " is after it was there"))
                : Figure.of(first);
    }

    private @Nullable Reason unknown(int line, String key, Served known) {
        String project = lines.project(line);
        int commit = lines.commit(line);
        if (known.firstProduction(project) == null) {
            return new Reason(Reason.Code.NO_PRODUCTION, "no deployment of " + project + " to production is known");
        }
        if (!graph.knows(commit)) {
            return new Reason(Reason.Code.NOT_TRACED, "the merge commit of " + key + " is not captured");
        }
        return known.beforeBaseline(commit)
                ? new Reason(Reason.Code.BEFORE_BASELINE, key + " was in the first production deployment that is known")
                : null;
    }

    private List<Deployment> deploymentsOf(String service, Map<ArtifactId, Owner> whose) {
        IntList of = deploymentsOf.getOrDefault(service, new IntList());
        List<Deployment> all = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            int line = of.get(i);
            int run = deployments.run(line);
            Owner owner = owners.get(ownerOfDeployment.get(line));
            if (!owner.equals(Owner.NOBODY)) {
                whose.put(runs.artifact(run), owner);
            }
            Instant first =
                    Objects.requireNonNull(served).firstProduction(names.text(repositoryOfDeployment.get(line)));
            Instant succeededAt = runs.succeededAt(run);
            Instant ended = deployments.endedAt(line);
            Outcome outcome =
                    ended == null ? Outcome.UNFINISHED : succeededAt == null ? Outcome.FAILED : Outcome.SUCCEEDED;
            all.add(new Deployment(
                    runs.artifact(run),
                    deployments.key(line),
                    deployments.environment(line),
                    runs.pipeline(run),
                    runs.queuedAt(run),
                    ended,
                    deployments.state(line),
                    outcome,
                    Objects.requireNonNull(contents).of(run),
                    succeededAt != null && succeededAt.equals(first)));
        }
        return all;
    }

    private String repository(int run, ArtifactHistory deployment) {
        String known = repositories.of(runs.node(run));
        if (known != null) {
            return known;
        }
        List<String> named = Attributes.all(deployment.snapshot(), Attributes.REPOSITORY);
        return named.size() == 1 ? named.get(0) : deployment.snapshot().project();
    }

    private static <T> List<T> sorted(List<T> all, Function<T, Instant> at, Function<T, ArtifactId> id) {
        return all.stream().sorted(Comparator.comparing(at).thenComparing(id)).toList();
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
