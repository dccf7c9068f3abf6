package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.stream.StreamGuesses;
import dev.millrace.app.stream.StreamService;
import dev.millrace.config.ValueStreamSchema;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Guess;
import dev.millrace.view.stream.DefinitionDocument;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace stream}. */
@Command(
        name = "stream",
        description = {
            "Shows the definition of the value stream, and what is guessed.",
            "It prints the stages, and the native states that belong to each. The definition is "
                    + "valueStream in millrace.yml; docs/value-stream.md describes every setting."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace stream check   every mistake in the definition, and every guess",
            "  millrace stream show    the rules in force, with the stage of every state",
            "  millrace stream schema > value-stream.schema.json"
        })
final class StreamCommand implements Callable<Integer> {

    private enum Wanted {
        SHOW,
        CHECK,
        SCHEMA;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CliContext context;

    @Parameters(paramLabel = "WHAT", description = "show, check or schema.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String what;

    @Option(names = "--markdown", description = "With show: print Markdown.")
    private boolean markdown;

    StreamCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Wanted wanted = EnumOption.of("stream", what, Wanted.values(), Wanted::text);
        if (wanted == Wanted.SCHEMA) {
            context.console().print(ValueStreamSchema.text());
            return ExitCode.OK;
        }
        StreamService service = new StreamService(context.workspace());
        StreamService.Seen seen = service.read();
        if (wanted == Wanted.SHOW) {
            var document = DefinitionDocument.of(seen.definition(), seen.states());
            context.console()
                    .print(
                            markdown
                                    ? new MarkdownRenderer().render(document)
                                    : new TerminalRenderer(TerminalLook.of(context.process())).render(document));
        } else {
            context.console().show(check(seen.definition(), service.guesses(), service.sitesWithBlockingLinks()));
        }
        return ExitCode.OK;
    }

    private static String check(Definition definition, StreamGuesses guesses, Set<ToolInstance> definedLinks) {
        StringBuilder text = new StringBuilder("the definition has no mistake; version ")
                .append(definition.version())
                .append('\n');
        if (guesses.streams().isEmpty()) {
            definition.streams().forEach(stream -> text.append(stream.id()).append(": nothing is guessed\n"));
        }
        guesses.streams().forEach(stream -> add(text, stream));
        guesses.links().forEach(site -> add(text, site, definedLinks.contains(site.tool())));
        return text.toString();
    }

    private static void add(StringBuilder text, StreamGuesses.OfStream stream) {
        text.append(stream.stream())
                .append(": ")
                .append(
                        stream.states().isEmpty()
                                ? "nothing is guessed about states"
                                : stream.states().size() + " states are guessed or unmapped")
                .append('\n');
        for (StreamGuesses.State state : stream.states()) {
            Guess guess = state.guess();
            text.append("  ")
                    .append(guess.state().name())
                    .append(
                            guess.state().id() == null
                                    ? ""
                                    : " (id " + guess.state().id() + ')')
                    .append(" in ")
                    .append(String.join(", ", guess.projects()))
                    .append(" -> ")
                    .append(
                            guess.mapped() == null
                                    ? "unmapped"
                                    : guess.mapped().stage().id())
                    .append(", ")
                    .append(items(state.items()))
                    .append('\n');
        }
        if (!stream.resolutions().isEmpty()) {
            text.append(stream.stream())
                    .append(": ")
                    .append(stream.resolutions().size())
                    .append(" resolutions are guessed; write them into delivered or notDelivered\n");
        }
        for (StreamGuesses.Resolution resolution : stream.resolutions()) {
            text.append("  ")
                    .append(resolution.name())
                    .append(resolution.id() == null ? "" : " (id " + resolution.id() + ')')
                    .append(" of ")
                    .append(resolution.tool())
                    .append(resolution.delivered() ? " -> delivered, " : " -> not delivered, ")
                    .append(items(resolution.items()))
                    .append('\n');
        }
    }

    private static void add(StringBuilder text, StreamGuesses.Links site, boolean defined) {
        text.append(site.tool())
                .append(": links block ")
                .append(items(site.blocked()))
                .append(
                        defined
                                ? ", by blockingLinks"
                                : ", guessed from their words; blockingLinks of the site defines which kinds block")
                .append('\n');
        site.kinds()
                .forEach((kind, count) -> text.append("  ")
                        .append(kind)
                        .append(", ")
                        .append(count)
                        .append(count == 1 ? " link\n" : " links\n"));
    }

    private static String items(long count) {
        return count + (count == 1 ? " item" : " items");
    }
}
