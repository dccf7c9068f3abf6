package dev.millrace.app.stream;

import dev.millrace.app.Workspace;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.StorePlace;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.nio.file.Files;
import java.time.Instant;

/** Reads the definition of the value streams, with the states that it has to map. */
public final class StreamService {

    private final Workspace workspace;

    /** In that workspace. */
    public StreamService(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * A definition and what was seen so far.
     *
     * @param definition how work flows
     * @param states the states that the tools have; none if nothing was collected yet
     */
    public record Seen(Definition definition, StateCatalogue states) {}

    /**
     * Reads both.
     *
     * @throws dev.millrace.config.ConfigException if the definition has a mistake
     */
    public Seen read() {
        MillraceConfig config = workspace.config();
        if (config.store() instanceof StorePlace.File file && !Files.exists(file.path())) {
            return new Seen(config.definition(), StateCatalogue.empty());
        }
        try (FlowStore store = workspace.storeToRead(config)) {
            return new Seen(
                    config.definition(),
                    store.states(new Knowledge(workspace.clock().instant(), Instant.MAX)));
        }
    }
}
