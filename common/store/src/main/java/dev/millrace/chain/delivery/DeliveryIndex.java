package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.CommitGraph;
import dev.millrace.chain.graph.Repositories;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.chain.graph.Runs;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.flow.AuthorDate;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Attribute;
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
import org.jspecify.annotations.Nullable;

/**
 * Gathers changes and production deployments, and finds out which of these contain which of those. First all changes are added, then
 * {@link #contained} is called, then the deployments are added.
 */
public final class DeliveryIndex {

    private static final String MERGED = "merged";

    private final CommitGraph graph;
    private final Repositories repositories;
    private final Runs runs;
    private final Reverts reverts;
    private final ChainFacts facts;
    private final ChangeTable rows;
    private final TakeBacks takeBacks;
    /** The row of each commit that has one. */
    private final IntList rowOf = new IntList();

    /** The commits that a pull request brought, also as a copy that a rebase left. */
    private final BitSet ofPullRequests;

    private final Map<String, IntList> changesOf = new TreeMap<>();
    private final Map<String, IntList> deploymentsOf = new TreeMap<>();
    private final DeploymentTable deployments;
    private @Nullable ContainmentIndex index;
    private @Nullable Containment containment;
    private @Nullable DeploymentContents contents;

    private final ServiceCatalog catalog;
    private final OwnerPool owners = new OwnerPool();
    /** Whose each row is, by its number. */
    private final IntList ownerOf = new IntList();

    private final IntList ownerOfDeployment = new IntList();
    private final StringPool names = new StringPool();
    private final IntList repositoryOfDeployment = new IntList();

    /** Of no change yet. */
    public DeliveryIndex(ChainFacts facts, ServiceCatalog catalog) {
        this.catalog = catalog;
        this.facts = facts;
        this.graph = facts.graph;
        this.repositories = facts.repositories;
        this.runs = facts.runs;
        this.reverts = facts.reverts.ofOtherLines();
        this.ofPullRequests = (BitSet) facts.ofPullRequests.clone();
        this.rows = new ChangeTable(facts.sources, facts.graph);
        this.takeBacks = new TakeBacks(rows, reverts);
        this.deployments = new DeploymentTable();
    }

    /** Adds a commit of the trunk; others are no changes. */
    public void commit(ArtifactHistory history) {
        if (Attributes.isAside(history.snapshot())) {
            return;
        }
        String sha = history.artifact().nativeId().toLowerCase(Locale.ROOT);
        int commit = graph.number(sha);
        Created created = created(history);
        Instant authored = history.snapshot().createdAt();
        int row = rows.add(
                history.snapshot(),
                commit,
                created == null ? history.snapshot().updatedAt() : created.occurredAt(),
                created == null ? history.snapshot().updatedAt() : created.occurredAt(),
                catalog.origin(history),
                List.of(authored),
                reverts.answers(history.snapshot(), List.of(sha)),
                Reverts.takenBy(history.snapshot()));
        rowOf.put(commit, row, StringPool.NONE);
        own(row, history);
    }

    private void own(int row, ArtifactHistory history) {
        int owner = owners.number(catalog.owner(history.snapshot()));
        ownerOf.put(row, owner, 0);
    }

    private Owner owner(int row) {
        return owners.owner(ownerOf.getOr(row, 0));
    }

    /** Adds a pull request if it was merged, whatever branch that was to. */
    public void pullRequest(ArtifactHistory history) {
        String named = Attributes.first(history.snapshot(), Attribute.MERGE_COMMIT);
        int mergeCommit = named == null ? StringPool.NONE : graph.number(named.toLowerCase(Locale.ROOT));
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
            int row = rows.add(
                    history.snapshot(),
                    mergeCommit,
                    mergedAt,
                    history.snapshot().createdAt(),
                    catalog.origin(history),
                    authored,
                    reverts.answers(history.snapshot(), ChainFacts.ownCommits(history)),
                    taken(history));
            own(row, history);
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

    /** Finds out what was deployed when, now that all changes are there. */
    public void contained() {
        RebasedCommits rebases = new RebasedCommits(graph, rows, rowOf, ofPullRequests);
        for (int row = 0; row < rows.size(); row++) {
            if (rows.pullRequest(row)) {
                rebases.claim(row);
            }
        }
        BitSet wanted = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            if (isChange(row)) {
                if (rows.commit(row) != StringPool.NONE) {
                    wanted.set(rows.commit(row));
                }
                for (Reverts.Name name : rows.names(row)) {
                    reverts.add(name, row, rows.artifact(row), rows.landedAt(row));
                }
                changesOf
                        .computeIfAbsent(
                                Objects.requireNonNullElse(owner(row).service(), rows.project(row)),
                                unseen -> new IntList())
                        .add(row);
            }
        }
        index = ContainmentIndex.of(graph, repositories, runs, runs::production, wanted);
        containment = new Containment(facts, index);
        contents = new DeploymentContents(graph, runs);
    }

    /** Adds a deployment to production. */
    public void deployment(int run, ArtifactHistory history) {
        int owner = owners.number(catalog.owner(history.snapshot()));
        int row = deployments.add(run, history, runs.succeededAt(run));
        String named = repository(history);
        own(row, owner, named);
    }

    private void own(int row, int owner, String named) {
        String known = repositories.of(runs.node(deployments.run(row)));
        String repository = known == null ? named : known;
        ownerOfDeployment.put(row, owner, 0);
        repositoryOfDeployment.put(row, names.number(repository), StringPool.NONE);
        deploymentsOf
                .computeIfAbsent(
                        Objects.requireNonNullElse(owners.owner(owner).service(), repository), unseen -> new IntList())
                .add(row);
    }

    /** Gives the deliveries of every service in turn, ordered by its name; holds those of one service at a time. */
    public void forEach(Consumer<? super Delivery> consumer) {
        Set<String> services = new TreeSet<>(deploymentsOf.keySet());
        services.addAll(changesOf.keySet());
        for (String service : services) {
            List<DeliveredChange> changes = new ArrayList<>();
            Map<ArtifactId, Owner> whose = new HashMap<>();
            IntList of = changesOf.getOrDefault(service, new IntList());
            for (int i = 0; i < of.size(); i++) {
                int row = of.get(i);
                changes.add(change(row));
                if (!owner(row).equals(Owner.NOBODY)) {
                    whose.put(rows.artifact(row), owner(row));
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
    private boolean isChange(int row) {
        int commit = rows.commit(row);
        return rows.pullRequest(row)
                || (rowOf.get(commit) == row && !ofPullRequests.get(commit) && graph.parents(commit) <= 1);
    }

    private DeliveredChange change(int row) {
        ContainmentIndex known = Objects.requireNonNull(index);
        String key = rows.key(row);
        Reason unknown = unknown(row, key, known);
        return new DeliveredChange(
                rows.artifact(row),
                key,
                rows.origin(row),
                rows.landedAt(row),
                AuthorDate.of(key, rows.firstAuthored(row), rows.shownAt(row), rows.landedAt(row)),
                unknown != null ? null : arrival(known.attempts(rows.commit(row))),
                unknown,
                takeBacks.of(row));
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

    private @Nullable Reason unknown(int row, String key, ContainmentIndex known) {
        String project = rows.project(row);
        int commit = rows.commit(row);
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
            int row = of.get(i);
            int run = deployments.run(row);
            Owner owner = owners.owner(ownerOfDeployment.get(row));
            if (!owner.equals(Owner.NOBODY)) {
                whose.put(runs.artifact(run), owner);
            }
            Instant first = Objects.requireNonNull(index).firstProduction(names.text(repositoryOfDeployment.get(row)));
            Instant succeededAt = runs.succeededAt(run);
            Instant ended = deployments.endedAt(row);
            Outcome outcome =
                    ended == null ? Outcome.UNFINISHED : succeededAt == null ? Outcome.FAILED : Outcome.SUCCEEDED;
            all.add(new Deployment(
                    runs.artifact(run),
                    deployments.key(row),
                    deployments.environment(row),
                    deployments.rule(row),
                    runs.pipeline(run),
                    runs.queuedAt(run),
                    ended,
                    deployments.state(row),
                    outcome,
                    Objects.requireNonNull(contents).of(run),
                    succeededAt != null && succeededAt.equals(first)));
        }
        return all;
    }

    /** What it calls its repository itself, where its sources do not tell. */
    private static String repository(ArtifactHistory deployment) {
        List<String> named = Attributes.all(deployment.snapshot(), Attribute.REPOSITORY);
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
}
