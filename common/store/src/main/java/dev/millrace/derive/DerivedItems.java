package dev.millrace.derive;

import dev.millrace.chain.ChainAssembler;
import dev.millrace.chain.ChainLinks;
import dev.millrace.chain.Chains;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Items whose chains are known from rows. */
final class DerivedItems implements Chains {

    private static final int AT_A_TIME = 100;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final ChainAssembler assembler;
    private final ChainLinks links;
    private final Supplier<List<ArtifactId>> alone;

    /**
     * Reads histories as of that knowledge.
     *
     * @param alone gives people's pull requests without an issue
     */
    DerivedItems(
            FlowStore store,
            Knowledge knowledge,
            ChainAssembler assembler,
            ChainLinks links,
            Supplier<List<ArtifactId>> alone) {
        this.store = store;
        this.knowledge = knowledge;
        this.assembler = assembler;
        this.links = links;
        this.alone = alone;
    }

    @Override
    public Optional<ItemHistory> item(ArtifactId artifact) {
        if (artifact.kind() == ArtifactKind.PULL_REQUEST) {
            return assembler.pullRequests(List.of(artifact)).stream().findFirst();
        }
        return store.item(artifact, knowledge)
                .map(item -> assembler.withChanges(List.of(item)).get(0));
    }

    @Override
    public void forEachItem(Consumer<? super ItemHistory> consumer) {
        Batch batch = new Batch(consumer);
        store.forEachItem(knowledge, batch::add);
        batch.give();
        pullRequests(alone.get(), consumer);
    }

    /** Gives those of these issues that are items, and these pull requests. */
    void forEachItem(
            Collection<ArtifactId> issues,
            Collection<ArtifactId> pullRequests,
            Consumer<? super ItemHistory> consumer) {
        Batch batch = new Batch(consumer);
        store.changes().forEachItem(issues, knowledge, batch::add);
        batch.give();
        pullRequests(List.copyOf(pullRequests), consumer);
    }

    @Override
    public List<ArtifactId> issuesOf(ArtifactId artifact) {
        return links.issuesOf(artifact);
    }

    private void pullRequests(List<ArtifactId> all, Consumer<? super ItemHistory> consumer) {
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            assembler
                    .pullRequests(all.subList(from, Math.min(all.size(), from + AT_A_TIME)))
                    .forEach(consumer);
        }
    }

    /** Puts some issues together at a time. */
    private final class Batch {

        private final Consumer<? super ItemHistory> consumer;
        private final List<ItemHistory> items = new ArrayList<>();

        Batch(Consumer<? super ItemHistory> consumer) {
            this.consumer = consumer;
        }

        void add(ItemHistory item) {
            items.add(item);
            if (items.size() == AT_A_TIME) {
                give();
            }
        }

        void give() {
            assembler.withChanges(items).forEach(consumer);
            items.clear();
        }
    }
}
