package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.link.LinkService;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace link}. */
@Command(
        name = "link",
        description = {
            "Confirms or rejects that two artifacts belong together.",
            "The decision overrides every rule. It is stored beside the links that rules found, "
                    + "with its author and time. A later decision replaces it. millrace show KEY --links "
                    + "prints all links."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace link reject acme/shop#12 ABC-123",
            "  millrace link confirm acme/shop#12 ABC-124",
            "  millrace link confirm 'shop/main #130' ABC-124 --by anna"
        })
final class LinkCommand implements Callable<Integer> {

    /** What can be decided. */
    enum Verdict {
        CONFIRM,
        REJECT
    }

    private final CliContext context;

    @Parameters(
            index = "0",
            paramLabel = "confirm|reject",
            description = "confirm: they belong together. reject: they do not.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String verdict;

    @Parameters(
            index = "1",
            paramLabel = "FROM",
            description = "A pull request, commit, build or issue: its key or id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String from;

    @Parameters(index = "2", paramLabel = "TO", description = "The issue it does or does not belong to.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String to;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides. Only a pseudonym is stored. Default: the user of this process.")
    private @Nullable String by;

    LinkCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean confirmed = EnumOption.of(
                        "link", verdict, Verdict.values(), one -> one.name().toLowerCase(Locale.ROOT))
                == Verdict.CONFIRM;
        String found = new LinkService(context.workspace())
                .decide(from, to, confirmed, by)
                .map(rule -> ", which was linked by its "
                        + rule.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("");
        context.console()
                .say((confirmed ? "confirmed: " + from + " belongs to " : "rejected: " + from + " does not belong to ")
                        + to
                        + found);
        return ExitCode.OK;
    }
}
