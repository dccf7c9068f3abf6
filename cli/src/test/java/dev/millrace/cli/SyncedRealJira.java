package dev.millrace.cli;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a directory into which all real issues were synced; it is made once for all of them and must not be changed. */
final class SyncedRealJira implements BeforeAllCallback, ParameterResolver {

    /** Skips the class where there is no real data: an assumption that fails while a parameter is resolved would be an error. */
    @Override
    public void beforeAll(ExtensionContext context) {
        RealJira.needed();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Synced.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SyncedRealJira.class))
                .getOrComputeIfAbsent(Synced.class, type -> Synced.make(), Synced.class);
    }

    /**
     * The directory, with the Jiras still running.
     *
     * @param directory holds configuration and store
     * @param jira the Jiras
     * @param sync what the sync said
     */
    record Synced(Path directory, RealJira jira, Run sync) implements AutoCloseable {

        private static Synced make() {
            try {
                RealJira jira = new RealJira();
                Path directory = Files.createTempDirectory("millrace-real");
                return new Synced(directory, jira, jira.configured(directory).run("sync"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Runs a command on the synced store. */
        Run run(String... args) {
            return Millrace.in(directory).run(args);
        }

        FlowStore open() {
            return SqliteFlowStore.open(directory.resolve("millrace.db"), InstantSource.system());
        }

        /** The flow of every item as of an instant, with all that is known now. */
        List<ItemFlow> flows(Instant asOf) {
            List<ItemFlow> flows = new ArrayList<>();
            try (FlowStore store = open()) {
                Knowledge knowledge = new Knowledge(asOf, Instant.MAX);
                ValueStream stream = DefaultValueStream.create();
                StateCatalogue states = store.states(knowledge);
                FlowAlgebra algebra = new FlowAlgebra(
                        stream,
                        states,
                        Definition.standard(),
                        CompletedWork.ofAll(stream, states, asOf, Instant.MIN, store.issues(knowledge)));
                store.forEachItem(knowledge, item -> flows.addAll(algebra.flows(item, asOf)));
            }
            return flows;
        }

        @Override
        public void close() throws IOException {
            jira.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
