package dev.millrace.derive;

import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** A process that brings the rows of a store up to date and ends, or dies at a call of its own choice. */
final class DerivingProcess {

    private DerivingProcess() {}

    /** How a process ends that is killed. */
    static final int KILLED = 137;

    /** Takes the file of the store, the as-of, and at which call to the rows it dies; 0 for never. */
    public static void main(String[] args) {
        int last = Integer.parseInt(args[2]);
        try (FlowStore store = SqliteFlowStore.open(Path.of(args[0]), InstantSource.system())) {
            Knowledge knowledge = new Knowledge(Instant.parse(args[1]), Instant.now());
            int[] calls = {0};
            FlowStore watched = WatchedRows.of(store, () -> {
                if (++calls[0] == last) {
                    Runtime.getRuntime().halt(KILLED); // as SIGKILL does: nothing is closed, nothing is rolled back
                }
            });
            new Derivation(watched, Definition.standard(), 0).view(knowledge);
        }
    }

    /** Starts one that dies after so many calls to the rows; 0 for never. */
    static Process start(Path file, Instant asOf, int last) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DerivingProcess.class.getName(),
                        file.toString(),
                        asOf.toString(),
                        Integer.toString(last))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
