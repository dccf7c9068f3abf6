package dev.millrace.demo;

import dev.millrace.app.UserError;
import dev.millrace.app.sync.WaitCount;
import dev.millrace.cli.CliContext;
import dev.millrace.cli.ExitCode;
import dev.millrace.cli.TerminalLook;
import dev.millrace.cli.output.Console;
import dev.millrace.cli.output.SyncProgressBar;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncProgress;
import dev.millrace.collect.SyncSummary;
import dev.millrace.demo.company.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the demo and prints its progress. */
final class DemoShow implements DemoListener {

    private final CliContext context;
    private final Console console;
    private final Path directory;
    private final @Nullable Long seed;

    /**
     * A demo.
     *
     * @param context where it runs
     * @param directory where it writes, as the user said it
     * @param seed which company, or null for the one that everybody sees first
     */
    DemoShow(CliContext context, Path directory, @Nullable Long seed) {
        this.context = context;
        this.console = context.console();
        this.directory = directory;
        this.seed = seed;
    }

    /** Runs it; what it prints of it is made of the outcome. */
    int run(Function<DemoOutput, String> printed) {
        Path path = context.process().resolve(directory);
        DemoFolder.refusal(path).ifPresent(reason -> {
            throw UserError.usage(
                    reason + "; nothing was written. Pass another folder with --directory, or move this one away.");
        });
        DemoRun.Outcome outcome;
        try (DemoFolder folder = DemoFolder.claim(path)) {
            outcome = new DemoRun(folder, Objects.requireNonNullElse(seed, Company.SEED), this).run();
            folder.publish();
        }
        DemoOutput output = new DemoOutput(outcome, directory, TerminalLook.of(context.process()));
        console.print(printed.apply(output));
        long problems = outcome.collected().stream()
                .mapToLong(SyncSummary::problemCount)
                .sum();
        return problems == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    @Override
    public void step(String text) {
        console.say(text);
    }

    @Override
    public Watch collecting(String source) {
        if (!console.interactive()) {
            return new Forwarding(new Lines(source));
        }
        return new Forwarding(new SyncProgressBar(console, source));
    }

    /** One line per source, for logs. */
    private final class Lines implements SyncListener, AutoCloseable {

        private final String source;
        private long done;

        Lines(String source) {
            this.source = source;
        }

        @Override
        public void page(SyncProgress progress) {
            done = progress.done();
        }

        @Override
        public void problem(SyncProblem problem) {
            console.say("  problem: " + problem.item() + ": " + problem.reason());
        }

        @Override
        public void waiting(String host, Duration duration, String reason) {
            console.say("  " + host + " requests a wait of " + WaitCount.words(duration) + ": " + reason);
        }

        @Override
        public void close() {
            console.say("  " + source + ": " + done + (done == 1 ? " item" : " items"));
        }
    }

    /** Forwards to the console. */
    private static final class Forwarding implements Watch {

        private final SyncListener to;
        private final Runnable end;

        Forwarding(Lines lines) {
            this.to = lines;
            this.end = lines::close;
        }

        Forwarding(SyncProgressBar bar) {
            this.to = bar;
            this.end = bar::close;
        }

        @Override
        public void page(SyncProgress progress) {
            to.page(progress);
        }

        @Override
        public void problem(SyncProblem problem) {
            to.problem(problem);
        }

        @Override
        public void waiting(String host, Duration duration, String reason) {
            to.waiting(host, duration, reason);
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
