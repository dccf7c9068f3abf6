package dev.millrace.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.UserError;
import dev.millrace.app.importing.FactImport.Imported;
import dev.millrace.app.importing.ImportService;
import dev.millrace.cli.output.Console;
import dev.millrace.codec.PrintedJson;
import dev.millrace.http.Authorization;
import dev.millrace.store.CommitResult;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace import}. */
@Command(
        name = "import",
        description = {
            "Imports events from files, pipes and URLs.",
            "The input is NDJSON in the format of docs/events.md. The Jenkins plugin serves it "
                    + "at /job/NAME/NUMBER/millrace/events.ndjson.",
            "The whole input is checked before anything is stored. Importing a file again adds " + "nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace import builds.ndjson",
            "  millrace import exported/",
            "  millrace import https://jenkins.example.org/job/shop/12/millrace/events.ndjson",
            "  millrace import --user anna --token-env JENKINS_TOKEN https://...",
            "  cat builds.ndjson | millrace import -"
        })
final class ImportCommand implements Callable<Integer>, Stoppable {

    private final CliContext context;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "1..*",
            description =
                    "Files; directories, of which every *.ndjson is read; http(s) URLs; - for standard " + "input.")
    private List<String> arguments = List.of();

    @Option(names = "--user", paramLabel = "NAME", description = "The user name for the URLs.")
    private @Nullable String user;

    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the token for the URLs. It is sent as the "
                    + "password of --user, or as Bearer.")
    private @Nullable String tokenVariable;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    ImportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public String whenStopped() {
        return "what was stored stays; import the same again, nothing is stored twice";
    }

    @Override
    public Integer call() throws IOException {
        ImportService.Outcome outcome =
                new ImportService(context.workspace(), context.process().input()).run(arguments, authorization());
        print(outcome.sources(), outcome.links());
        return outcome.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    private Authorization authorization() {
        if (tokenVariable == null) {
            if (user != null) {
                throw UserError.usage("--user needs --token-env, the environment variable that holds the token");
            }
            return Authorization.none();
        }
        String token = context.process().environment().getOrDefault(tokenVariable, "");
        try {
            return user == null
                    ? Authorization.bearer(token, tokenVariable)
                    : Authorization.basic(user, token, tokenVariable);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Objects.requireNonNull(e.getMessage()));
        }
    }

    private void print(List<Imported> imported, CommitResult links) {
        Console console = context.console();
        for (Imported one : imported) {
            CommitResult stored = one.stored();
            if (!json) {
                console.say(one.source() + ": " + one.facts() + " facts read; " + stored.newEvents() + " new events, "
                        + stored.revisedEvents() + " revised, " + stored.newSnapshots() + " new or changed artifacts");
            }
            one.unknown()
                    .forEach((kind, count) -> console.say(one.source() + ": " + count + " x " + kind
                            + " left out: this version does not know it; import the file again with a newer version"));
        }
        if (json) {
            console.print(asJson(imported, links));
        } else {
            console.say("links: " + links.otherFacts() + " new; deployments of stages: " + links.newSnapshots()
                    + " new or changed");
        }
    }

    private static String asJson(List<Imported> imported, CommitResult links) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode result = mapper.createObjectNode();
        ArrayNode sources = result.putArray("sources");
        for (Imported one : imported) {
            ObjectNode source = sources.addObject();
            source.put("source", one.source());
            source.put("facts", one.facts());
            source.put("newEvents", one.stored().newEvents());
            source.put("revisedEvents", one.stored().revisedEvents());
            source.put("newOrChangedArtifacts", one.stored().newSnapshots());
            ObjectNode unknown = source.putObject("unknown");
            one.unknown().forEach(unknown::put);
        }
        result.put("newLinks", links.otherFacts());
        result.put("newOrChangedDeployments", links.newSnapshots());
        return PrintedJson.pretty(result);
    }
}
