package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.cli.line.FishCompletion;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace completion}. */
@Command(
        name = "completion",
        description = {
            "Prints the script for completion in a shell.",
            "The shell loads the script when it starts: from a file, or from this command."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(millrace completion bash)      in ~/.bashrc",
            "  source <(millrace completion zsh)       in ~/.zshrc, behind compinit",
            "  millrace completion fish > ~/.config/fish/completions/millrace.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of bash, zsh and fish.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String shell;

    CompletionCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell wanted = EnumOption.of("completion", shell, Shell.values(), Shell::text);
        CommandLine all = spec.root().commandLine();
        // the script for bash asks zsh for its bashcompinit by itself
        context.console().print(wanted == Shell.FISH ? FishCompletion.script(all) : AutoComplete.bash("millrace", all));
        return ExitCode.OK;
    }
}
