package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.cli.line.ManPage;
import dev.millrace.cli.line.UsageWords;
import dev.millrace.files.OutputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace help}. */
@Command(
        name = "help",
        description = {
            "Shows the help of a command, or its manual page.",
            "millrace help COMMAND prints the same as millrace COMMAND --help. A manual page is " + "roff, for man."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace help report",
            "  millrace help token create",
            "  millrace help report --man | man -l -",
            "  millrace help --man-pages /usr/local/share/man/man1"
        })
final class HelpCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command. Default: an overview of all commands.")
    private List<String> names = List.of();

    @Option(names = "--man", description = "Print its manual page.")
    private boolean man;

    @Option(
            names = "--man-pages",
            paramLabel = "DIR",
            description = "Write the manual pages of all commands to this folder, for a package.")
    private @Nullable Path folder;

    HelpCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine command = spec.root().commandLine();
        if (folder != null) {
            write(command, context.process().resolve(folder));
            return ExitCode.OK;
        }
        for (String name : names) {
            CommandLine inner = command.getSubcommands().get(name);
            if (inner == null) {
                throw UserError.usage(UsageWords.noCommand(name, command.getCommandSpec()));
            }
            command = inner;
        }
        if (man) {
            context.console().print(new ManPage(command.getCommandSpec()).text());
        } else {
            command.usage(command.getOut());
        }
        return ExitCode.OK;
    }

    private void write(CommandLine all, Path target) throws Exception {
        Files.createDirectories(target);
        List<ManPage> pages = ManPage.all(all);
        for (ManPage page : pages) {
            OutputFile.writeForAll(
                    target.resolve(page.name() + ".1"),
                    out -> out.write(page.text().getBytes(StandardCharsets.UTF_8)));
        }
        context.console().say("wrote " + pages.size() + " manual pages to " + target);
    }
}
