package dev.millrace.app.query;

import dev.millrace.app.UserError;
import dev.millrace.app.item.ItemService;
import dev.millrace.app.item.Visibility;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.ItemFlows.Flowing;
import dev.millrace.derive.Derivation;
import dev.millrace.derive.ItemParts;
import dev.millrace.derive.Questions;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.metrics.time.TimeLeft;
import dev.millrace.metrics.time.TimeLeftAccumulator;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.reach.ItemReach;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.item.WhereView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says where an item and its changes are: in which environments, what it waits for, and what usually comes next. */
public final class WhereService {

    /** What usually comes next is measured over so many days. */
    private static final int DAYS = 90;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;
    private final Questions questions;
    private final ItemService items;

    /**
     * As of one knowledge.
     *
     * @param messages takes what the user should know beside the answer
     */
    public WhereService(FlowStore store, Knowledge knowledge, Definition definition, Consumer<String> messages) {
        this.store = store;
        this.knowledge = knowledge;
        this.definition = definition;
        this.questions = new Questions(store, definition, knowledge);
        this.items = new ItemService(store, knowledge, messages, definition);
    }

    /**
     * Where something is.
     *
     * @param text the key of an issue, {@code owner/name#12}, or the SHA of a commit (10 to 40 digits), which stands for the pull
     *     request that was merged as it, else for an issue that it names
     * @throws UserError if there is none, or it did not exist yet; the message says what to do
     */
    public WhereView where(String text, ZoneId zone) {
        return where(text, zone, Visibility.EVERYTHING);
    }

    /**
     * The same for a reader who may not see everything.
     *
     * @throws UserError also if the reader may not see it, in the words that stand for something that is not there
     */
    public WhereView where(String text, ZoneId zone, Visibility visibility) {
        Optional<String> found =
                new Search(store, definition, knowledge, visibility).find(text).map(FoundArtifact::key);
        if (found.isEmpty() && !visibility.everything()) {
            throw UserError.failed("nothing is captured under the name " + text + ", or this token may not see it");
        }
        String key = found.orElse(text);
        ArtifactId artifact = items.artifact(key);
        return questions.askFlows(flows -> view(artifact, key, flows, zone));
    }

    private WhereView view(ArtifactId artifact, String key, ItemFlows flows, ZoneId zone) {
        Flowing item = flows.of(artifact)
                .orElseThrow(() -> UserError.failed(
                        key + " did not exist yet as of " + knowledge.asOf() + "; pass a later --as-of."));
        List<ItemFlow> cycles = item.cycles();
        ItemFlow now = cycles.get(cycles.size() - 1);
        Optional<Place> place =
                now.status() == ItemFlow.Status.IN_FLOW ? Place.of(now, knowledge.asOf()) : Optional.empty();
        @Nullable Stage stage = place.map(Place::stage).orElse(null);
        return new WhereView(
                now,
                item.stream(),
                ItemReach.of(now, item.history().changes()),
                place.orElse(null),
                stage == null ? null : left(stage, item.stream()),
                DAYS,
                artifact.kind() == ArtifactKind.PULL_REQUEST ? items.keysOfIssues(artifact) : List.of(),
                items.capture(cycles),
                knowledge,
                zone);
    }

    private TimeLeft left(Stage stage, ValueStream stream) {
        Instant start = knowledge.asOf().minus(Duration.ofDays(DAYS));
        TimeLeftAccumulator left = new TimeLeftAccumulator(
                stage, new Window(start, knowledge.asOf().plusMillis(1)));
        ItemParts parts = (flow, of, history) -> left.add(flow);
        questions.ask(rows -> {
            rows.ifPresentOrElse(
                    view -> view.report(stream, start, parts),
                    () -> new Derivation(store, definition).compute(knowledge, stream, start, parts));
            return true;
        });
        return left.result();
    }
}
