package dev.millrace.app.importing;

import dev.millrace.app.DerivedRows;
import dev.millrace.app.Workspace;
import dev.millrace.app.importing.FactImport.Imported;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.config.MillraceConfig;
import dev.millrace.http.Authorization;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Imports files of facts: checks all of them to their end, stores them, and links what belongs together. */
public final class ImportService {

    private final Workspace workspace;
    private final InputStream input;

    /**
     * A service.
     *
     * @param workspace where configuration and store are
     * @param input standard input, for the argument {@code -}
     */
    public ImportService(Workspace workspace, InputStream input) {
        this.workspace = workspace;
        this.input = input;
    }

    /**
     * What an import did.
     *
     * @param sources what each file brought
     * @param links what linking added: new links, and deployments of stages
     */
    public record Outcome(List<Imported> sources, CommitResult links) {

        /** Copies the list. */
        public Outcome {
            sources = List.copyOf(sources);
        }

        /** Whether this version knew every kind of fact. */
        public boolean isComplete() {
            return sources.stream().allMatch(one -> one.unknown().isEmpty());
        }
    }

    /**
     * Imports what the arguments name.
     *
     * @param arguments files, directories, addresses, or {@code -}
     * @param authorization sent to addresses
     * @throws dev.millrace.app.UserError if one of them is missing or is no file of facts; then nothing is stored
     */
    public Outcome run(List<String> arguments, Authorization authorization) throws IOException {
        MillraceConfig config = workspace.config();
        FactImport facts = new FactImport(workspace);
        List<Imported> imported = new ArrayList<>();
        try (FactSources sources =
                new FactSources(workspace, input, workspace.transport(config.network()), authorization)) {
            for (String argument : arguments) {
                sources.add(argument);
            }
            for (FactSource source : sources.found()) {
                facts.check(source);
            }
            try (FlowStore store = workspace.storeToWrite(config)) {
                for (FactSource source : sources.found()) {
                    imported.add(facts.store(source, store));
                }
                CommitResult links = KeyLinker.link(store);
                DerivedRows.bringUpToDate(store, config.definition(), workspace);
                return new Outcome(imported, links);
            }
        }
    }
}
