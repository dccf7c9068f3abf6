package dev.millrace.cli;

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
            "CSV has one header line, NDJSON one object per line. Instants are ISO 8601 in UTC, durations "
                    + "whole milliseconds, and native ids stand beside names."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace export --table visits --format csv --output visits.csv",
            "  millrace export --table items --format ndjson | jq -r .key",
            "  millrace export --table events --format ndjson --as-of 2024-05-31"
        })
final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            required = true,
            description = "One of visits, items, events, links, ledger.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String table;

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "csv or ndjson.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write, whole or not at all. Default: standard output.")
    private @Nullable Path output;

    @Option(
            names = "--recorded-at",
            description = "Add to each event when it was recorded, by which two stores of the same facts differ.")
    private boolean recordedAt;

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        ExportTable wantedTable = Choice.of("--table", table, ExportTable.values(), ExportTable::text);
        ExportFormat wantedFormat = Choice.of("--format", format, ExportFormat.values(), ExportFormat::text);
        MillraceConfig config = session.config();
        try (FlowStore store = session.storeToRead(config)) {
            Knowledge asked = knowledge.knowledge(
                    knowledge.zone(config), session.surroundings().clock(), store);
            StreamOptions.Chosen chosen = stream.of(config.definition());
            Exporter plain = new Exporter(store, asked, chosen.stream()).only(config.definition(), chosen::accepts);
            Exporter exporter = recordedAt ? plain.withRecordedAt() : plain;
            long[] rows = new long[1];
            if (output == null) {
                rows[0] = exporter.export(
                        wantedTable, wantedFormat, utf8(session.console().results()));
            } else {
                Path file = session.surroundings().resolve(output);
                OutputFile.write(file, out -> rows[0] = exporter.export(wantedTable, wantedFormat, utf8(out)));
                session.console().say("wrote " + file);
            }
            boolean ofItems = wantedTable == ExportTable.ITEMS || wantedTable == ExportTable.VISITS;
            if (ofItems && rows[0] == 0) {
                session.console()
                        .say(new NothingMatched(chosen.asOf(asked.asOf()), ItemFilter.all())
                                .in(store, asked)
                                .orElse("the store holds no item that existed by then; run millrace sync"));
            }
        }
        return ExitCode.OK;
    }

    private static Writer utf8(OutputStream out) {
        return new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }
}
