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
import java.util.Optional;
import java.util.Set;

/**
 * Makes links from what collectors found: issue keys in branches, titles, messages and bodies, what issues show of pull requests and
 * commits, and the commits builds were made from. A key counts only if an issue with it is captured, now or under a former key: {@code UTF-8} is none. A link by a key that
 * a branch, title or message does not hold any more is retracted. Stages of builds that deploy become deployments.
 */
public final class KeyLinker {

    /** How an artifact that names an issue relates to it. */
    static final String FOR_ISSUE = "for";

    private static final String REVERTS_FOR = "reverts work for";
    private static final String BUILDS = "builds";
    private static final String SOURCE = "millrace/links";
    private static final int BATCH = 1_000;
    private static final long FACTOR = 0x100000001b3L;
    private static final Set<Link.Rule> BY_KEYS =
            Set.of(Link.Rule.BRANCH, Link.Rule.TITLE, Link.Rule.DEVELOPMENT, Link.Rule.COMMIT_MESSAGE, Link.Rule.BODY);
    private static final Set<ArtifactKind> READ =
            Set.of(ArtifactKind.COMMIT, ArtifactKind.PULL_REQUEST, ArtifactKind.BUILD);

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Map<String, Optional<ArtifactId>> issues = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final List<Link> pending = new ArrayList<>();
    private FactBatch deployments = FactBatch.empty();
    private CommitResult result = CommitResult.NOTHING;

    private KeyLinker(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    /** Adds the links that what is known implies, and retracts those that it implies no more; others change nothing. */
    public static CommitResult link(FlowStore store, Knowledge knowledge) {
        KeyLinker linker = new KeyLinker(store, knowledge);
        linker.run();
        return linker.result;
    }

    private void run() {
        Map<String, ArtifactId> commits = new HashMap<>();
        RevertedKeys reverts = new RevertedKeys();
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, history -> {
            commits.put(history.artifact().nativeId().toLowerCase(Locale.ROOT), history.artifact());
            // what is only known because it was deployed is history, and no change
            if (!Attributes.isAside(history.snapshot())) {
                byKeys(history.snapshot(), Attribute.KEYS_IN_COMMITS, Link.Rule.COMMIT_MESSAGE);
                reverts.commit(history);
            }
        });
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, history -> {
            byKeys(history.snapshot(), Attribute.KEYS_IN_BRANCH, Link.Rule.BRANCH);
            byKeys(history.snapshot(), Attribute.KEYS_IN_TITLE, Link.Rule.TITLE);
            byKeys(history.snapshot(), Attribute.KEYS_IN_COMMITS, Link.Rule.COMMIT_MESSAGE);
            byKeys(history.snapshot(), Attribute.KEYS_IN_BODY, Link.Rule.BODY);
            reverts.pullRequest(history);
        });
        reverts.forEach((commit, key) ->
                issue(key).ifPresent(issue -> add(new Link(commit, issue, REVERTS_FOR, Link.Rule.COMMIT_MESSAGE))));
        store.forEachArtifact(ArtifactKind.BUILD, knowledge, history -> build(history, commits));
        flush();
        unlink(commits);
    }

    /** A link to an issue that is not captured any more stays: it was not the evidence that vanished. */
    private void unlink(Map<String, ArtifactId> commits) {
        List<Link> untold = new ArrayList<>();
        DevelopmentLinks development = new DevelopmentLinks(store, knowledge);
        store.forEachLink(knowledge, link -> {
            development.add(link);
            if (link.relation().equals(FOR_ISSUE)
                    && BY_KEYS.contains(link.rule())
                    && READ.contains(link.from().kind())
                    && !told.contains(number(link))) {
                untold.add(link);
            }
        });
        for (Link link : development.resolved(commits)) {
            told.add(number(link));
            add(link);
        }
        flush();
        untold.removeIf(link -> told.contains(number(link)));
        Set<ArtifactId> ends = new HashSet<>();
        untold.forEach(link -> ends.add(link.to()));
        Set<ArtifactId> captured = new HashSet<>();
        store.histories(ends, knowledge).forEach(issue -> captured.add(issue.artifact()));
        List<ExistenceFact> gone = new ArrayList<>();
        for (Link link : untold) {
            if (captured.contains(link.to())) {
                gone.add(new ExistenceFact.Unlinked(link));
            }
        }
        if (!gone.isEmpty()) {
            result = result.plus(store.commit(FactBatch.ofExistence(gone), new Cursor(SOURCE, "")));
        }
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

    private void build(ArtifactHistory history, Map<String, ArtifactId> commits) {
        byKeys(history.snapshot(), Attribute.ISSUE_KEYS, Link.Rule.COMMIT_MESSAGE);
        for (String sha : Attributes.all(history.snapshot(), Attribute.COMMIT)) {
            ArtifactId commit = commits.get(sha.toLowerCase(Locale.ROOT));
            if (commit != null) {
                add(new Link(history.artifact(), commit, BUILDS, Link.Rule.EXPLICIT));
            }
        }
        FactBatch made = StageDeployments.of(history);
        if (!made.snapshots().isEmpty()) {
            deployments = deployments.plus(made);
            flushIfFull();
        }
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
}
