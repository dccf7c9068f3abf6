package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.flow.AuthorDate;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
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
import java.util.function.IntPredicate;
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
    private final ChainFacts facts;
    private final ChangeLines lines;
    private final TakeBacks takeBacks;
    /** The line of each commit that has one. */
    private final IntList lineOf = new IntList();

    /** The commits that a pull request brought, also as a copy that a rebase left. */
    private final BitSet ofPullRequests;

    private final Map<String, IntList> changesOf = new TreeMap<>();
    private final Map<String, IntList> deploymentsOf = new TreeMap<>();
    private final DeploymentLines deployments;
    private @Nullable Served served;
    private @Nullable Containment containment;
    private @Nullable Contents contents;

    private final Places places;
    private final ChainLog log;
    private final Owners owners;
    /** Whose each line is, by its number. */
    private final IntList ownerOf = new IntList();

    private final IntList ownerOfDeployment = new IntList();
    private final Texts names = new Texts();
    private final IntList repositoryOfDeployment = new IntList();
    private long leftOut;

    Deliveries(ChainFacts facts, Places places, ChainLog log) {
        this(facts, places, log, new DeliveryNames());
    }

    /** None yet, with words and owners that have their numbers already. */
    Deliveries(ChainFacts facts, Places places, ChainLog log, DeliveryNames words) {
        this.log = log;
        this.owners = words.owners();
        this.places = places;
        this.facts = facts;
        this.graph = facts.graph;
        this.repositories = facts.repositories;
        this.runs = facts.runs;
        this.reverts = facts.reverts.ofOtherLines();
        this.ofPullRequests = (BitSet) facts.ofPullRequests.clone();
        this.lines = new ChangeLines(facts.sources, facts.graph, words.ofChanges());
        this.takeBacks = new TakeBacks(lines, reverts);
        this.deployments = new DeploymentLines(words.ofDeployments());
    }

    /** Adds a commit of the trunk; others are no changes. */
    void commit(ArtifactHistory history) {
        if (Attributes.isAside(history.snapshot())) {
            return;
        }
        String sha = history.artifact().nativeId().toLowerCase(Locale.ROOT);
        int commit = graph.number(sha);
        Created created = created(history);
        Instant authored = history.snapshot().createdAt();
        int line = lines.add(
                history.snapshot(),
                commit,
                created == null ? history.snapshot().updatedAt() : created.occurredAt(),
                created == null ? history.snapshot().updatedAt() : created.occurredAt(),
                created != null && isBot(created.header().actor()),
                List.of(authored),
                reverts.answers(history.snapshot(), List.of(sha)),
                Reverts.takenBy(history.snapshot()));
        lineOf.put(commit, line, Texts.NONE);
        own(line, history);
    }

    private void own(int line, ArtifactHistory history) {
        int owner = owners.number(places.owner(history.snapshot()));
        ownerOf.put(line, owner, 0);
        log.line(lines, line, owner, history.snapshot());
    }

    /** Adds a change that was kept, with those of its names by which reverts name something. */
    void add(ChangeLines.Kept kept, int owner, List<Reverts.Name> names) {
        int line = lines.add(kept, names);
        if (!kept.pullRequest()) {
            lineOf.put(kept.commit(), line, Texts.NONE);
        }
        ownerOf.put(line, owner, 0);
    }

    private Owner owner(int line) {
        return owners.owner(ownerOf.getOr(line, 0));
    }

    /** Adds a pull request if it was merged, whatever branch that was to. */
    void pullRequest(ArtifactHistory history) {
        String named = Attributes.first(history.snapshot(), Attributes.MERGE_COMMIT);
        int mergeCommit = named == null ? Texts.NONE : graph.number(named.toLowerCase(Locale.ROOT));
        Instant mergedAt = null;
        List<Instant> authored = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof CommitAdded added) {
                authored.add(added.authoredAt());
            } else if (event instanceof StateChanged change
                    && change.to().name().equalsIgnoreCase(MERGED)) {
                mergedAt = change.occurredAt();
            }
        }
        if (mergedAt != null) {
            int line = lines.add(
                    history.snapshot(),
                    mergeCommit,
                    mergedAt,
                    history.snapshot().createdAt(),
                    Attributes.isBot(history.snapshot()),
                    authored,
                    reverts.answers(history.snapshot(), ChainFacts.ownCommits(history)),
                    taken(history));
            own(line, history);
        }
    }

    /** By what a pull request takes others back: what it says itself, and its commits. One of its own it takes back in silence. */
    private List<Reverts.Name> taken(ArtifactHistory pullRequest) {
        List<Reverts.Name> taken = new ArrayList<>(Reverts.takenBy(pullRequest.snapshot()));
        Set<String> own = ChainFacts.ownCommits(pullRequest);
        for (String sha : own) {
            int commit = graph.find(sha);
            for (Reverts.Name name : facts.takenByCommits.getOrDefault(commit, List.of())) {
                boolean inside =
                        name.kind() == Reverts.Kind.HASH && own.stream().anyMatch(one -> one.startsWith(name.text()));
                if (name.kind() != Reverts.Kind.TITLE && !inside) {
                    taken.add(name);
                }
            }
        }
        return Reverts.ordered(taken);
    }

    /** The names that the numbers of the lines stand for. */
    DeliveryNames names() {
        return new DeliveryNames(lines.texts(), deployments.texts(), owners);
    }

    /**
     * What they came to, with the lines of what was in production before that, and of what landed before and is no change by
     * itself. A line that a revert names, or that takes something back, is none of them.
     */
    DeliveryState stateBefore(Instant before) {
        Served known = Objects.requireNonNull(served);
        BitSet delivered = new BitSet();
        BitSet changes = new BitSet();
        for (int line = 0; line < lines.size(); line++) {
            boolean named = !lines.names(line).isEmpty() || !lines.taken(line).isEmpty();
            boolean change = isChange(line);
            if (!named && !change) {
                delivered.set(line, lines.landedAt(line).isBefore(before));
            } else if (!named && unknown(line, "", known) == null) {
                Arrival arrival = arrival(known.attempts(lines.commit(line)));
                delivered.set(line, arrival != null && arrival.at().isBefore(before));
            }
            changes.set(line, change && delivered.get(line));
        }
        return new DeliveryState(ofPullRequests, delivered, changes);
    }

    /** Says that so many changes were left out. */
    void leaveOut(long changes) {
        leftOut += changes;
    }

    /** How many changes were left out. */
    long leftOut() {
        return leftOut;
    }

    /** Says which commits rebases left as copies, as far as that is known already. */
    void claimed(BitSet commits) {
        ofPullRequests.or(commits);
    }

    /** Finds out what was deployed when, now that all changes are there. */
    void contained() {
        contained(line -> true, new BitSet());
    }

    /**
     * The same, where some are known to claim nothing new.
     *
     * @param claims the lines of pull requests that may have been rebased
     * @param leftOut commits whose lines were left out
     * @return false if one of those would have been needed, so that nothing of this is right
     */
    boolean contained(IntPredicate claims, BitSet leftOut) {
        boolean complete = true;
        RebasedCommits rebases = new RebasedCommits(graph, lines, lineOf, ofPullRequests);
        for (int line = 0; line < lines.size(); line++) {
            if (lines.pullRequest(line) && claims.test(line)) {
                complete &= rebases.claim(line, leftOut);
            }
        }
        BitSet wanted = new BitSet();
        for (int line = 0; line < lines.size(); line++) {
            if (isChange(line)) {
                if (lines.commit(line) != Texts.NONE) {
                    wanted.set(lines.commit(line));
                }
                for (Reverts.Name name : lines.names(line)) {
                    reverts.add(name, line, lines.artifact(line), lines.landedAt(line));
                }
                changesOf
                        .computeIfAbsent(
                                Objects.requireNonNullElse(owner(line).service(), lines.project(line)),
                                unseen -> new IntList())
                        .add(line);
            }
        }
        served = Served.of(graph, repositories, runs, runs::production, wanted);
        containment = new Containment(facts, served);
        contents = new Contents(graph, runs);
        return complete;
    }

    /** The changes so far. */
    ChangeLines lines() {
        return lines;
    }

    /** Adds a deployment to production. */
    void deployment(int run, ArtifactHistory history) {
        int owner = owners.number(places.owner(history.snapshot()));
        int line = deployments.add(run, history, runs.succeededAt(run));
        String named = repository(history);
        log.deployment(deployments, line, owner, named);
        own(line, owner, named);
    }

    /** Adds a deployment that was kept as what is told of that run; only reads it if there is no such run. */
    void deployment(int run, BinaryInput in, int owner, String named) {
        int line = deployments.read(in, run);
        if (line != Texts.NONE) {
            own(line, owner, named);
        }
    }

    private void own(int line, int owner, String named) {
        String known = repositories.of(runs.node(deployments.run(line)));
        String repository = known == null ? named : known;
        ownerOfDeployment.put(line, owner, 0);
        repositoryOfDeployment.put(line, names.number(repository), Texts.NONE);
        deploymentsOf
                .computeIfAbsent(
                        Objects.requireNonNullElse(owners.owner(owner).service(), repository), unseen -> new IntList())
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

    private DeliveredChange change(int line) {
        Served known = Objects.requireNonNull(served);
        String key = lines.key(line);
        Reason unknown = unknown(line, key, known);
        return new DeliveredChange(
                lines.artifact(line),
                key,
                lines.bot(line),
                lines.landedAt(line),
                AuthorDate.of(key, lines.firstAuthored(line), lines.shownAt(line), lines.landedAt(line)),
                unknown != null ? null : arrival(known.attempts(lines.commit(line))),
                unknown,
                takeBacks.of(line));
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

    private @Nullable Reason unknown(int line, String key, Served known) {
        String project = lines.project(line);
        int commit = lines.commit(line);
        Containment containing = Objects.requireNonNull(containment);
        if (known.firstProduction(project) == null) {
            int unread = containing.unread(project);
            return unread > 0
                    ? unread(unread, "may contain " + key)
                    : new Reason(Reason.Code.NO_PRODUCTION, "no deployment of " + project + " to production is known");
        }
        if (!containing.canBeFound(commit)) {
            return new Reason(Reason.Code.NOT_TRACED, "the merge commit of " + key + " is not captured");
        }
        if (known.beforeBaseline(commit)) {
            return new Reason(
                    Reason.Code.BEFORE_BASELINE, key + " was in the first production deployment that is known");
        }
        int unread = containing.unread(commit);
        return unread > 0 ? unread(unread, "may have brought " + key + " to production first") : null;
    }

    private static Reason unread(int count, String effect) {
        return new Reason(
                Reason.Code.UNREAD_DEPLOYMENTS,
                count + (count == 1 ? " deployment" : " deployments") + " to production whose commits are not captured "
                        + effect);
    }

    private List<Deployment> deploymentsOf(String service, Map<ArtifactId, Owner> whose) {
        IntList of = deploymentsOf.getOrDefault(service, new IntList());
        List<Deployment> all = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            int line = of.get(i);
            int run = deployments.run(line);
            Owner owner = owners.owner(ownerOfDeployment.get(line));
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
                    deployments.rule(line),
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

    /** What it calls its repository itself, where its sources do not tell. */
    private static String repository(ArtifactHistory deployment) {
        List<String> named = Attributes.all(deployment.snapshot(), Attributes.REPOSITORY);
        return named.size() == 1 ? named.get(0) : Attributes.pipeline(deployment.snapshot());
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
