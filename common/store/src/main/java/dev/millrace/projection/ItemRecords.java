package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads what an {@link ItemRecordWriter} kept of items. Damage is noticed before anything of the damaged part is passed on. */
public final class ItemRecords {

    private static final int FORMAT = 0x4D524931;
    private static final RecordKind[] KINDS = RecordKind.values();

    /** Takes what is read. */
    public interface Sink {

        /** A cycle of an item, as if it had been computed now, without chain and without what no report reads of its item. */
        void kept(ItemFlow flow);

        /** So many items of which the same is left; told behind all others. */
        void past(PastItem past, long items);

        /** An incident that an item is. */
        void incident(ProductionIncident incident);

        /** An item of which nothing could be kept, because it changes with the instant of the report. */
        void unsettled(ArtifactId item);
    }

    private final BinaryInput in;
    private final Dictionary dictionary = new Dictionary();
    private final IdInput ids;
    private final IdInput incidentIds;
    private final ItemHead.Input heads;
    private final FlowDecoder decoder;
    private final IdSet changed;
    private final Sink sink;
    private long[] past = new long[64];

    private ItemRecords(BinaryInput in, Instant asOf, Set<ArtifactId> changed, Sink sink) {
        this.in = in;
        this.ids = new IdInput(in, dictionary);
        this.incidentIds = new IdInput(in, dictionary);
        this.heads = new ItemHead.Input(in, dictionary);
        this.decoder = new FlowDecoder(in, dictionary, asOf);
        this.changed = new IdSet(changed);
        this.sink = sink;
    }

    /**
     * Reads all records, in their order.
     *
     * @param in what was written as records; is read up to their end, and stays open
     * @param asOf the instant of the report now, at or after that of the report they were written for
     * @param changed the items that are computed again: what was kept of them is passed over
     * @param sink takes the others
     * @throws UncheckedIOException if the records are damaged or end too early; what the sink was given before is right as far as it goes
     * @throws IllegalArgumentException if the records were written as of a later instant
     */
    public static void read(BinaryInput in, Instant asOf, Set<ArtifactId> changed, Sink sink) {
        CheckedInput checked = new CheckedInput(in);
        BinaryInput records = new BinaryInput(checked);
        Instant written = readFormat(records);
        if (written.isAfter(asOf)) {
            throw new IllegalArgumentException(
                    "what was kept as of " + written + " cannot tell what was as of " + asOf);
        }
        new ItemRecords(records, asOf, changed, sink).readAll();
        checked.end();
    }

    /**
     * Reads the keys that items are blocked by, as the links wrote them.
     *
     * @param in what was written as keys; is read up to their end, and stays open
     * @param sink takes each key with the item that it blocks, or that a blocked sub-task folds into
     * @throws UncheckedIOException if the keys are damaged or end too early
     */
    public static void forEachBlockerKey(BinaryInput in, BiConsumer<String, ArtifactId> sink) {
        CheckedInput checked = new CheckedInput(in);
        BinaryInput keys = new BinaryInput(checked);
        readFormat(keys);
        Dictionary dictionary = new Dictionary();
        IdInput ids = new IdInput(keys, dictionary);
        while (true) {
            RecordKind kind = Constants.get(KINDS, keys.number());
            if (kind == RecordKind.END) {
                checked.end();
                return;
            } else if (kind == RecordKind.WORD) {
                Decoding.run(() -> dictionary.define(keys));
            } else if (kind == RecordKind.BLOCKED) {
                ArtifactId item = Decoding.valid(ids::read);
                for (int i = Dictionary.count(keys); i > 0; i--) {
                    sink.accept(keys.text(), item);
                }
            } else {
                throw BinaryInput.damaged(kind + " among keys");
            }
        }
    }

    static void writeFormat(BinaryOutput out, Instant asOf) {
        out.fixedInt(FORMAT);
        out.fixedInt(Constants.order());
        Incidents.write(asOf, out);
    }

    static Instant readFormat(BinaryInput in) {
        if (in.fixedInt() != FORMAT || in.fixedInt() != Constants.order()) {
            throw BinaryInput.damaged("records of another version");
        }
        return Decoding.valid(() -> Incidents.instant(in));
    }

    private void readAll() {
        while (true) {
            RecordKind kind = Constants.get(KINDS, in.number());
            switch (kind) {
                case END -> {
                    tellPast();
                    return;
                }
                case WORD -> Decoding.run(() -> dictionary.define(in));
                case UNSETTLED -> {
                    ArtifactId item = Decoding.valid(ids::read);
                    if (!changed.has(item)) {
                        sink.unsettled(item);
                    }
                }
                case PAST -> {
                    boolean again = Decoding.valid(() -> ids.isIn(changed));
                    int number = in.integer();
                    if (!again) {
                        count(number);
                    }
                }
                case KEPT -> {
                    ArtifactId item = Decoding.valid(ids::read);
                    List<ItemFlow> flows = Decoding.valid(() -> decoder.decode(heads.read(item)));
                    if (!changed.has(item)) {
                        flows.forEach(sink::kept);
                    }
                }
                case INCIDENT -> {
                    ArtifactId item = Decoding.valid(ids::read);
                    ProductionIncident incident = Decoding.valid(() -> Incidents.read(in, incidentIds));
                    if (!changed.has(item)) {
                        sink.incident(incident);
                    }
                }
                case BLOCKED, BUILD, BUILD_BEFORE, COMPLETION -> throw BinaryInput.damaged(kind + " among items");
            }
        }
    }

    /** Items of which the same is left are told together: there are many of them, and few that differ. */
    private void count(int number) {
        dictionary.get(number, PastItem.class);
        if (number >= past.length) {
            past = Arrays.copyOf(past, number * 2);
        }
        past[number]++;
    }

    private void tellPast() {
        for (int number = 0; number < past.length; number++) {
            if (past[number] > 0) {
                sink.past(dictionary.get(number, PastItem.class), past[number]);
            }
        }
    }
}
