package dev.millrace.cli;

import dev.millrace.cli.line.Bounds;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
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
        versionProvider = Main.ManifestVersion.class,
        subcommands = {
            DemoCommand.class,
            SyncCommand.class,
            ShowCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ServeCommand.class,
            TokenCommand.class,
            ImportCommand.class,
            LinkCommand.class,
            StepSummaryCommand.class,
            StreamCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            PublishCommand.class,
            BenchCommand.class,
            PruneCommand.class,
            HelpCommand.class,
            CompletionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace demo                  all of it on a simulated company",
            "  millrace sync                  collect what is new from every configured tool",
            "  millrace report                the flow of the last 90 days",
            "  millrace show ABC-123          where the time of one issue went",
            "  millrace export --table visits --output visits.csv",
            "  millrace import builds.ndjson  take the events of the Jenkins plugin",
            "  millrace link reject owner/name#12 ABC-123    they do not belong together",
            "  millrace status                how collecting goes, and what is missing",
            "  millrace doctor                what keeps figures from being right",
            "  millrace stream show           which stage each state stands for",
            "",
            "Everything starts with a file millrace.yml; the smallest one is",
            "  jira:",
            "    - url: https://jira.example.org",
            "or, for GitHub, or both,",
            "  github:",
            "    - repositories: [owner/name]",
            "      token: {env: GITHUB_TOKEN}"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it could not be done: network, tool, disk",
            "2:the command line or the configuration is wrong; nothing was tried",
            "3:done, but something is missing; what, was said",
            "130:stopped with Ctrl-C; what became of the work, was said (143: with kill)"
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration; millrace.yml in this directory if not given.")
    private @Nullable Path config;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The store, instead of the configured one. To read one, no configuration is needed.")
    private @Nullable Path store;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log what happens, and show stack traces. MILLRACE_DEBUG=1 does the same.")
    private boolean debug;

    public static void main(String[] args) {
        System.exit(run(Surroundings.ofThisProcess(), args));
    }

    /** Every command with its options, as picocli knows them; for help, completion, manual pages and the tests of the docs. */
    static CommandLine commands(Surroundings surroundings) {
        Main main = new Main();
        return new CommandLine(main, new CommandFactory(main, surroundings));
    }

    /** Runs one command line to its end and returns the exit code. */
    static int run(Surroundings surroundings, String... args) {
        CommandLine commandLine = commands(surroundings);
        Main main = commandLine.getCommand();
        Failures failures = new Failures(surroundings.console(), () -> main.debugging(surroundings));
        commandLine
                .setOut(surroundings.console().resultWriter())
                .setErr(surroundings.console().messageWriter())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    Logging.configure(main.debugging(surroundings));
                    Bounds.check(parsed);
                    return StoppedNotice.during(
                            surroundings.console(), parsed, () -> new CommandLine.RunLast().execute(parsed));
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

    /** The configuration that was asked for; null for the one in this directory, if there is one. */
    @Nullable Path config() {
        return config;
    }

    /** The store that was asked for; null for the configured one. */
    @Nullable Path store() {
        return store;
    }

    /** How Millrace makes itself known to the servers it asks. */
    static String userAgent() {
        return "millrace/" + version("unpackaged");
    }

    private static String version(String otherwise) {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), otherwise);
    }

    private boolean debugging(Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault("MILLRACE_DEBUG", "");
        return debug || !(variable.isEmpty() || variable.equals("0") || variable.equals("false"));
    }

    /** Gives the commands what they work with. */
    private record CommandFactory(Main main, Surroundings surroundings) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            Session session = new Session(surroundings, main::config, main::store);
            if (type == SyncCommand.class) {
                return type.cast(new SyncCommand(session));
            } else if (type == DemoCommand.class) {
                return type.cast(new DemoCommand(session));
            } else if (type == ShowCommand.class) {
                return type.cast(new ShowCommand(session));
            } else if (type == ReportCommand.class) {
                return type.cast(new ReportCommand(session));
            } else if (type == ExportCommand.class) {
                return type.cast(new ExportCommand(session));
            } else if (type == ServeCommand.class) {
                return type.cast(new ServeCommand(session));
            } else if (type == TokenCommand.class) {
                return type.cast(new TokenCommand(session));
            } else if (type == ImportCommand.class) {
                return type.cast(new ImportCommand(session));
            } else if (type == LinkCommand.class) {
                return type.cast(new LinkCommand(session));
            } else if (type == StepSummaryCommand.class) {
                return type.cast(new StepSummaryCommand(session));
            } else if (type == StreamCommand.class) {
                return type.cast(new StreamCommand(session));
            } else if (type == BenchCommand.class) {
                return type.cast(new BenchCommand(session, main::store, main::config));
            } else if (type == StatusCommand.class) {
                return type.cast(new StatusCommand(session));
            } else if (type == PublishCommand.class) {
                return type.cast(new PublishCommand(session));
            } else if (type == PruneCommand.class) {
                return type.cast(new PruneCommand(session));
            } else if (type == HelpCommand.class) {
                return type.cast(new HelpCommand(session));
            } else if (type == CompletionCommand.class) {
                return type.cast(new CompletionCommand(session));
            } else if (type == DoctorCommand.class) {
                return type.cast(new DoctorCommand(session));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** The version stands once, in the pom; the build writes it into the manifest of the jar. */
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"millrace " + version("(not packaged)")};
        }
    }
}
