package dev.millrace.demo.bench;

import dev.millrace.app.EnumOption;
import dev.millrace.app.UserError;
import dev.millrace.cli.CliContext;
import dev.millrace.cli.ExitCode;
import dev.millrace.cli.Version;
import dev.millrace.cli.line.Between;
import dev.millrace.demo.bench.BenchRun.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace bench}. */
@Command(
        name = "bench",
        description = {
            "Measures Millrace on this machine.",
            "It creates the store of a simulated large organisation, about 20 events an item, "
                    + "and measures how long writing, reading, the engine, reports, other questions and the pages of a hub take.",
            "Without --store it uses a temporary folder and deletes it afterwards. It uses the "
                    + "store of a configuration only with --config, and only if that store is empty or was "
                    + "made by an earlier bench."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace bench                                  a small one, within a minute",
            "  millrace bench --items 1000000 --store big.db   20 million events",
            "  millrace bench --only fill --items 100000 --store medium.db",
            "  millrace bench --only questions,hub --items 100000 --store medium.db",
            "  millrace bench --only engine --json",
            "  millrace bench --config postgres.yml            in a database of your own"
        })
final class BenchCommand implements Callable<Integer> {

    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[mMgG]");

    private final CliContext context;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "4000",
            description = "The number of work items; default ${DEFAULT-VALUE}.")
    @Between(min = 1, max = 100_000_000)
    private int items;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another organisation of the same kind; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Only this part: fill, read, engine, report, questions or hub; can be repeated. Default: all. An "
                            + "empty store is always filled first.")
    private List<String> only = List.of();

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "The heap of the processes that are started; default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String heap;

    @Option(
            names = "--engine-seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "The CPU time for which the engine is measured, after a warm-up of twice that; "
                    + "default ${DEFAULT-VALUE}.")
    @Between(min = 0, max = 3_600)
    private int engineSeconds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!HEAP.matcher(heap).matches()) {
            throw UserError.usage("--heap must be a size such as 512m or 2g, not \"" + heap + '"');
        }
        Set<BenchRun.Part> parts = EnumSet.noneOf(BenchRun.Part.class);
        only.forEach(part -> parts.add(EnumOption.of("--only", part, BenchRun.Part.values(), BenchRun.Part::text)));
        BenchRun run = new BenchRun(
                context,
                items,
                seed,
                only.isEmpty() ? EnumSet.allOf(BenchRun.Part.class) : parts,
                heap,
                Duration.ofSeconds(engineSeconds));
        Result result = measured(run);
        if (result.figures().isEmpty() && result.failure() != null) {
            throw result.failure();
        }
        BenchOutput output = new BenchOutput(items, seed, result.figures());
        if (json) {
            context.console().print(output.json());
        } else {
            context.console().show(output.text());
        }
        if (result.failure() != null) {
            throw result.failure();
        }
        return ExitCode.OK;
    }

    private Result measured(BenchRun run) {
        Path file = context.workspace().storeFile();
        Path named = context.workspace().configFile();
        if (file == null && named == null) {
            return run.run();
        }
        List<String> place = file == null ? List.of("--config", absolute(named)) : List.of("--store", absolute(file));
        return run.run(
                file == null
                        ? context.workspace().config()
                        : BenchRun.of(context.process().resolve(file)),
                place);
    }

    private String absolute(@Nullable Path path) {
        return path == null
                ? ""
                : context.process().resolve(path).toAbsolutePath().toString();
    }
}
