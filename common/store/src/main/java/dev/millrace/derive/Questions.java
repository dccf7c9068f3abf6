package dev.millrace.derive;

import dev.millrace.chain.ItemFlows;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Questions as of one knowledge. Rows are brought up to date for the first of them; each is then answered from one state of the store,
 * whatever other processes write or derive meanwhile. Not for concurrent use.
 */
public final class Questions {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;
    private final Derivation derivation;
    private Optional<DerivedView> view = Optional.empty();
    private boolean asked;
    private @Nullable ItemFlows flows;

    /** Nothing is read before the first question. */
    public Questions(FlowStore store, Definition definition, Knowledge knowledge) {
        this(store, definition, knowledge, Derivation.LEAST_EVENTS);
    }

    /**
     * The same.
     *
     * @param least in a store with fewer events rows are neither derived nor used
     */
    public Questions(FlowStore store, Definition definition, Knowledge knowledge, long least) {
        this.store = store;
        this.knowledge = knowledge;
        this.definition = definition;
        this.derivation = new Derivation(store, definition, least);
    }

    /** Asks rows; the question gets none where only the facts can answer. */
    public <T> T ask(Function<? super Optional<DerivedView>, T> question) {
        Optional<DerivedView> known = asked ? view : derivation.view(knowledge);
        return store.derived().read(() -> {
            // if rows were written since, this state of the store has others, and the answer is made of those
            Optional<DerivedView> now =
                    known.isPresent() && !known.get().isCurrent() ? derivation.view(knowledge) : known;
            if (!asked || !now.equals(view)) {
                asked = true;
                view = now;
                flows = null;
            }
            return question.apply(now);
        });
    }

    /** How many items of each owner there are. */
    public List<ItemGroup> groups() {
        return ask(rows -> rows.map(DerivedView::groups).orElseGet(() -> {
            ItemGroups groups = new ItemGroups(definition);
            new ItemFlows(store, knowledge, definition).chains().forEachItem(groups::add);
            return groups.all();
        }));
    }

    /** Asks the flows of items, from rows or computed. */
    public <T> T askFlows(Function<? super ItemFlows, T> question) {
        return ask(rows -> {
            ItemFlows of = flows;
            if (of == null) {
                of = rows.map(DerivedView::flows).orElseGet(() -> new ItemFlows(store, knowledge, definition));
                flows = of;
            }
            return question.apply(of);
        });
    }
}
