package dev.millrace.cli;

import dev.millrace.cli.line.Bounds;
import dev.millrace.cli.output.Logging;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The entry point of {@code millrace}; without a sub-command it shows what there is.
 *
 * <p>Starting has to be fast: commands name heavy classes (JSON, database, HTTP) inside methods only, never in fields or
 * signatures, because picocli looks at those of every command even for {@code --help}.
 */
@Command(
        name = "millrace",
        description = "Value stream management inside Jenkins, Jira and GitHub.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace sync                  collect new data from all configured tools",
            "  millrace report                the flow of the last 90 days",
            "  millrace show ABC-123          where one issue spent its time",
            "  millrace export --table visits --output visits.csv",
            "  millrace import builds.ndjson  import the events of the Jenkins plugin",
            "  millrace link reject owner/name#12 ABC-123    they do not belong together",
            "  millrace status                state of each source, and what is missing",
            "  millrace doctor                what makes figures wrong or unknown",
            "  millrace stream show           which stage each state belongs to",
            "",
            "Millrace reads its configuration from millrace.yml. The smallest one is",
            "  jira:",
            "    - url: https://jira.example.org",
            "or, for GitHub (you need only one of jira and github),",
            "  github:",
            "    - repositories: [owner/name]",
            "      token: {env: GITHUB_TOKEN}"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed: network, tool or disk",
            "2:the command line or the configuration is wrong; nothing was done",
            "3:done, but something is missing; the output says what",
            "130:stopped with Ctrl-C (143: with kill); the output says what was done"
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration file. Default: millrace.yml in this directory.")
    private @Nullable Path config;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The store to use instead of the configured one. Reading a store needs no " + "configuration.")
    private @Nullable Path store;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log details, and print stack traces. MILLRACE_DEBUG=1 does the same.")
    private boolean debug;

    public static void main(String[] args) {
        System.exit(run(CliProcess.ofThisProcess(), args));
    }

    /** Every command with its options, as picocli knows them; for help, completion, manual pages and the tests of the docs. */
    public static CommandLine commands(CliProcess process) {
        return behind(process).all();
    }

    private static Commands behind(CliProcess process) {
        Main main = new Main();
        return new Commands(main, new CliContext(process, main::config, main::store));
    }

    /** Runs one command line to its end and returns the exit code. */
    public static int run(CliProcess process, String... args) {
        CommandLine commandLine = behind(process).of(args);
        Main main = commandLine.getCommand();
        Failures failures = new Failures(process.console(), () -> main.debugging(process));
        commandLine
                .setOut(process.console().resultWriter())
                .setErr(process.console().messageWriter())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    Logging.configure(main.debugging(process));
                    Bounds.check(parsed);
                    return StoppedNotice.during(
                            process.console(), parsed, () -> new CommandLine.RunLast().execute(parsed));
                });
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            return failures.told(e); // picocli hands on exceptions only
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The configuration of the option; null for the one in this directory, if there is one. */
    @Nullable Path config() {
        return config;
    }

    /** The store of the option; null for the configured one. */
    @Nullable Path store() {
        return store;
    }

    private boolean debugging(CliProcess process) {
        String variable = process.environment().getOrDefault("MILLRACE_DEBUG", "");
        return debug || !(variable.isEmpty() || variable.equals("0") || variable.equals("false"));
    }
}
