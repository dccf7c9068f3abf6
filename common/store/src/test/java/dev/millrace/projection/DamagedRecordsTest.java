package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.oracle.RandomHistories;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DamagedRecordsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAMAGES = 300;

    private static final Recorded.Written WRITTEN = written();
    private static final List<Object> RIGHT = tell(WRITTEN.records());

    private final Random random = new Random(2);

    @Test
    void a_changed_bit_anywhere_is_noticed_before_anything_of_its_block_is_told() {
        assertThat(WRITTEN.records().length).as("blocks of several").isGreaterThan(2 * CheckedOutput.BLOCK);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = WRITTEN.records().clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            List<Object> told = new ArrayList<>();

            isDamaged(() -> tell(damaged, told::add), "bit of byte " + at);

            assertThat(RIGHT.subList(0, told.size())).as("byte %d", at).isEqualTo(told);
        }
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = WRITTEN.blockerKeys().clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            isDamaged(() -> Recorded.blockerKeys(damaged), "bit of byte " + at + " of the keys");
        }
    }

    @Test
    void an_early_end_is_noticed() {
        byte[] records = WRITTEN.records();
        for (int i = 0; i < DAMAGES; i++) {
            int length = i < 20 ? i : i < 40 ? records.length - i + 19 : random.nextInt(records.length);
            isDamaged(() -> tell(Arrays.copyOf(records, length)), "cut off at " + length);
        }
        for (int length = 0; length < Math.min(DAMAGES, WRITTEN.blockerKeys().length); length++) {
            byte[] cut = Arrays.copyOf(WRITTEN.blockerKeys(), length);
            isDamaged(() -> Recorded.blockerKeys(cut), "keys cut off at " + length);
        }
    }

    @Test
    void blocks_in_another_order_are_noticed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] content = new byte[2 * CheckedOutput.BLOCK];
        random.nextBytes(content);
        try (BinaryOutput out = new BinaryOutput(bytes);
                CheckedOutput checked = new CheckedOutput(out)) {
            checked.write(content, 0, content.length);
        }
        byte[] right = bytes.toByteArray();
        byte[] swapped = right.clone();
        int block = CheckedOutput.BLOCK + 7; // with its length and its checksum
        System.arraycopy(right, 0, swapped, block, block);
        System.arraycopy(right, block, swapped, 0, block);

        assertThat(unchecked(right)).isEqualTo(content);
        isDamaged(() -> unchecked(swapped), "swapped");
    }

    /** As from a faulty writer: the checksums are right. */
    @Test
    void what_makes_no_sense_is_damage_and_nothing_worse() throws IOException {
        byte[] bare = unchecked(WRITTEN.records());
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            byte[] senseless = bare.clone();
            senseless[random.nextInt(bare.length)] = (byte) random.nextInt();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (BinaryOutput out = new BinaryOutput(bytes);
                    CheckedOutput checked = new CheckedOutput(out)) {
                checked.write(senseless, 0, senseless.length);
            }
            try {
                tell(bytes.toByteArray());
            } catch (UncheckedIOException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(DAMAGES / 4);
    }

    @Test
    void what_follows_the_records_is_left_for_others() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BinaryOutput out = new BinaryOutput(bytes)) {
            out.bytes(WRITTEN.records(), 0, WRITTEN.records().length);
            out.bytes(WRITTEN.blockerKeys(), 0, WRITTEN.blockerKeys().length);
            out.text("next");
        }
        BinaryInput in = new BinaryInput(new ByteArrayInputStream(bytes.toByteArray()));
        List<Object> told = new ArrayList<>();

        ItemRecords.read(in, NOW, Set.of(), new Telling(told::add));
        List<String> keys = new ArrayList<>();
        ItemRecords.forEachBlockerKey(in, (key, item) -> keys.add(key));

        assertThat(told).isEqualTo(RIGHT);
        assertThat(keys).isNotEmpty();
        assertThat(in.text()).isEqualTo("next");
    }

    @Test
    void records_of_a_later_report_are_refused() {
        assertThatThrownBy(() -> Recorded.read(WRITTEN.records(), NOW.minusMillis(1), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as of " + NOW);
    }

    private static byte[] unchecked(byte[] blocks) throws IOException {
        try (CheckedInput in = new CheckedInput(new BinaryInput(new ByteArrayInputStream(blocks)))) {
            return in.readAllBytes();
        }
    }

    private static void isDamaged(ThrowingCallable read, String what) {
        assertThatThrownBy(read).as(what).isInstanceOf(UncheckedIOException.class);
    }

    private static List<Object> tell(byte[] records) {
        List<Object> told = new ArrayList<>();
        tell(records, told::add);
        return told;
    }

    private static void tell(byte[] records, Consumer<Object> sink) {
        ItemRecords.read(new BinaryInput(new ByteArrayInputStream(records)), NOW, Set.of(), new Telling(sink));
    }

    private static Recorded.Written written() {
        List<ItemHistory> items = new RandomItems(new Random(1)).items(1_500);
        FlowAlgebra algebra = new FlowAlgebra(
                DefaultValueStream.create(),
                RandomHistories.catalogue(),
                Definition.standard(),
                (workflow, done, known) -> false);
        return Recorded.write(items, Set.of(), NOW, EARLIEST, algebra);
    }

    /** Passes everything on. */
    private record Telling(Consumer<Object> sink) implements ItemRecords.Sink {

        @Override
        public void kept(ItemFlow flow) {
            sink.accept(flow);
        }

        @Override
        public void past(PastItem past, long items) {
            sink.accept(List.of(past, items));
        }

        @Override
        public void incident(ProductionIncident incident) {
            sink.accept(incident);
        }

        @Override
        public void unsettled(ArtifactId item) {
            sink.accept(item);
        }
    }
}
