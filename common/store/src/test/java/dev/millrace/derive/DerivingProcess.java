package dev.millrace.derive;

import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** A process that brings the rows of a store up to date and ends. */
final class DerivingProcess {

    private DerivingProcess() {}

    /** Takes the file of the store and the as-of. */
    public static void main(String[] args) {
        try (FlowStore store = SqliteFlowStore.open(Path.of(args[0]), InstantSource.system())) {
            Knowledge knowledge = new Knowledge(Instant.parse(args[1]), Instant.now());
            new Derivation(store, Definition.standard(), 0).view(knowledge);
        }
    }

    /** Starts one. */
    static Process start(Path file, Instant asOf) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DerivingProcess.class.getName(),
                        file.toString(),
                        asOf.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
