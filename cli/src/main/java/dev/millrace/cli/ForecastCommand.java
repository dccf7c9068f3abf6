package dev.millrace.cli;

import dev.millrace.app.forecast.ItemsForecastService;
import dev.millrace.cli.option.AnswerFormat;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.cli.option.StreamOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.store.FlowStore;
import dev.millrace.view.item.ItemsForecastDocument;
import dev.millrace.view.item.ItemsForecastJson;
import dev.millrace.view.item.ItemsForecastView;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace forecast KEY...}. */
@Command(
        name = "forecast",
        description = {
            "Says when items, an epic or a version will be done.",
            "The answer stands beside its back-test: how many such forecasts held. It is refused where they did not, or "
                    + "where the process is not stable."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace forecast ABC-123 ABC-124 ABC-130",
            "  millrace forecast ABC-100               an epic: the items in it",
            "  millrace forecast --fix-version 2.4",
            "  millrace forecast --fix-version 2.4 --team checkout --json"
        })
final class ForecastCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(
            paramLabel = "KEY",
            arity = "0..*",
            description =
                    "The key of an issue or of a pull request (owner/name#12). An epic stands for the items in it.")
    private List<String> keys = List.of();

    @Option(
            names = "--fix-version",
            paramLabel = "NAME",
            description = "All issues that this version or milestone is to fix.")
    private @Nullable String version;

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(
            names = "--project",
            paramLabel = "KEY",
            split = ",",
            description = "Draw only from what this project finished; can be repeated.")
    private List<String> projects = List.of();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @ArgGroup
    private @Nullable AnswerFormat format;

    ForecastCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            ItemsForecastView view = new ItemsForecastService(
                            store,
                            zone,
                            knowledge.knowledge(zone, context.process().clock(), store),
                            stream.of(config.definition()),
                            new ItemFilter(new TreeSet<>(projects), Set.of()),
                            context.console()::say)
                    .when(keys, Optional.ofNullable(version));
            new ViewOutput(context).put(ItemsForecastDocument.of(view), () -> ItemsForecastJson.render(view), format);
        }
        return ExitCode.OK;
    }
}
