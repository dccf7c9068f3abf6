package dev.millrace.cli;

import dev.millrace.config.MillraceConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace publish}. */
@Command(
        name = "publish",
        description = {
            "Shows in other tools, and as a page, what is configured.",
            "It writes what publish in millrace.yml names: into each issue of Jira where its time went (for "
                    + "the panel, or as a link to the hub), and the report as a page. Only what has changed is "
                    + "written. Without publish nothing is."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace publish --dry-run      what would be written",
            "  millrace publish",
            "  millrace serve --sync-every 15 --publish-every 15"
        })
final class PublishCommand implements Callable<Integer>, Stoppable {

    private final Session session;

    @Option(names = "--dry-run", description = "Write nothing, and say what would be written.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PublishCommand(Session session) {
        this.session = session;
    }

    @Override
    public String whenStopped() {
        return "what was written stays, and the next millrace publish writes what is left";
    }

    @Override
    public Integer call() {
        MillraceConfig config =
                dryRun ? session.workspace().config() : session.workspace().configWithTokens();
        PublishOutcome outcome = new PublishRun(session, dryRun).run(config);
        if (json) {
            session.console().print(outcome.json());
        } else {
            session.console().show(outcome.text());
        }
        return outcome.exitCode();
    }
}
