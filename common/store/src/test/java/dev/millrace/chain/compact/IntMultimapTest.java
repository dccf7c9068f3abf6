package dev.millrace.chain.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntMultimapTest {

    @ParameterizedTest(name = "numbers below {0}")
    @ValueSource(ints = {3, 500, 1_000_000_000})
    void each_pair_is_found_once_and_in_order_however_far_its_numbers_lie_apart(int bound) {
        Random random = new Random(bound);
        IntMultimap pairs = new IntMultimap();
        Map<Integer, TreeSet<Integer>> expected = new TreeMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 400; i++) {
                int one = random.nextInt(bound);
                int other = random.nextInt(bound);
                pairs.add(one, other);
                expected.computeIfAbsent(one, unseen -> new TreeSet<>()).add(other);
            }
            List<String> all = new ArrayList<>();
            pairs.forEach((one, other) -> all.add(one + " " + other));
            assertThat(all)
                    .containsExactlyElementsOf(expected.entrySet().stream()
                            .flatMap(entry -> entry.getValue().stream().map(other -> entry.getKey() + " " + other))
                            .toList());
        }
        expected.forEach((one, others) -> assertThat(pairs.of(one).toArray()).containsExactly(ints(others)));
        assertThat(pairs.of(bound).toArray()).isEmpty();
    }

    private static int[] ints(TreeSet<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
