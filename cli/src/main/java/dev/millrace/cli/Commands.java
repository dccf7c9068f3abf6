package dev.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The commands behind {@code millrace}. A process needs one of them, and picocli takes longer to look at the annotations of all
 * than a short command takes for everything else. So a command line that begins with a command gets that one alone, and the overview
 * only names and descriptions.
 */
final class Commands {

    /** All that are in this jar, in the order of the help. */
    private static final List<String> NAMES = List.of(
            "init",
            "sync",
            "show",
            "where",
            "forecast",
            "deployed",
            "report",
            "export",
            "serve",
            "mcp",
            "token",
            "import",
            "link",
            "step-summary",
            "stream",
            "status",
            "doctor",
            "publish",
            "prune",
            "help",
            "completion");

    /** They speak of all the others. */
    private static final Set<String> OF_ALL = Set.of("help", "completion");

    private static final Set<String> OVERVIEW = Set.of("-h", "--help", "-V", "--version");

    /** The object with the options that all commands have. */
    private final Object main;

    private final CliContext context;

    Commands(Object main, CliContext context) {
        this.main = main;
        this.context = context;
    }

    /** The command line that can tell everything about these arguments. */
    CommandLine of(String... args) {
        if (args.length == 0 || (args.length == 1 && OVERVIEW.contains(args[0]))) {
            return overview();
        } else if (NAMES.contains(args[0]) && !OF_ALL.contains(args[0])) {
            CommandLine one = new CommandLine(main);
            one.addSubcommand(own(args[0]));
            return one;
        }
        return all();
    }

    /** Every command with all its options. */
    CommandLine all() {
        List<CommandProvider> others = others();
        CommandLine all = root(others);
        for (Object command : objects(others)) {
            all.addSubcommand(command);
        }
        return all;
    }

    private CommandLine overview() {
        List<CommandProvider> others = others();
        CommandLine all = root(others);
        for (Object command : objects(others)) {
            Command described = described(command);
            CommandSpec spec = CommandSpec.create();
            spec.usageMessage().description(described.description());
            all.addSubcommand(described.name(), spec);
        }
        return all;
    }

    private static Command described(Object command) {
        Command described = command.getClass().getAnnotation(Command.class);
        if (described == null) {
            throw new IllegalStateException(command.getClass() + " is no command");
        }
        return described;
    }

    /** Those that other jars bring. */
    private static List<CommandProvider> others() {
        List<CommandProvider> others = new ArrayList<>();
        ServiceLoader.load(CommandProvider.class).forEach(others::add);
        return others;
    }

    /** Without commands, with the examples of all. */
    private CommandLine root(List<CommandProvider> others) {
        CommandLine root = new CommandLine(main);
        UsageMessageSpec usage = root.getCommandSpec().usageMessage();
        List<String> examples = new ArrayList<>();
        others.forEach(provider -> examples.addAll(provider.examples()));
        examples.addAll(List.of(usage.footer()));
        usage.footer(examples.toArray(String[]::new));
        return root;
    }

    private List<Object> objects(List<CommandProvider> others) {
        List<String> names = new ArrayList<>(NAMES);
        List<Object> commands = new ArrayList<>();
        NAMES.forEach(name -> commands.add(own(name)));
        for (CommandProvider provider : others) {
            int before = names.indexOf(provider.before());
            int place = before < 0 ? names.size() : before;
            Object command = provider.command(context);
            names.add(place, described(command).name());
            commands.add(place, command);
        }
        return commands;
    }

    private Object own(String name) {
        return switch (name) {
            case "init" -> new InitCommand(context);
            case "sync" -> new SyncCommand(context);
            case "show" -> new ShowCommand(context);
            case "where" -> new WhereCommand(context);
            case "forecast" -> new ForecastCommand(context);
            case "deployed" -> new DeployedCommand(context);
            case "report" -> new ReportCommand(context);
            case "export" -> new ExportCommand(context);
            case "serve" -> new ServeCommand(context);
            case "mcp" -> new McpCommand(context);
            case "token" -> new TokenCommand(context);
            case "import" -> new ImportCommand(context);
            case "link" -> new LinkCommand(context);
            case "step-summary" -> new StepSummaryCommand(context);
            case "stream" -> new StreamCommand(context);
            case "status" -> new StatusCommand(context);
            case "doctor" -> new DoctorCommand(context);
            case "publish" -> new PublishCommand(context);
            case "prune" -> new PruneCommand(context);
            case "help" -> new HelpCommand(context);
            case "completion" -> new CompletionCommand(context);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
