package dev.millrace.chain;

import dev.millrace.chain.link.Connections;
import dev.millrace.flow.Connection;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The artifacts whose chains are computed together: those of a whole store, or of one codebase. */
interface ChainSource {

    /** Gives the id of every commit; neighbours should belong together. */
    void forEachCommitId(Consumer<? super ArtifactId> consumer);

    /** Gives the history of every artifact of that kind. */
    void forEachArtifact(ArtifactKind kind, Consumer<? super ArtifactHistory> consumer);

    /** The histories of some of the artifacts. */
    List<ArtifactHistory> histories(Collection<ArtifactId> artifacts);

    /** Gives every connection that comes from one of the artifacts. */
    void forEachConnection(Consumer<? super Connection> consumer);

    /** All artifacts of a store, as of that knowledge. */
    static ChainSource ofStore(FlowStore store, Knowledge knowledge) {
        return new ChainSource() {
            @Override
            public void forEachCommitId(Consumer<? super ArtifactId> consumer) {
                store.forEachId(ArtifactKind.COMMIT, consumer);
            }

            @Override
            public void forEachArtifact(ArtifactKind kind, Consumer<? super ArtifactHistory> consumer) {
                store.forEachArtifact(kind, knowledge, consumer);
            }

            @Override
            public List<ArtifactHistory> histories(Collection<ArtifactId> artifacts) {
                return store.histories(artifacts, knowledge);
            }

            @Override
            public void forEachConnection(Consumer<? super Connection> consumer) {
                new Connections(store, knowledge).forEach(consumer);
            }
        };
    }
}
