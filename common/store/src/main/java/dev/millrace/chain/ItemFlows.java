package dev.millrace.chain;

import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The flows of items: every surface takes them from here, so that all say the same of an item. It decides what the figures of an item
 * depend on: the stream it flows through, what states mean, what its chain is, and what others tell of its waiting.
 */
public final class ItemFlows {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;
    private final StateCatalogue states;
    private final Function<ValueStream, Optional<CompletedWork.Source>> completions;
    private final Map<String, FlowAlgebra> ofFew = new HashMap<>();
    private @Nullable Chains chains;

    /**
     * The flows of what that store knew by then, computed from the facts.
     *
     * @param definition says how work flows, what the services are and which environments are production; what it says of later days
     *     than the as-of does not count
     */
    public ItemFlows(FlowStore store, Knowledge knowledge, Definition definition) {
        this(store, knowledge, definition, null, stream -> Optional.empty());
    }

    /**
     * The same, where chains are known already.
     *
     * @param chains the chains; null to compute them when they are first asked for
     * @param completions what others went through, stream by stream; empty where it must be computed
     */
    public ItemFlows(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            @Nullable Chains chains,
            Function<ValueStream, Optional<CompletedWork.Source>> completions) {
        this.store = store;
        this.knowledge = knowledge;
        this.definition = definition.asOf(knowledge.asOf());
        this.states = store.states(knowledge);
        this.chains = chains;
        this.completions = completions;
    }

    /**
     * An item with its flow.
     *
     * @param history the item and its chain
     * @param stream the stream whose rules it is read by
     * @param cycles its flow, first cycle first; at least one
     */
    public record Flowing(ItemHistory history, ValueStream stream, List<ItemFlow> cycles) {
        /** Copies the list. */
        public Flowing {
            cycles = List.copyOf(cycles);
        }
    }

    /** The definition as it was at the as-of. */
    public Definition definition() {
        return definition;
    }

    /** What the tools say of their states. */
    public StateCatalogue states() {
        return states;
    }

    /** The chains of all items; computed when they are first asked for, unless they are known already. */
    public Chains chains() {
        Chains read = chains == null ? new ChainReader(store, knowledge, definition) : chains;
        chains = read;
        return read;
    }

    /** The flow of an issue or a pull request; empty if it did not exist by then. */
    public Optional<Flowing> of(ArtifactId artifact) {
        return chains().item(artifact)
                .flatMap(item -> flowing(
                        item,
                        stream -> ofFew.computeIfAbsent(
                                stream.id(),
                                id -> completions
                                        .apply(stream)
                                        .map(known -> ofAll(stream, Instant.MIN, known))
                                        .orElseGet(() -> algebra(
                                                stream,
                                                CompletedWork.ofFew(
                                                        stream, states, knowledge.asOf(), store.issues(knowledge)))))));
    }

    /** Gives the flow of every item that passes and existed by then, as {@link ChainReader#forEachItem} orders them. */
    public void forEach(Predicate<? super ItemHistory> wanted, Consumer<? super Flowing> consumer) {
        Map<String, FlowAlgebra> algebras = new HashMap<>();
        chains().forEachItem(item -> {
            if (wanted.test(item)) {
                flowing(item, stream -> algebras.computeIfAbsent(stream.id(), id -> ofAll(stream, Instant.MIN)))
                        .ifPresent(consumer);
            }
        });
    }

    /** What computes the flows of all items of a stream, of which none is asked for that stopped before an instant. */
    public FlowAlgebra ofAll(ValueStream stream, Instant earliest) {
        return completions
                .apply(stream)
                .map(known -> ofAll(stream, earliest, known))
                .orElseGet(() -> algebra(
                        stream,
                        CompletedWork.ofAll(stream, states, knowledge.asOf(), earliest, store.issues(knowledge))));
    }

    /** What computes flows by an item's own history alone; see {@link FlowAlgebra#ownFlows}. */
    public FlowAlgebra own(ValueStream stream) {
        return ofAll(stream, Instant.MIN, (tool, project, to) -> Set.of(project));
    }

    private FlowAlgebra ofAll(ValueStream stream, Instant earliest, CompletedWork.Source others) {
        return algebra(stream, new CompletedWork(stream, states, knowledge.asOf(), earliest, others));
    }

    private FlowAlgebra algebra(ValueStream stream, CompletedWork others) {
        return new FlowAlgebra(stream, states, definition, others);
    }

    private Optional<Flowing> flowing(ItemHistory item, Function<ValueStream, FlowAlgebra> algebraOf) {
        ValueStream stream = streamOf(item);
        List<ItemFlow> cycles = algebraOf.apply(stream).flows(item, knowledge.asOf());
        return cycles.isEmpty() ? Optional.empty() : Optional.of(new Flowing(item, stream, cycles));
    }

    /** An item that no stream's scope accepts is read by the rules of the first. */
    private ValueStream streamOf(ItemHistory item) {
        return definition.stream(item.item().snapshot())
                .orElse(definition.streams().get(0));
    }
}
