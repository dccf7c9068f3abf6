package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.UserError;
import dev.millrace.app.portfolio.PortfolioService;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportService;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.cli.option.OutlookOptions;
import dev.millrace.cli.option.StreamOptions;
import dev.millrace.cli.option.WindowOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.report.Metrics;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.view.ExplanationJson;
import dev.millrace.view.ExplanationView;
import dev.millrace.view.ReportJson;
import dev.millrace.view.ReportView;
import dev.millrace.view.page.ReportPage;
import dev.millrace.view.portfolio.PortfolioJson;
import dev.millrace.view.portfolio.PortfolioView;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace report}. */
@Command(
        name = "report",
        description = {
            "Reports the flow of many items in a window of time.",
            "The figures are flow time, efficiency, velocity, flow load (WIP), distribution, "
                    + "time per stage and the bottleneck. Each names how many items it is based on, and "
                    + "how many were left out and why."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace report",
            "  millrace report --since 2024-01-01 --until 2024-03-31 --project ABC",
            "  millrace report --days 30 --type defect --html",
            "  millrace report --by service --compare 2024-01-01..2024-03-31",
            "  millrace report --why flow-efficiency --json",
            "  millrace report --metric forecast --forecast-items 25",
            "  millrace report --portfolio --html board.html",
            "  millrace report --all --as-of 2024-06-30 --json > flow.json"
        })
final class ReportCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private final WindowOptions window = new WindowOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(
            names = "--project",
            paramLabel = "KEY",
            split = ",",
            description = "Only items of this project; can be repeated.")
    private List<String> projects = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only items of this type: feature, defect, risk, debt or unclassified; can be repeated.")
    private List<String> types = List.of();

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Only items of this origin: human, assisted, agent or unknown; can be repeated.")
    private List<String> origins = List.of();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            split = ",",
            description = "Only this metric, such as flow-time or bottleneck; can be repeated.")
    private List<String> metrics = List.of();

    @Option(
            names = "--why",
            paramLabel = "METRIC",
            description =
                    "Explain this metric: its formula, everything it was computed from, and what was " + "left out.")
    private @Nullable String why;

    @Option(
            names = "--brief",
            description = "Only what matters most: at most 40 lines in the terminal, what to know first last; with "
                    + "--html one page of A4 to print.")
    private boolean brief;

    @Option(
            names = "--portfolio",
            description = "One page for a leader: products side by side, epics and initiatives, effort and waiting.")
    private boolean portfolio;

    @Mixin
    private final OutlookOptions outlook = new OutlookOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @ArgGroup
    private @Nullable Format format;

    /** How the answer is written; tables for a terminal if none is chosen. */
    static final class Format {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--markdown", description = "Print Markdown.")
        private boolean markdown;

        @Option(
                names = "--html",
                paramLabel = "FILE",
                arity = "0..1",
                fallbackValue = "millrace-report.html",
                description = "Write an HTML page with charts. Default: ${FALLBACK-VALUE}.")
        private @Nullable Path html;
    }

    ReportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        Format chosen = Objects.requireNonNullElseGet(format, Format::new);
        if (projects.stream().anyMatch(String::isBlank)) {
            throw UserError.usage("--project needs the key of a project");
        }
        if (brief && (chosen.json || why != null)) {
            throw UserError.usage("--brief is for people: the summary of --json says the same, and --why explains");
        }
        if (portfolio && (brief || why != null || !metrics.isEmpty() || stream.chosen() || outlook.groups())) {
            throw UserError.usage(
                    "--portfolio is one page over everything: it goes with a window, --project, --type and "
                            + "--compare, and not with --brief, --why, --metric, --by, --stream, --team or --service");
        }
        ItemFilter filter = new ItemFilter(new TreeSet<>(projects), types(), origins());
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            Knowledge asked = knowledge.knowledge(zone, context.process().clock(), store);
            if (portfolio) {
                portfolio(store, zone, asked, config.definition(), filter, chosen);
                return ExitCode.OK;
            }
            Set<Metric> only = metrics();
            Metric asks = why == null ? null : EnumOption.of("--why", why, known(), Metric::id);
            ReportService run = new ReportService(store, zone, asked, stream.of(config.definition()), filter)
                    .onCores(Runtime.getRuntime().availableProcessors())
                    .withEvents(chosen.json)
                    .withItems(chosen.html != null && !brief && why == null);
            ReportAnswer made = run.run(window.window(), outlook.outlook(), asks);
            if (made.explanation() != null) {
                put(ExplanationView.of(made.flow(), made.extras(), made.explanation()), chosen);
                return ExitCode.OK;
            }
            Optional<String> nothing = run.nothingMatched(made, filter);
            ReportView view = ReportView.of(made.flow(), made.extras())
                    .noted(nothing.orElse(null))
                    .only(only);
            ViewOutput output = new ViewOutput(context);
            if (brief) {
                output.brief(view.brief().document(), chosen.markdown, chosen.html);
            } else {
                output.put(
                        view.document(),
                        () -> ReportJson.render(view),
                        () -> ReportPage.html(view, Objects.requireNonNull(made.listing(), "listing")),
                        chosen.json,
                        chosen.markdown,
                        chosen.html);
            }
            nothing.ifPresent(context.console()::say);
        }
        return ExitCode.OK;
    }

    private void portfolio(
            FlowStore store, ZoneId zone, Knowledge asked, Definition definition, ItemFilter filter, Format chosen) {
        Portfolio made =
                new PortfolioService(store, zone, asked, definition, filter).run(window.window(), outlook.outlook());
        PortfolioView view = PortfolioView.of(made);
        ViewOutput output = new ViewOutput(context);
        if (chosen.html != null) {
            output.brief(view.document(), chosen.markdown, chosen.html);
        } else {
            output.put(view.document(), () -> PortfolioJson.render(view), chosen.json, chosen.markdown, null);
        }
    }

    private void put(ExplanationView view, Format chosen) {
        new ViewOutput(context)
                .put(view.document(), () -> ExplanationJson.render(view), chosen.json, chosen.markdown, chosen.html);
    }

    /** Not a constant: it would bring all that computes them into every help. */
    private static Metric[] known() {
        return Metrics.ALL.toArray(Metric[]::new);
    }

    private Set<Metric> metrics() {
        Set<Metric> chosen = new HashSet<>();
        metrics.forEach(metric -> chosen.add(EnumOption.of("--metric", metric, known(), Metric::id)));
        return chosen;
    }

    private Set<Origin> origins() {
        return origins.stream()
                .map(origin -> EnumOption.of("--origin", origin, Origin.values(), Origin::text))
                .collect(Collectors.toSet());
    }

    private Set<ItemType> types() {
        return types.stream()
                .map(type -> EnumOption.of("--type", type, ItemType.values(), ItemType::text))
                .collect(Collectors.toSet());
    }
}
