package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.store.Kept;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes what is computed for a report into the files of a spool, which are kept as the parts of that name. */
final class ReportFiles implements Recording, AutoCloseable {

    private static final String HEAD = "head";
    static final String ITEMS = "items";
    static final String BLOCKERS = "blockers";
    static final String BUILDS = "builds";
    static final String COMPLETED = "completed";

    private final BinaryOutput items;
    private final BinaryOutput blockers;
    private final BinaryOutput builds;
    private final BinaryOutput completed;
    private final ItemRecordWriter itemRecords;
    private final BuildRecords.Writer buildRecords;
    private final CompletionRecords.Writer completionRecords;

    ReportFiles(Spool spool, Instant asOf, Instant earliest, FlowAlgebra algebra) {
        items = spool.file(ITEMS);
        blockers = spool.file(BLOCKERS);
        builds = spool.file(BUILDS);
        completed = spool.file(COMPLETED);
        itemRecords = new ItemRecordWriter(items, blockers, asOf, earliest, algebra);
        buildRecords = new BuildRecords.Writer(builds, asOf, earliest);
        completionRecords = new CompletionRecords.Writer(completed, asOf, earliest, algebra);
        try (BinaryOutput head = spool.file(HEAD)) {
            head.number(earliest.toEpochMilli()); // windows begin in whole milliseconds
        }
    }

    @Override
    public void item(ItemHistory item, List<ItemFlow> flows, boolean accepted, List<ProductionIncident> incidents) {
        itemRecords.add(item, flows, accepted, incidents);
        Stream.concat(Stream.of(item.item()), item.presentSubTasks().stream()) // each issue once
                .filter(part -> part.artifact().kind() == ArtifactKind.ISSUE)
                .forEach(completionRecords::add);
    }

    @Override
    public void build(BuildResult build) {
        buildRecords.add(build);
    }

    @Override
    public void close() {
        itemRecords.close();
        buildRecords.close();
        completionRecords.close();
        items.close();
        blockers.close();
        builds.close();
        completed.close();
    }

    /** From when on what was kept tells everything. */
    static Instant earliest(Kept kept) {
        try (BinaryInput head = new BinaryInput(kept.part(HEAD))) {
            return Instant.ofEpochMilli(head.number());
        }
    }
}
