package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexOrderTest {

    @Test
    void places_are_in_the_order_of_a_stable_sort() {
        Random random = new Random(5);
        for (int n = 0; n < 300; n++) {
            int[] values = random.ints(n, 0, 1 + n / 3).toArray();
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> values[i]))
                    .mapToInt(i -> i)
                    .toArray();
            assertThat(IndexOrder.of(n, (one, other) -> Integer.compare(values[one], values[other])))
                    .as("%d values", n)
                    .isEqualTo(expected);
        }
    }
}
