package dev.millrace.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace bench}. */
@Command(
        name = "bench",
        description = {
            "Measures Millrace on this machine: makes the store of a large organisation that does not exist, about 20 events an item,"
                    + " and tells what writing, reading and reporting it take.",
            "Without --store the store is made in a temporary folder and deleted afterwards. The store of a configuration is used only"
                    + " if that is named with --config, and only if it is empty or was made by an earlier bench."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace bench                                          a small one, within a minute",
            "  millrace bench --items 1000000 --store big.db           20 million events; the file is kept and used again",
            "  millrace bench --config postgres.yml --json             where 'store' is a PostgreSQL of your own"
        })
final class BenchCommand implements Callable<Integer> {

    private final Session session;
    private final Supplier<@Nullable Path> store;
    private final Supplier<@Nullable Path> config;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many work items the organisation has; ${DEFAULT-VALUE} if not given.")
    private int items;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another organisation of the same kind; ${DEFAULT-VALUE} if not given.")
    private long seed;

    BenchCommand(Session session, Supplier<@Nullable Path> store, Supplier<@Nullable Path> config) {
        this.session = session;
        this.store = store;
        this.config = config;
    }

    @Override
    public Integer call() {
        if (items < 1) {
            throw CommandFailure.usage("--items must be at least 1, not " + items);
        }
        return new BenchRun(session, items, seed).run(store.get(), config.get() != null);
    }
}
