package dev.millrace.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BinaryTest {

    private static byte[] written(Consumer<BinaryOutput> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BinaryOutput out = new BinaryOutput(bytes)) {
            writer.accept(out);
        }
        return bytes.toByteArray();
    }

    private static BinaryInput read(byte[] bytes) {
        return new BinaryInput(new ByteArrayInputStream(bytes));
    }

    @Test
    void numbers_of_every_size_come_back() {
        List<Long> numbers =
                List.of(0L, 1L, -1L, 63L, -64L, 64L, 1L << 31, -(1L << 40), Long.MAX_VALUE, Long.MIN_VALUE);
        byte[] bytes = written(out -> numbers.forEach(out::number));
        try (BinaryInput in = read(bytes)) {
            numbers.forEach(number -> assertThat(in.number()).isEqualTo(number));
        }
    }

    @Test
    void small_numbers_of_either_sign_take_one_byte() {
        assertThat(written(out -> {
                    out.number(0);
                    out.number(63);
                    out.number(-64);
                    out.flag(true);
                }))
                .hasSize(4);
    }

    @Test
    void texts_come_back_also_without_a_text_and_with_half_a_surrogate_pair() {
        byte[] bytes = written(out -> {
            out.text("plain");
            out.text("");
            out.text(null);
            out.text("größer 数 \uD83D");
        });
        try (BinaryInput in = read(bytes)) {
            assertThat(in.text()).isEqualTo("plain");
            assertThat(in.text()).isEmpty();
            assertThat(in.textOrNull()).isNull();
            assertThat(in.text()).isEqualTo("größer 数 \uD83D");
        }
    }

    @Test
    void what_is_longer_than_the_buffer_comes_back() {
        byte[] large = new byte[200_001];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        byte[] bytes = written(out -> {
            out.fixedInt(7);
            out.bytes(large, 1, large.length - 1);
            out.fixedLong(Long.MIN_VALUE + 5);
            out.text("x".repeat(100_000));
        });
        try (BinaryInput in = read(bytes)) {
            assertThat(in.fixedInt()).isEqualTo(7);
            byte[] back = new byte[large.length];
            in.bytes(back, 1, large.length - 1);
            assertThat(Arrays.equals(large, 1, large.length, back, 1, large.length))
                    .isTrue();
            assertThat(in.fixedLong()).isEqualTo(Long.MIN_VALUE + 5);
            assertThat(in.text()).hasSize(100_000);
        }
    }

    @Test
    void a_stream_that_ends_too_early_or_holds_something_else_is_refused() {
        assertThatThrownBy(() -> read(new byte[] {1, 2}).fixedInt()).hasRootCauseInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(written(out -> out.text(null))).text()).hasMessageContaining("damaged");
        assertThatThrownBy(() -> read(written(out -> out.number(1L << 40))).textOrNull())
                .hasMessageContaining("damaged");
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) -1);
        assertThatThrownBy(() -> read(endless).number()).hasMessageContaining("damaged");
    }
}
