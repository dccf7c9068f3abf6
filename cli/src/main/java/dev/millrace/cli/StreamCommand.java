package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.stream.StreamService;
import dev.millrace.config.ValueStreamSchema;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Guess;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.stream.DefinitionDocument;
import java.util.List;
import java.util.Locale;
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
        StreamService.Seen seen = new StreamService(context.workspace()).read();
        if (wanted == Wanted.SHOW) {
            var document = DefinitionDocument.of(seen.definition(), seen.states());
            context.console()
                    .print(
                            markdown
                                    ? new MarkdownRenderer().render(document)
                                    : new TerminalRenderer(TerminalLook.of(context.process())).render(document));
        } else {
            context.console().show(check(seen.definition(), seen.states()));
        }
        return ExitCode.OK;
    }

    private static String check(Definition definition, StateCatalogue states) {
        StringBuilder text = new StringBuilder("the definition has no mistake; version ")
                .append(definition.version())
                .append('\n');
        for (ValueStream stream : definition.streams()) {
            List<Guess> guesses = Guess.guesses(stream, states);
            text.append(stream.id())
                    .append(": ")
                    .append(
                            guesses.isEmpty()
                                    ? "nothing is guessed"
                                    : guesses.size() + " states are guessed or unmapped")
                    .append('\n');
            for (Guess guess : guesses) {
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
                        .append('\n');
            }
        }
        return text.toString();
    }
}
