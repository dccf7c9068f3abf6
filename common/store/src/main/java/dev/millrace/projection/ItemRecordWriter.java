package dev.millrace.projection;

import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps of each item what a later report needs of it, so that it need not be computed again unless its chain changes; see {@link
 * ItemRecords}. Holds one item at a time, and each thing that occurs often once. Not for concurrent use.
 */
public final class ItemRecordWriter implements AutoCloseable {

    /** So much later that whatever time itself changes has changed. */
    static final Duration FAR = Duration.ofDays(36_525);

    private final BinaryOutput records;
    private final BinaryOutput blockerKeys;
    private final Instant asOf;
    private final Instant earliest;
    private final FlowAlgebra algebra;
    private final Vocabulary vocabulary = new Vocabulary();
    private final Vocabulary blockerVocabulary = new Vocabulary();
    private final IdOutput ids;
    private final IdOutput incidentIds;
    private final IdOutput blockerIds;
    private final ItemHead.Output heads;
    private final FlowEncoder encoder;
    private final Tokens now = new Tokens();
    private final Tokens later = new Tokens();

    /**
     * Begins with no item.
     *
     * @param records where the records go; stays open
     * @param blockerKeys where the keys go that the items' "is blocked by" links name; stays open
     * @param asOf the instant of the report that the flows are made for
     * @param earliest the windows that will be asked of the records begin then or later
     * @param algebra what the flows are computed with
     */
    public ItemRecordWriter(
            BinaryOutput records, BinaryOutput blockerKeys, Instant asOf, Instant earliest, FlowAlgebra algebra) {
        this.records = new BinaryOutput(new CheckedOutput(records));
        this.blockerKeys = new BinaryOutput(new CheckedOutput(blockerKeys));
        this.asOf = asOf;
        this.earliest = earliest.truncatedTo(ChronoUnit.MILLIS); // as windows begin
        this.algebra = algebra;
        this.ids = new IdOutput(this.records, vocabulary);
        this.incidentIds = new IdOutput(this.records, vocabulary);
        this.blockerIds = new IdOutput(this.blockerKeys, blockerVocabulary);
        this.heads = new ItemHead.Output(this.records, vocabulary);
        this.encoder = new FlowEncoder(vocabulary);
        ItemRecords.writeFormat(this.records, asOf);
        ItemRecords.writeFormat(this.blockerKeys, asOf);
    }

    /**
     * Keeps one item; each once.
     *
     * @param item its history up to {@code asOf}
     * @param flows all its cycles as of {@code asOf}, by its own history alone: what others tell of them changes with the others
     * @param accepted whether reports are about it; if not, only its incidents are kept
     * @param incidents the incidents that it is
     * @throws IllegalArgumentException if the flows are as of another instant
     */
    public void add(ItemHistory item, List<ItemFlow> flows, boolean accepted, List<ProductionIncident> incidents) {
        // with a cycle there is an incident or there never is one, so that nothing is to be kept of most items of
        // others
        if (!accepted && incidents.isEmpty() && !flows.isEmpty()) {
            return;
        }
        ArtifactId id = item.item().artifact();
        if (!settled(item, flows)) {
            begin(RecordKind.UNSETTLED, id);
            return;
        }
        if (accepted) {
            keep(id, flows);
        }
        for (ProductionIncident incident : incidents) {
            Incidents.prepare(incident, incidentIds);
            begin(RecordKind.INCIDENT, id);
            Incidents.write(incident, records, incidentIds);
        }
        keepBlockers(item, id);
    }

    /** Writes the end, without which nothing of it can be read. */
    @Override
    public void close() {
        vocabulary.define(records, RecordKind.WORD);
        records.number(Constants.number(RecordKind.END));
        records.close();
        blockerKeys.number(Constants.number(RecordKind.END));
        blockerKeys.close();
    }

    private void keep(ArtifactId id, List<ItemFlow> flows) {
        Optional<PastItem> past = PastItem.of(flows, earliest);
        if (past.isPresent()) {
            int number = vocabulary.number(past.get());
            begin(RecordKind.PAST, id);
            records.number(number);
        } else {
            heads.prepare(flows.get(0), encoder.artifacts());
            begin(RecordKind.KEPT, id);
            heads.write(flows.get(0), encoder.artifacts());
            now.writeTo(records);
        }
    }

    /** Whether the item's flow will be the same whenever it is asked for, as long as nothing new is known of its chain. */
    private boolean settled(ItemHistory item, List<ItemFlow> flows) {
        for (ItemFlow flow : flows) {
            if (!flow.asOf().equals(asOf)) {
                throw new IllegalArgumentException(flow.item().key() + " was computed as of " + flow.asOf()
                        + " and is not to be kept as of " + asOf);
            }
        }
        if (flows.isEmpty() || !alike(flows)) {
            return false;
        }
        encoder.begin(item.item().artifact());
        encoder.encode(flows, now);
        encoder.encode(algebra.ownFlows(item, asOf.plus(FAR)), later);
        return now.sameAs(later);
    }

    /** Whether the cycles differ in no more than is written of each: they do so far as the algebra makes them. */
    private static boolean alike(List<ItemFlow> flows) {
        ItemFlow first = flows.get(0);
        return flows.stream()
                .allMatch(
                        flow -> flow.item().equals(first.item()) && flow.gaps().equals(first.gaps()));
    }

    private void keepBlockers(ItemHistory item, ArtifactId id) {
        Set<String> keys = new LinkedHashSet<>();
        Stream.concat(Stream.of(item.item()), item.subTasks().stream())
                .map(ArtifactHistory::events)
                .forEach(events -> {
                    for (FlowEvent event : events) {
                        if (event instanceof FlowEvent.BlockerChanged change) {
                            keys.add(change.blockerKey());
                        }
                    }
                });
        if (!keys.isEmpty()) {
            blockerIds.prepare(id);
            blockerVocabulary.define(blockerKeys, RecordKind.WORD);
            blockerKeys.number(Constants.number(RecordKind.BLOCKED));
            blockerIds.write(id);
            blockerKeys.number(keys.size());
            keys.forEach(blockerKeys::text);
        }
    }

    private void begin(RecordKind kind, ArtifactId id) {
        ids.prepare(id);
        vocabulary.define(records, RecordKind.WORD);
        records.number(Constants.number(kind));
        ids.write(id);
    }
}
