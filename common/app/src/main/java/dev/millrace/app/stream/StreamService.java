package dev.millrace.app.stream;

import dev.millrace.app.Workspace;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.StorePlace;
import dev.millrace.jira.JiraSite;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

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
     * Counts what the definition guesses about what was collected. Reads every issue.
     *
     * @throws dev.millrace.config.ConfigException if the definition has a mistake
     */
    public StreamGuesses guesses() {
        MillraceConfig config = workspace.config();
        if (config.store() instanceof StorePlace.File file && !Files.exists(file.path())) {
            return StreamGuesses.none();
        }
        try (FlowStore store = workspace.storeToRead(config)) {
            return GuessCount.of(
                    config.definition(), store, new Knowledge(workspace.clock().instant(), Instant.MAX));
        }
    }

    /**
     * The sites whose configuration says which links block; of the others it is guessed.
     *
     * @throws dev.millrace.config.ConfigException if the definition has a mistake
     */
    public Set<ToolInstance> sitesWithBlockingLinks() {
        return workspace.config().jira().stream()
                .filter(site -> !site.blockingLinks().isEmpty())
                .map(JiraSite::tool)
                .collect(Collectors.toUnmodifiableSet());
    }

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

    /** What a definition guesses about everything that a store knows. */
    public static StreamGuesses guesses(Definition definition, KnownFacts store) {
        return GuessCount.of(definition, store, new Knowledge(Instant.MAX, Instant.MAX));
    }
}
