package dev.millrace.app.item;

import dev.millrace.app.UserError;
import dev.millrace.app.sync.RepositoryNames;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.link.ChangesOfCommits;
import dev.millrace.chain.link.Connections;
import dev.millrace.config.Suggestion;
import dev.millrace.derive.Questions;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.ItemEvents;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.view.Capture;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.LinksView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds items by what people call them. */
public final class ItemService {

    private static final int SUGGESTIONS = 3;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Consumer<String> messages;
    private final Questions questions;
    private final Captures captures;

    public ItemService(FlowStore store, Knowledge knowledge, Consumer<String> messages, Definition definition) {
        this.questions = new Questions(store, definition, knowledge);
        this.captures = new Captures(store, knowledge);
        this.store = store;
        this.knowledge = knowledge;
        this.messages = messages;
    }

    /**
     * The issue or pull request that has the key or had it before.
     *
     * @throws UserError if there is none; the message says what to do
     */
    public ArtifactId artifact(String key) {
        ArtifactId artifact = RepositoryNames.find(store, key, knowledge).orElseThrow(() -> notFound(key));
        if (artifact.kind() != ArtifactKind.ISSUE && artifact.kind() != ArtifactKind.PULL_REQUEST) {
            throw UserError.failed(key + " is a " + artifact.kind().text()
                    + "; only issues (ABC-123) and pull requests (owner/name#12) can be shown");
        }
        return artifact;
    }

    /**
     * The flow of an issue or a pull request. If it is called otherwise now, or its time is counted elsewhere, the user is told.
     *
     * @param key what the user called it
     * @param why whether the events that it was computed from are wanted too
     * @throws UserError if it did not exist yet; the message says what to do
     */
    public ItemView view(ArtifactId artifact, String key, ZoneId zone, boolean why) {
        return questions.askFlows(flows -> {
            ItemFlows.Flowing item = flows.of(artifact).orElseThrow(() -> notYet(key));
            sayIfMoved(key, item.history().item().snapshot().key());
            ItemView view = view(item, zone);
            return why ? view.with(ItemEvents.of(item.history(), knowledge.asOf())) : view;
        });
    }

    /** The flow of an issue as of that knowledge; empty if it did not exist by then. */
    public Optional<ItemView> viewOf(ArtifactId artifact, ZoneId zone) {
        return questions.askFlows(flows -> flows.of(artifact).map(item -> view(item, zone)));
    }

    /** Gives the flow of each item that is wanted and existed by then. */
    public void forEach(Predicate<? super ItemHistory> wanted, ZoneId zone, Consumer<? super ItemView> consumer) {
        questions.askFlows(flows -> {
            flows.forEach(wanted, item -> consumer.accept(view(item, zone)));
            return true;
        });
    }

    private ItemView view(ItemFlows.Flowing item, ZoneId zone) {
        return ItemView.of(item.cycles(), item.stream(), knowledge, zone, captures.of(item.cycles()));
    }

    /** How much was captured of what could be in the chain of an item. */
    public Capture capture(List<ItemFlow> cycles) {
        return captures.of(cycles);
    }

    /** The issues whose chain a pull request belongs to; empty if it stands for itself. */
    public List<ArtifactId> issuesOf(ArtifactId pullRequest) {
        return questions.askFlows(flows -> flows.chains().issuesOf(pullRequest));
    }

    /**
     * The key of the pull request that was merged as one of those commits, or else whose newest commit is one of them: a run for a branch
     * of a fork names no pull request. The first commit wins.
     */
    public Optional<String> broughtBy(List<String> commits) {
        Map<String, String> merged = new HashMap<>();
        Map<String, String> heads = new HashMap<>();
        ChangesOfCommits.forEach(store, knowledge, commits, pullRequest -> {
            note(pullRequest, Attribute.MERGE_COMMIT, merged);
            note(pullRequest, Attribute.HEAD_COMMIT, heads);
        });
        return commits.stream()
                .flatMap(commit -> Stream.of(merged, heads)
                        .filter(keys -> keys.containsKey(commit))
                        .map(keys -> keys.get(commit)))
                .findFirst();
    }

    private static void note(ArtifactSnapshot pullRequest, String attribute, Map<String, String> keys) {
        pullRequest
                .attributes()
                .getOrDefault(attribute, List.of())
                .forEach(sha -> keys.put(sha.toLowerCase(Locale.ROOT), pullRequest.key()));
    }

    /** The keys of the issues whose chain a pull request belongs to; empty if it stands for itself. */
    public List<String> keysOfIssues(ArtifactId pullRequest) {
        return store.histories(issuesOf(pullRequest), knowledge).stream()
                .map(issue -> issue.snapshot().key())
                .toList();
    }

    /**
     * What the artifact that has the key is linked to.
     *
     * @throws UserError if there is none
     */
    public LinksView links(String key, ZoneId zone) {
        ArtifactId artifact = RepositoryNames.find(store, key, knowledge).orElseThrow(() -> notFound(key));
        String now = store.histories(List.of(artifact), knowledge).stream()
                .map(history -> history.snapshot().key())
                .findFirst()
                .orElseThrow(() -> notYet(key));
        sayIfMoved(key, now);
        return new LinksView(artifact, now, new Connections(store, knowledge).of(artifact), knowledge, zone);
    }

    private void sayIfMoved(String key, String now) {
        if (!now.equalsIgnoreCase(key)) {
            messages.accept(key + " is " + now + " now: it has moved");
        }
    }

    private UserError notFound(String key) {
        Optional<Instant> gone = store.foundGone(key, knowledge);
        if (gone.isPresent()) {
            return UserError.failed(key + " no longer exists: at " + gone.get()
                    + " it was found to be deleted, or to be hidden from this account. To see what was "
                    + "known before, pass --known-at "
                    + gone.get().minusMillis(1));
        }
        boolean pullRequest = key.indexOf('#') >= 0;
        List<String> near = near(key, pullRequest ? ArtifactKind.PULL_REQUEST : ArtifactKind.ISSUE);
        return UserError.failed("no " + (pullRequest ? "pull request " : "issue ") + key + " is in the store"
                + (near.isEmpty() ? "" : "; there is " + String.join(", ", near))
                + ". If it is new, run millrace sync. Otherwise check that its "
                + (pullRequest ? "repository" : "project") + " is collected.");
    }

    /** The closest keys of that kind. A few more are looked at than are named, since some may not be there any more. */
    private List<String> near(String key, ArtifactKind kind) {
        Suggestion suggestion = new Suggestion(key, 4 * SUGGESTIONS);
        store.forEachNearKey(key, knowledge, suggestion::offer);
        return suggestion.closest().stream()
                .flatMap(close -> store.find(close, knowledge).stream())
                .filter(artifact -> artifact.kind() == kind)
                .flatMap(artifact -> store.histories(List.of(artifact), knowledge).stream())
                .map(history -> history.snapshot().key())
                .distinct()
                .limit(SUGGESTIONS)
                .toList();
    }

    private UserError notYet(String key) {
        return UserError.failed(key + " did not exist yet as of " + knowledge.asOf() + "; pass a later --as-of.");
    }
}
