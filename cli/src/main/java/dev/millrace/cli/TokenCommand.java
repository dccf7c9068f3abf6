package dev.millrace.cli;

import dev.millrace.cli.line.Between;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace token}: who may talk to the hub. */
@Command(
        name = "token",
        description = {
            "Creates, lists and revokes the tokens of the hub.",
            "The hub (millrace serve) stores only a hash of each token. A revoked token is " + "rejected at once."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace token create jenkins --scope events:write --tool jenkins:ci",
            "  millrace token create dashboard --scope reports:read,views:read --days 365",
            "  millrace token create shop --scope reports:read,views:read --project SHOP",
            "  millrace token list --json",
            "  millrace token revoke k3v9x2ab"
        })
final class TokenCommand implements Runnable {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    TokenCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "create",
            description = {"Creates a token and prints it once."},
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  millrace token create jenkins --scope events:write --tool jenkins:ci",
                "  millrace token create dashboard --scope reports:read,views:read --days 365"
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "A name for the client that uses it.") String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            split = ",",
                            required = true,
                            description = "events:write, views:read, reports:read or metrics:read; can be repeated.")
                    String[] scopes,
            @Option(
                            names = "--tool",
                            paramLabel = "TOOL",
                            split = ",",
                            description =
                                    "The tool whose facts events:write may post: jenkins:ci, or jenkins:* for every "
                                            + "Jenkins; can be repeated.")
                    @Nullable List<String> tools,
            @Option(
                            names = "--project",
                            paramLabel = "KEY",
                            split = ",",
                            description = "The token shows only items of this project; can be repeated. Default: all.")
                    @Nullable List<String> projects,
            @Option(
                            names = "--team",
                            paramLabel = "ID",
                            split = ",",
                            description = "The token shows only items of this team; can be repeated. Default: all.")
                    @Nullable List<String> teams,
            @Option(
                            names = "--service",
                            paramLabel = "ID",
                            split = ",",
                            description =
                                    "The token shows only what changes this service; can be repeated. Default: all.")
                    @Nullable List<String> services,
            @Between(min = 1, max = 36_500)
                    @Option(
                            names = "--days",
                            paramLabel = "N",
                            description = "Reject the token after this many days. Default: never.")
                    @Nullable Integer days,
            @Option(names = "--tokens", paramLabel = "FILE", description = "The token file of the hub.") @Nullable Path file) {
        return new TokenRun(context, file)
                .create(
                        name,
                        new TokenRun.Rights(
                                List.of(scopes), given(tools), given(projects), given(teams), given(services)),
                        days);
    }

    private static List<String> given(@Nullable List<String> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    @Command(
            name = "list",
            description = "Lists the tokens, without their secrets.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {"  millrace token list", "  millrace token list --json"})
    int list(
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Option(names = "--tokens", paramLabel = "FILE", description = "The token file of the hub.") @Nullable Path file) {
        return new TokenRun(context, file).list(json);
    }

    @Command(
            name = "revoke",
            description = "Revokes a token at once.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = "  millrace token revoke k3v9x2ab")
    int revoke(
            @Parameters(paramLabel = "ID", description = "The id, as millrace token list prints it.") String id,
            @Option(names = "--tokens", paramLabel = "FILE", description = "The token file of the hub.") @Nullable Path file) {
        return new TokenRun(context, file).revoke(id);
    }
}
