package dev.millrace.cli;

import dev.millrace.app.query.Queries;
import dev.millrace.config.MillraceConfig;
import dev.millrace.hub.mcp.McpLines;
import dev.millrace.hub.mcp.McpService;
import dev.millrace.hub.mcp.ToolReader;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace mcp}. */
@Command(
        name = "mcp",
        description = {
            "Answers an assistant over the Model Context Protocol.",
            "It reads messages from standard input and writes answers to standard output until the input ends. "
                    + "An assistant starts it; see docs/mcp.md. It only reads the store."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace mcp --config /path/to/millrace.yml    what an assistant starts",
            "  claude mcp add millrace -- millrace mcp --config /path/to/millrace.yml"
        })
final class McpCommand implements Callable<Integer> {

    private final CliContext context;

    McpCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            Queries queries = new Queries(config, context.process().clock());
            new McpLines(new McpService(queries, Version.number()))
                    .run(context.process().input(), context.console().results(), ToolReader.of(store));
        }
        return ExitCode.OK;
    }
}
