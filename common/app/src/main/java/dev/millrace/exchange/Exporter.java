package dev.millrace.exchange;

import dev.millrace.chain.ItemFlows;
import dev.millrace.derive.Questions;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes tables of a store for other programs, one row after the other, so that a million items need no more memory than a few
 * hundred. The same facts at the same knowledge give the same bytes, in whatever order and store they were captured: rows are
 * ordered by artifact id, and when a fact was recorded is left out unless requested. Titles and names of people are no columns.
 *
 * <p>Instants are ISO 8601 in UTC with milliseconds; columns that end in {@code _ms} are whole milliseconds. Beside a figure stand
 * its state (measured, open, unknown, not-applicable, contradictory) and the reason where there is no value; while it is open the
 * value is its lower bound as of the report. What is missing is empty in CSV and null in NDJSON, never 0.
 */
public final class Exporter {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;
    private final Predicate<? super ItemHistory> items;
    private final boolean recordedAt;

    /**
     * Exports what that store knows.
     *
     * @param definition says the stages and figures of items. Where it names teams, items say whose they are and how much of their time
     *     was working time
     * @param items visits and items are only those of items that pass; events, links and ledger are not divided
     */
    public Exporter(FlowStore store, Knowledge knowledge, Definition definition, Predicate<? super ItemHistory> items) {
        this(store, knowledge, definition, items, false);
    }

    private Exporter(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            Predicate<? super ItemHistory> items,
            boolean recordedAt) {
        this.definition = Objects.requireNonNull(definition, "definition");
        this.items = Objects.requireNonNull(items, "items");
        this.store = Objects.requireNonNull(store, "store");
        this.knowledge = Objects.requireNonNull(knowledge, "knowledge");
        this.recordedAt = recordedAt;
    }

    /** The same, and events also say when they were recorded, by which two stores of the same facts differ. */
    public Exporter withRecordedAt() {
        return new Exporter(store, knowledge, definition, items, true);
    }

    /**
     * Writes one table.
     *
     * @param out flushed at the end, not closed
     * @return how many rows were written, the header not counted
     * @throws IOException if {@code out} takes no more
     */
    public long export(ExportTable table, ExportFormat format, Writer out) throws IOException {
        RowWriter writer = format == ExportFormat.CSV ? new CsvRows(out) : new NdjsonRows(out);
        try {
            return switch (table) {
                case VISITS -> visits(writer);
                case ITEMS -> items(writer);
                case EVENTS -> events(writer);
                case LINKS -> rows(writer, FactColumns.LINKS, sink -> store.forEachLink(knowledge, sink));
                case LEDGER -> rows(writer, FactColumns.LEDGER, sink -> store.forEachLedgerEntry(knowledge, sink));
            };
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long visits(RowWriter writer) throws IOException {
        return rows(
                writer,
                VisitColumns.ALL,
                sink -> forEachItem(
                        item -> visits(item.history(), item.cycles()).forEach(sink)));
    }

    private long items(RowWriter writer) throws IOException {
        return rows(
                writer,
                ItemColumns.of(definition),
                sink -> forEachItem(item -> item.cycles().forEach(sink)));
    }

    private void forEachItem(Consumer<ItemFlows.Flowing> consumer) {
        new Questions(store, definition, knowledge).askFlows(flows -> {
            flows.forEach(items, consumer);
            return true;
        });
    }

    /** Each visit once: in the cycle that it began in. A cycle also has those that reach into it. */
    private static List<VisitColumns.Row> visits(ItemHistory item, List<ItemFlow> flows) {
        Map<ArtifactId, String> keys = keys(item);
        List<VisitColumns.Row> rows = new ArrayList<>();
        for (ItemFlow flow : flows) {
            for (Visit visit : flow.visits()) {
                if (flow.cycle() == 1 || !visit.start().isBefore(flow.createdAt())) {
                    rows.add(new VisitColumns.Row(flow, keys.get(visit.artifact()), visit));
                }
            }
        }
        return rows;
    }

    private static Map<ArtifactId, String> keys(ItemHistory item) {
        Map<ArtifactId, String> keys = new HashMap<>();
        item.subTasks()
                .forEach(task -> keys.put(task.artifact(), task.snapshot().key()));
        for (ChainedChange change : item.changes()) {
            keys.put(change.source().artifact(), change.source().snapshot().key());
            change.attempts()
                    .forEach(attempt ->
                            keys.put(attempt.artifact(), attempt.snapshot().key()));
        }
        keys.remove(item.item().artifact());
        return keys;
    }

    private long events(RowWriter writer) throws IOException {
        return rows(
                writer,
                recordedAt ? EventColumns.WITH_RECORDED_AT : EventColumns.ALL,
                sink -> store.forEachRecordedEvent(
                        knowledge, (event, recorded) -> sink.accept(new EventColumns.Row(event, recorded))));
    }

    private static <R> long rows(RowWriter writer, List<Column<R>> columns, Consumer<Consumer<? super R>> source)
            throws IOException {
        long[] count = {0};
        writer.begin(columns);
        source.accept(row -> {
            try {
                writer.row(columns, row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            count[0]++;
        });
        writer.end();
        return count[0];
    }
}
