package dev.millrace.cli;

import dev.millrace.app.TimeParser;
import dev.millrace.app.query.DeployedService;
import dev.millrace.cli.option.AnswerFormat;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.store.FlowStore;
import dev.millrace.view.item.DeployedDocument;
import dev.millrace.view.item.DeployedJson;
import dev.millrace.view.item.DeployedView;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace deployed ENVIRONMENT}. */
@Command(
        name = "deployed",
        description = {
            "Shows what came to an environment, and what did not yet.",
            "Each change stands with the first deployment that brought it, and with the items it was made for."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace deployed production",
            "  millrace deployed staging --since 2024-05-01",
            "  millrace deployed production --json | jq '.missing[].key'"
        })
final class DeployedCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(paramLabel = "ENVIRONMENT", description = "The name of the environment, such as production.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String environment;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Name the deployments since then: a date or an instant. Default: 14 days before --as-of.")
    private @Nullable String since;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @ArgGroup
    private @Nullable AnswerFormat format;

    DeployedCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            DeployedView view = new DeployedService(
                            store, knowledge.knowledge(zone, context.process().clock(), store), config.definition())
                    .deployed(
                            environment,
                            Optional.ofNullable(since).map(text -> new TimeParser(zone).first("--since", text)),
                            zone);
            new ViewOutput(context).put(DeployedDocument.of(view), () -> DeployedJson.render(view), format);
        }
        return ExitCode.OK;
    }
}
