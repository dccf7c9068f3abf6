package dev.millrace.demo;

import dev.millrace.app.UserError;
import dev.millrace.cli.CliContext;
import dev.millrace.cli.Stoppable;
import dev.millrace.cli.Version;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace demo}. */
@Command(
        name = "demo",
        description = {
            "Shows all features on a simulated company. It needs no account.",
            "It simulates a Jira Cloud, a GitHub and a Jenkins on this machine, collects from "
                    + "them with the real collectors, and writes the report and what people would see in "
                    + "each tool.",
            "Nothing leaves this machine. The same seed gives the same files every time."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace demo",
            "  millrace demo --brief",
            "  millrace demo --directory /tmp/demo --seed 7",
            "  millrace demo --json | jq .report.bottleneck"
        })
final class DemoCommand implements Callable<Integer>, Stoppable {

    private final CliContext context;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = "millrace-demo",
            description = "Where to write. Default: ${DEFAULT-VALUE}. An earlier demo there is replaced; other "
                    + "files stay as they are.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path directory;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "A whole number for another company of the same kind. The example issue has the same "
                    + "story in each.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print JSON: the files, what was collected, and the report.")
    private boolean json;

    @Option(names = "--brief", description = "Print the report in brief, and not what was written.")
    private boolean brief;

    DemoCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public String whenStopped() {
        return "the files of an earlier demo are unchanged";
    }

    @Override
    public Integer call() {
        if (brief && json) {
            throw UserError.usage("--brief is for people: --json has the whole report");
        }
        return new DemoShow(context, directory, seed)
                .run(json ? DemoOutput::json : brief ? DemoOutput::brief : DemoOutput::text);
    }
}
