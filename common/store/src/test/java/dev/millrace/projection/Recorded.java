package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Items that were written as records, and what is read of them again. */
public class Recorded implements ItemRecords.Sink {

    /**
     * What was written.
     *
     * @param records the records
     * @param blockerKeys the keys of blockers
     */
    public record Written(byte[] records, byte[] blockerKeys) {}

    private final List<ItemFlow> kept = new ArrayList<>();
    private final Map<PastItem, Long> past = new LinkedHashMap<>();
    private final List<ProductionIncident> incidents = new ArrayList<>();
    private final List<ArtifactId> unsettled = new ArrayList<>();

    Recorded() {}

    /** Writes items as a report does; those in {@code foreign} are not what the report is about. */
    public static Written write(
            List<ItemHistory> items, Set<ArtifactId> foreign, Instant asOf, Instant earliest, FlowAlgebra algebra) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        try (BinaryOutput toRecords = new BinaryOutput(records);
                BinaryOutput toKeys = new BinaryOutput(keys);
                ItemRecordWriter writer = new ItemRecordWriter(toRecords, toKeys, asOf, earliest, algebra)) {
            for (ItemHistory item : items) {
                List<ItemFlow> flows = algebra.flows(item, asOf);
                writer.add(item, flows, !foreign.contains(item.item().artifact()), incidents(item, flows));
            }
        }
        return new Written(records.toByteArray(), keys.toByteArray());
    }

    /** The incidents that an item is, as a report finds them. */
    public static List<ProductionIncident> incidents(ItemHistory item, List<ItemFlow> flows) {
        return flows.stream()
                .flatMap(flow -> ProductionIncident.of(item, flow, Definition.standard()).stream())
                .map(incident -> incident.in("shop"))
                .toList();
    }

    /** Reads records as of an instant. */
    public static Recorded read(byte[] records, Instant asOf, Set<ArtifactId> changed) {
        Recorded recorded = new Recorded();
        ItemRecords.read(new BinaryInput(new ByteArrayInputStream(records)), asOf, changed, recorded);
        return recorded;
    }

    /** Reads the keys of blockers with what each blocks. */
    public static Map<String, List<ArtifactId>> blockerKeys(byte[] keys) {
        Map<String, List<ArtifactId>> blocked = new TreeMap<>();
        ItemRecords.forEachBlockerKey(
                new BinaryInput(new ByteArrayInputStream(keys)),
                (key, item) -> blocked.computeIfAbsent(key, unseen -> new ArrayList<>())
                        .add(item));
        return blocked;
    }

    /** The flows that were kept. */
    public List<ItemFlow> kept() {
        return kept;
    }

    /** How many items left what. */
    public Map<PastItem, Long> past() {
        return past;
    }

    /** The incidents that were kept. */
    public List<ProductionIncident> incidents() {
        return incidents;
    }

    /** The items that must be computed. */
    public List<ArtifactId> unsettled() {
        return unsettled;
    }

    @Override
    public void kept(ItemFlow flow) {
        kept.add(flow);
    }

    @Override
    public void past(PastItem item, long items) {
        if (past.put(item, items) != null) {
            throw new AssertionError(item + " was told twice");
        }
    }

    @Override
    public void incident(ProductionIncident incident) {
        incidents.add(incident);
    }

    @Override
    public void unsettled(ArtifactId item) {
        unsettled.add(item);
    }
}
