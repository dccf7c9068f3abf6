package dev.millrace.chain.link;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes the links of commits, pull requests and builds, and retracts those that they imply no more. Needs the names of all of them. */
final class SourceLinks {

    /** How an artifact that names an issue relates to it. */
    static final String FOR_ISSUE = "for";

    private static final String REVERTS_FOR = "reverts work for";
    private static final String BUILDS = "builds";
    private static final String SOURCE = "millrace/links";
    private static final int BATCH = 1_000;
    private static final long FACTOR = 0x100000001b3L;
    private static final Map<String, Link.Rule> RULES = Map.of(
            Attribute.KEYS_IN_BRANCH, Link.Rule.BRANCH,
            Attribute.KEYS_IN_TITLE, Link.Rule.TITLE,
            Attribute.KEYS_IN_COMMITS, Link.Rule.COMMIT_MESSAGE,
            Attribute.KEYS_IN_BODY, Link.Rule.BODY);

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Map<String, Optional<ArtifactId>> issues = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final List<Link> pending = new ArrayList<>();
    private FactBatch deployments = FactBatch.empty();
    private CommitResult result = CommitResult.NOTHING;

    SourceLinks(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    /** What it changed. */
    CommitResult result() {
        return result;
    }

    /** Makes the links of some. */
    void make(List<ArtifactSnapshot> some) {
        RevertedKeys reverts = new RevertedKeys();
        Set<Long> built = new HashSet<>();
        for (ArtifactSnapshot source : some) {
            switch (source.artifact().kind()) {
                case COMMIT -> {
                    // what is only known because it was deployed is history, and no change
                    if (!Attributes.isAside(source)) {
                        byKeys(source, Attribute.KEYS_IN_COMMITS, Link.Rule.COMMIT_MESSAGE);
                        reverts.reverts(source.artifact(), SourceNames.taken(source));
                    }
                }
                case PULL_REQUEST -> {
                    SourceNames.OF_PULL_REQUESTS.forEach(
                            attribute -> byKeys(source, attribute, Objects.requireNonNull(RULES.get(attribute))));
                    reverts.reverts(source.artifact(), SourceNames.taken(source));
                }
                default -> {
                    byKeys(source, Attribute.ISSUE_KEYS, Link.Rule.COMMIT_MESSAGE);
                    Attributes.all(source, Attribute.COMMIT).forEach(sha -> built.add(SourceNames.commit(sha)));
                }
            }
        }
        reverts(reverts);
        builds(some, built);
    }

    private void byKeys(ArtifactSnapshot snapshot, String attribute, Link.Rule rule) {
        for (String key : Attributes.all(snapshot, attribute)) {
            issue(key).ifPresent(issue -> {
                Link link = new Link(snapshot.artifact(), issue, FOR_ISSUE, rule);
                told.add(number(link));
                add(link);
            });
        }
    }

    private Optional<ArtifactId> issue(String key) {
        return issues.computeIfAbsent(
                key, unseen -> store.find(key, knowledge).filter(found -> found.kind() == ArtifactKind.ISSUE));
    }

    private void reverts(RevertedKeys reverts) {
        Set<ArtifactId> takenBack = store.linkNames().called(reverts.names());
        for (ArtifactHistory taken : store.histories(takenBack, knowledge)) {
            if (taken.artifact().kind() == ArtifactKind.PULL_REQUEST) {
                reverts.pullRequest(taken.snapshot());
            } else if (!Attributes.isAside(taken.snapshot())) {
                reverts.commit(taken.snapshot());
            }
        }
        reverts.forEach((change, key) ->
                issue(key).ifPresent(issue -> add(new Link(change, issue, REVERTS_FOR, Link.Rule.COMMIT_MESSAGE))));
    }

    /** Links what issues show to them. */
    void make(DevelopmentLinks shown) {
        for (Link link : shown.resolved(commits(shown.commits()))) {
            told.add(number(link));
            add(link);
        }
    }

    /** The captured commits of these names, by their hashes. */
    private Map<String, ArtifactId> commits(Set<Long> names) {
        Map<String, ArtifactId> commits = new HashMap<>();
        for (ArtifactId called : store.linkNames().called(names)) {
            if (called.kind() == ArtifactKind.COMMIT) {
                // where two tools have the same commit, it is always the same one
                commits.merge(
                        called.nativeId().toLowerCase(Locale.ROOT),
                        called,
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return commits;
    }

    private void builds(List<ArtifactSnapshot> some, Set<Long> built) {
        Map<String, ArtifactId> commits = commits(built);
        for (ArtifactSnapshot build : some) {
            for (String sha : build.artifact().kind() == ArtifactKind.BUILD
                    ? Attributes.all(build, Attribute.COMMIT)
                    : List.<String>of()) {
                ArtifactId commit = commits.get(sha.toLowerCase(Locale.ROOT));
                if (commit != null) {
                    add(new Link(build.artifact(), commit, BUILDS, Link.Rule.EXPLICIT));
                }
            }
        }
    }

    /** Makes deployments of the stages of a build. */
    void stages(ArtifactHistory build) {
        FactBatch made = StageDeployments.of(build);
        if (!made.snapshots().isEmpty()) {
            deployments = deployments.plus(made);
            flushIfFull();
        }
    }

    private void add(Link link) {
        pending.add(link);
        flushIfFull();
    }

    private void flushIfFull() {
        if (pending.size() + deployments.events().size() >= BATCH) {
            flush();
        }
    }

    private void flush() {
        FactBatch links = new FactBatch(List.of(), List.of(), pending, List.of(), List.of(), List.of());
        if (!pending.isEmpty() || !deployments.snapshots().isEmpty()) {
            result = result.plus(store.commit(links.plus(deployments), new Cursor(SOURCE, "")));
            pending.clear();
            deployments = FactBatch.empty();
        }
    }

    /**
     * Stores what is left, and retracts the links by keys that no source told of. A link to an issue that is not captured any more stays:
     * it was not the evidence that vanished.
     *
     * @param links gives the links of all sources
     * @return the links that stay without being told of
     */
    List<Link> end(Consumer<Consumer<Link>> links) {
        flush();
        List<Link> untold = new ArrayList<>();
        links.accept(link -> {
            if (link.relation().equals(FOR_ISSUE)
                    && (RULES.containsValue(link.rule()) || link.rule() == Link.Rule.DEVELOPMENT)
                    && SourceNames.KINDS.contains(link.from().kind())
                    && !told.contains(number(link))) {
                untold.add(link);
            }
        });
        Set<ArtifactId> ends = new HashSet<>();
        untold.forEach(link -> ends.add(link.to()));
        Set<ArtifactId> captured = new HashSet<>();
        store.histories(ends, knowledge).forEach(issue -> captured.add(issue.artifact()));
        List<ExistenceFact> gone = new ArrayList<>();
        untold.stream()
                .filter(link -> captured.contains(link.to()))
                .forEach(link -> gone.add(new ExistenceFact.Unlinked(link)));
        if (!gone.isEmpty()) {
            result = result.plus(store.commit(FactBatch.ofExistence(gone), new Cursor(SOURCE, "")));
        }
        untold.removeIf(link -> captured.contains(link.to()));
        return untold;
    }

    /** Stands for a link: eight bytes for each, since there may be millions. */
    private static long number(Link link) {
        long number = 0;
        for (Object part : List.of(link.from(), link.to(), link.rule())) {
            String text = part.toString();
            for (int i = 0; i < text.length(); i++) {
                number = number * FACTOR + text.charAt(i) + 1;
            }
        }
        return number;
    }
}
