package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.UserError;
import dev.millrace.app.report.NothingMatched;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.cli.option.StreamOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.exchange.ExportFormat;
import dev.millrace.exchange.ExportTable;
import dev.millrace.exchange.Exporter;
import dev.millrace.files.OutputFile;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace export}. */
@Command(
        name = "export",
        description = {
            "Writes a table of the store for other programs.",
            "CSV has one header line; NDJSON has one object per line. Instants are ISO 8601 in "
                    + "UTC, durations are whole milliseconds, and native ids stand beside names."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace export --table visits --output visits.csv",
            "  millrace export --table items --format ndjson | jq -r .key",
            "  millrace export --table events --format ndjson --as-of 2024-05-31"
        })
final class ExportCommand implements Callable<Integer> {

    /** A file that is called JSON gets one object a line, because a table of any size can be read so. */
    private static final Map<String, ExportFormat> ENDINGS = Map.of(
            ".csv", ExportFormat.CSV,
            ".ndjson", ExportFormat.NDJSON,
            ".jsonl", ExportFormat.NDJSON,
            ".json", ExportFormat.NDJSON);

    private final CliContext context;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            required = true,
            description = "One of visits, items, events, links, ledger.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String table;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or ndjson. Default: the extension of --output, otherwise csv.")
    private @Nullable String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write. It is written completely or not at all. Default: standard output.")
    private @Nullable Path output;

    @Option(
            names = "--recorded-at",
            description = "Add to each event when it was recorded. Two stores of the same facts differ in this.")
    private boolean recordedAt;

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    ExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        ExportTable wantedTable = EnumOption.of("--table", table, ExportTable.values(), ExportTable::text);
        ExportFormat wantedFormat = format();
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            Knowledge asked = knowledge.knowledge(
                    knowledge.zone(config), context.process().clock(), store);
            StreamChoice chosen = stream.of(config.definition());
            Exporter plain = new Exporter(store, asked, config.definition(), chosen::accepts);
            Exporter exporter = recordedAt ? plain.withRecordedAt() : plain;
            long[] rows = new long[1];
            if (output == null) {
                rows[0] = exporter.export(
                        wantedTable, wantedFormat, utf8(context.console().results()));
            } else {
                Path file = context.process().resolve(output);
                OutputFile.write(file, out -> rows[0] = exporter.export(wantedTable, wantedFormat, utf8(out)));
                context.console().say("wrote " + file);
            }
            boolean ofItems = wantedTable == ExportTable.ITEMS || wantedTable == ExportTable.VISITS;
            if (ofItems && rows[0] == 0) {
                context.console()
                        .say(new NothingMatched(chosen.asOf(asked.asOf()), ItemFilter.all())
                                .in(store, asked)
                                .orElse("the store has no item that existed at that time; run millrace sync"));
            }
        }
        return ExitCode.OK;
    }

    /** As it was said, else by the name of the file; where both say something, they must agree. */
    private ExportFormat format() {
        String name = output == null ? "" : String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
        ExportFormat named = ENDINGS.entrySet().stream()
                .filter(ending -> name.endsWith(ending.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (format != null) {
            ExportFormat said = EnumOption.of("--format", format, ExportFormat.values(), ExportFormat::text);
            if (named != null && named != said) {
                throw UserError.usage("--format " + said.text() + " contradicts --output " + output
                        + ", whose extension means " + named.text() + "; change one of them");
            }
            return said;
        }
        if (named == null && output != null) {
            context.console()
                    .say("the name of " + output
                            + " has no extension that names a format, so it is written as csv; --format selects "
                            + "another one");
        }
        return Objects.requireNonNullElse(named, ExportFormat.CSV);
    }

    private static Writer utf8(OutputStream out) {
        return new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }
}
