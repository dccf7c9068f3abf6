package dev.millrace.cli;

import dev.millrace.app.status.StatusDocument;
import dev.millrace.app.status.StatusJson;
import dev.millrace.app.status.StatusReader;
import dev.millrace.app.status.StoreStatus;
import dev.millrace.config.MillraceConfig;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.store.FlowStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace status}. */
@Command(
        name = "status",
        description = {
            "Shows the state of each source, and what is missing.",
            "It shows how far every source was read, how its last run ended, what is known to be "
                    + "missing, the rate limits of the hosts, and the size of the store. It calls no tool "
                    + "and changes nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing needs attention",
            "1:the store could not be read, or there is none yet",
            "2:the command line or the configuration is wrong",
            "3:something needs attention; it is listed first"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  millrace status", "  millrace status --json | jq '.attention'", "  millrace --store flow.db status"
        })
final class StatusCommand implements Callable<Integer> {

    private final CliContext context;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            StoreStatus status =
                    new StatusReader(config, store, context.process().clock()).read();
            if (json) {
                context.console().print(StatusJson.of(status));
            } else {
                context.console()
                        .print(new TerminalRenderer(TerminalLook.of(context.process()))
                                .render(StatusDocument.of(status)));
            }
            return status.attention().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
        }
    }
}
