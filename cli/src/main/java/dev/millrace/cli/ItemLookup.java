package dev.millrace.cli;

import dev.millrace.chain.ChainReader;
import dev.millrace.chain.Connections;
import dev.millrace.config.Suggestion;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.ItemEvents;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.ItemView;
import dev.millrace.view.LinksView;
import java.time.ZoneId;
import java.util.List;

/** Finds one item by what people call it. */
final class ItemLookup {

    private static final int SUGGESTIONS = 3;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Console console;

    ItemLookup(FlowStore store, Knowledge knowledge, Console console) {
        this.store = store;
        this.knowledge = knowledge;
        this.console = console;
    }

    /**
     * The item that has the key or had it before; in the latter case the user is told.
     *
     * @throws CommandFailure if there is none, or it did not exist yet; the message says what to do
     */
    ItemView view(String key, ZoneId zone, boolean why) {
        ArtifactId artifact = store.find(key, knowledge).orElseThrow(() -> notFound(key));
        ItemHistory history = new ChainReader(store, knowledge).item(artifact).orElseThrow(() -> notYet(key));
        ValueStream stream = DefaultValueStream.create();
        List<ItemFlow> cycles = new FlowAlgebra(stream, store.states(knowledge)).flows(history, knowledge.asOf());
        if (cycles.isEmpty()) {
            throw notYet(key);
        }
        String now = history.item().snapshot().key();
        if (!now.equalsIgnoreCase(key)) {
            console.say(key + " is " + now + " now: the issue has moved");
        }
        ItemView view = ItemView.of(cycles, stream, knowledge, zone);
        return why ? view.with(ItemEvents.of(history, knowledge.asOf())) : view;
    }

    /**
     * What the artifact that has the key is linked to.
     *
     * @throws CommandFailure if there is none
     */
    LinksView links(String key, ZoneId zone) {
        ArtifactId artifact = store.find(key, knowledge).orElseThrow(() -> notFound(key));
        String now = store.histories(List.of(artifact), knowledge).stream()
                .map(history -> history.snapshot().key())
                .findFirst()
                .orElseThrow(() -> notYet(key));
        return new LinksView(artifact, now, new Connections(store, knowledge).of(artifact), knowledge, zone);
    }

    private CommandFailure notFound(String key) {
        Suggestion suggestion = new Suggestion(key, SUGGESTIONS);
        store.forEachItem(knowledge, item -> {
            suggestion.offer(item.item().snapshot().key());
            item.subTasks()
                    .forEach(subTask -> suggestion.offer(subTask.snapshot().key()));
        });
        List<String> near = suggestion.closest();
        return CommandFailure.failed("no issue " + key + " is known"
                + (near.isEmpty() ? "" : "; there is " + String.join(", ", near))
                + ". If it is new, run millrace sync; if not, check that its project is collected.");
    }

    private CommandFailure notYet(String key) {
        return CommandFailure.failed(
                key + " did not exist yet as of " + knowledge.asOf() + "; choose a later --as-of.");
    }
}
