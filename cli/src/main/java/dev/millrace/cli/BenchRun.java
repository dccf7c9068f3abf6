package dev.millrace.cli;

import dev.millrace.cli.bench.Organisation;
import dev.millrace.cli.bench.StoreFill;
import dev.millrace.cli.bench.StoreFill.Filled;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.StorePlace;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the store of an organisation and measures it. */
final class BenchRun {

    /** Fixed, so that the same arguments give the same facts on every day. */
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    private final Session session;
    private final Organisation organisation;

    BenchRun(Session session, int items, long seed) {
        this.session = session;
        this.organisation = new Organisation(items, seed, END);
    }

    /**
     * Measures, and prints what it took.
     *
     * @param file the store that was named; null for one that is made for the while
     * @param configured whether a configuration was named, whose store is meant
     */
    int run(@Nullable Path file, boolean configured) {
        if (file != null || configured) {
            return run(
                    file == null
                            ? session.config()
                            : MillraceConfig.ofStore(
                                    new StorePlace.File(session.surroundings().resolve(file))));
        }
        try {
            Path folder = Files.createTempDirectory("millrace-bench");
            try {
                return run(MillraceConfig.ofStore(new StorePlace.File(folder.resolve("bench.db"))));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(MillraceConfig config) {
        try (FlowStore store = session.storeToWrite(config)) {
            StoreFill fill = new StoreFill(store, organisation);
            if (!fill.fits()) {
                throw CommandFailure.usage("the store " + config.store()
                        + " holds something else than this organisation; name another one with --store, or the --items and"
                        + " --seed that it was made with");
            }
            if (fill.filledUntil().isEmpty()) {
                try (BenchProgress progress = new BenchProgress(session.console(), organisation.items())) {
                    Filled filled = fill.fill(progress);
                    session.console()
                            .show(String.format(
                                    Locale.ROOT,
                                    "%,d events of %,d artifacts stored, %,.0f events/s%n",
                                    filled.events(),
                                    filled.artifacts(),
                                    filled.events() * 1e9 / filled.commitNanos()));
                }
            }
        }
        return ExitCode.OK;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
