package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.sync.RepositoryNames;
import dev.millrace.chain.ChainReader;
import dev.millrace.chain.Connections;
import dev.millrace.config.Suggestion;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.ItemEvents;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.LinksView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds items by what people call them. */
final class ItemLookup {

    private static final int SUGGESTIONS = 3;
    private static final String MERGE_COMMIT = "mergeCommit";

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Console console;
    private final Definition definition;
    private @Nullable ChainReader reader;

    ItemLookup(FlowStore store, Knowledge knowledge, Console console, Definition definition) {
        this.definition = definition.asOf(knowledge.asOf());
        this.store = store;
        this.knowledge = knowledge;
        this.console = console;
    }

    /** The chains of all items. */
    ChainReader chains() {
        ChainReader chains = reader == null ? new ChainReader(store, knowledge, definition) : reader;
        reader = chains;
        return chains;
    }

    /**
     * The issue or pull request that has the key or had it before.
     *
     * @throws UserError if there is none; the message says what to do
     */
    ArtifactId artifact(String key) {
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
    ItemView view(ArtifactId artifact, String key, ZoneId zone, boolean why) {
        ItemView view = viewOf(artifact, zone).orElseThrow(() -> notYet(key));
        String now = view.current().item().key();
        sayIfMoved(key, now);
        if (!why) {
            return view;
        }
        return chains().item(artifact)
                .map(history -> view.with(ItemEvents.of(history, knowledge.asOf())))
                .orElse(view);
    }

    /** The flow of an issue as of that knowledge; empty if it did not exist by then. */
    Optional<ItemView> viewOf(ArtifactId artifact, ZoneId zone) {
        return chains().item(artifact).flatMap(history -> {
            ValueStream stream = streamOf(history);
            List<ItemFlow> cycles = algebra(stream).flows(history, knowledge.asOf());
            return cycles.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ItemView.of(cycles, stream, knowledge, zone, Captures.of(store, knowledge, cycles)));
        });
    }

    private FlowAlgebra algebra(ValueStream stream) {
        StateCatalogue states = store.states(knowledge);
        return new FlowAlgebra(
                stream,
                states,
                definition,
                CompletedWork.ofFew(stream, states, knowledge.asOf(), store.issues(knowledge)));
    }

    /** An item that no stream's scope accepts is read by the rules of the first. */
    private ValueStream streamOf(ItemHistory history) {
        return definition.stream(history.item().snapshot())
                .orElse(definition.streams().get(0));
    }

    /** The key of the pull request that was merged as one of those commits; the first commit wins. */
    Optional<String> mergedAs(List<String> commits) {
        Map<String, String> keys = new HashMap<>();
        if (!commits.isEmpty()) {
            store.forEachArtifact(
                    ArtifactKind.PULL_REQUEST,
                    knowledge,
                    history -> history.snapshot()
                            .attributes()
                            .getOrDefault(MERGE_COMMIT, List.of())
                            .forEach(sha -> keys.put(
                                    sha.toLowerCase(Locale.ROOT),
                                    history.snapshot().key())));
        }
        return commits.stream().filter(keys::containsKey).map(keys::get).findFirst();
    }

    /** The keys of the issues whose chain a pull request belongs to; empty if it stands for itself. */
    List<String> issuesOf(ArtifactId pullRequest) {
        return store.histories(chains().issuesOf(pullRequest), knowledge).stream()
                .map(issue -> issue.snapshot().key())
                .toList();
    }

    /**
     * What the artifact that has the key is linked to.
     *
     * @throws UserError if there is none
     */
    LinksView links(String key, ZoneId zone) {
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
            console.say(key + " is " + now + " now: it has moved");
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
        Suggestion suggestion = new Suggestion(key, SUGGESTIONS);
        boolean pullRequest = key.indexOf('#') >= 0;
        if (pullRequest) {
            store.forEachArtifact(
                    ArtifactKind.PULL_REQUEST,
                    knowledge,
                    history -> suggestion.offer(history.snapshot().key()));
        } else {
            store.forEachItem(knowledge, item -> {
                suggestion.offer(item.item().snapshot().key());
                item.subTasks()
                        .forEach(subTask -> suggestion.offer(subTask.snapshot().key()));
            });
        }
        List<String> near = suggestion.closest();
        return UserError.failed("no " + (pullRequest ? "pull request " : "issue ") + key + " is in the store"
                + (near.isEmpty() ? "" : "; there is " + String.join(", ", near))
                + ". If it is new, run millrace sync. Otherwise check that its "
                + (pullRequest ? "repository" : "project") + " is collected.");
    }

    private UserError notYet(String key) {
        return UserError.failed(key + " did not exist yet as of " + knowledge.asOf() + "; pass a later --as-of.");
    }
}
