package dev.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.metrics.Accumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTest {

    /** A sum; not safe for several threads, as no accumulator is. */
    private static final class Sum implements Accumulator<Integer, Long, Sum> {
        private long sum;

        @Override
        public void add(Integer value) {
            if (value < 0) {
                throw new IllegalArgumentException("negative: " + value);
            }
            sum += value;
        }

        @Override
        public Sum merge(Sum other) {
            sum += other.sum;
            return this;
        }

        @Override
        public Long result() {
            return sum;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void every_value_is_in_the_result_once_on_any_number_of_cores(int cores) {
        Partitions<Integer, Sum> partitions = new Partitions<>(cores, Sum::new);
        long expected = 0;
        for (int i = 0; i < 100_003; i++) {
            partitions.add(i);
            expected += i;
        }
        partitions.own().add(7);
        assertThat(partitions.merged().result()).isEqualTo(expected + 7);
    }

    @Test
    void failure_of_another_core_reaches_the_caller() {
        Partitions<Integer, Sum> partitions = new Partitions<>(2, Sum::new);
        partitions.add(-1);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        partitions.add(i);
                    }
                    partitions.merged();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative: -1");
    }
}
