package dev.millrace.demo;

import dev.millrace.cli.Session;
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
            "Shows all of it on a simulated company, without any account.",
            "It plays a Jira Cloud, a GitHub and a Jenkins of that company on this machine, collects from "
                    + "them with the real collectors, and writes the report and what people would see in each tool.",
            "Nothing leaves this machine. The same seed gives the same files every time."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace demo",
            "  millrace demo --directory /tmp/demo --seed 7",
            "  millrace demo --json | jq .report.bottleneck"
        })
final class DemoCommand implements Callable<Integer>, Stoppable {

    private final Session session;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = "millrace-demo",
            description =
                    "Where to write; ${DEFAULT-VALUE} if not given. An earlier demo in it is replaced, anything else is"
                            + " left alone.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path directory;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Another company of the same kind: a whole number. The example issue is the same story in each.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print JSON: the files, what was collected, and the report.")
    private boolean json;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public String whenStopped() {
        return "what an earlier demo wrote is as it was";
    }

    @Override
    public Integer call() {
        return new DemoShow(session, directory, seed).run(json);
    }
}
