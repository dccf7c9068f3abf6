package dev.millrace.cli;

import dev.millrace.app.publish.PublishOutcome;
import dev.millrace.app.publish.PublishService;
import dev.millrace.cli.output.PublishOutput;
import dev.millrace.config.MillraceConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace publish}. */
@Command(
        name = "publish",
        description = {
            "Publishes figures in Jira issues, and the report as a page.",
            "It writes what publish in millrace.yml names: where each Jira issue spent its time "
                    + "(for the panel, or as a link to the hub), and the report as a page. It writes only "
                    + "what has changed. Without the setting publish it writes nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace publish --dry-run      print what would be written",
            "  millrace publish",
            "  millrace publish --remove       remove everything from Jira again",
            "  millrace serve --sync-every 15 --publish-every 15"
        })
final class PublishCommand implements Callable<Integer>, Stoppable {

    private final CliContext context;

    @Option(names = "--dry-run", description = "Write nothing; print what would be written.")
    private boolean dryRun;

    @Option(
            names = "--remove",
            description = "Remove from the configured Jiras all that earlier calls wrote into issues; write nothing.")
    private boolean remove;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PublishCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public String whenStopped() {
        return "what was written stays; the next millrace publish writes the rest";
    }

    @Override
    public Integer call() {
        MillraceConfig config =
                dryRun ? context.workspace().config() : context.workspace().configWithTokens();
        PublishService service = new PublishService(context.workspace(), dryRun);
        PublishOutcome outcome = remove ? service.remove(config) : service.run(config);
        if (json) {
            context.console().print(PublishOutput.json(outcome, remove));
        } else {
            context.console().show(PublishOutput.text(outcome, remove));
        }
        return ExitCode.of(outcome.completeness());
    }
}
