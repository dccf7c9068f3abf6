package dev.millrace.cli;

import dev.millrace.config.MillraceConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace sync}. */
@Command(
        name = "sync",
        description = {
            "Collects what is new from every configured tool into the store.",
            "It may be stopped at any moment, even with kill -9: what was stored stays, and the next call goes on from there."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace sync",
            "  millrace --config team-a.yml sync --json",
        })
final class SyncCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    SyncCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MillraceConfig config = session.configWithTokens();
        SyncOutcome outcome = new SyncRun(session).run(config);
        if (json) {
            session.console().print(SyncOutput.json(outcome));
        } else {
            session.console().show(SyncOutput.text(outcome));
        }
        return outcome.exitCode();
    }
}
