package dev.millrace.chain.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.graph.ArtifactNumbers;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Texts, artifacts and pairs as numbers: whatever goes in comes back. */
class StringPoolTest {

    private static final long SEED = 20_261_122;

    @Test
    void every_text_comes_back_by_its_number_and_keeps_it() {
        StringPool texts = new StringPool();
        Map<String, Integer> numbers = new HashMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 60_000; i++) {
            String text = text(random);
            Integer known = numbers.put(text, texts.number(text));
            if (known != null) {
                assertThat(numbers.get(text)).as("seed %d, %s", SEED, text).isEqualTo(known);
            }
        }

        assertThat(texts.size()).isEqualTo(numbers.size());
        numbers.forEach((text, number) -> {
            assertThat(texts.text(number)).isEqualTo(text);
            assertThat(texts.find(text)).isEqualTo(number);
        });
        assertThat(texts.find("not seen")).isEqualTo(StringPool.NONE);
    }

    @Test
    void hash_in_capitals_is_another_text_than_the_same_in_small_letters() {
        StringPool texts = new StringPool();
        String hash = "0123456789abcdef".repeat(3).substring(0, 40);

        assertThat(texts.number(hash)).isNotEqualTo(texts.number(hash.toUpperCase(java.util.Locale.ROOT)));
        assertThat(texts.text(1)).isEqualTo(hash.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void text_longer_than_a_chunk_and_half_a_surrogate_pair_come_back() {
        StringPool texts = new StringPool();
        List<String> odd = List.of("", "x".repeat(3_000_000), "\ud83d", "\u00fc", "\u4e2d\u6587", "after the long one");

        List<Integer> numbers = odd.stream().map(texts::number).toList();

        assertThat(numbers.stream().map(texts::text).toList()).isEqualTo(odd);
    }

    @Test
    void artifacts_of_the_same_id_and_other_tools_or_kinds_have_numbers_of_their_own() {
        ArtifactNumbers numbers = new ArtifactNumbers();
        List<ArtifactId> artifacts = new ArrayList<>();
        for (String site : List.of("one", "two")) {
            for (ArtifactKind kind : ArtifactKind.values()) {
                artifacts.add(new ArtifactId(new ToolInstance("github", site), kind, "17"));
                artifacts.add(new ArtifactId(new ToolInstance("github", site), kind, "4"));
            }
        }

        List<Integer> given = artifacts.stream().map(numbers::number).toList();

        assertThat(given).doesNotHaveDuplicates();
        assertThat(given.stream().map(numbers::artifact).toList()).isEqualTo(artifacts);
        assertThat(artifacts.stream().map(numbers::find).toList()).isEqualTo(given);
        assertThat(numbers.find(new ArtifactId(new ToolInstance("jira", "one"), ArtifactKind.ISSUE, "17")))
                .isEqualTo(StringPool.NONE);
    }

    @Test
    void pairs_give_back_each_partner_once_whenever_they_are_asked() {
        IntMultimap pairs = new IntMultimap();
        Map<Integer, TreeSet<Integer>> expected = new HashMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 2_000; i++) {
                int one = random.nextInt(300);
                int other = random.nextInt(50);
                pairs.add(one, other);
                expected.computeIfAbsent(one, unseen -> new TreeSet<>()).add(other);
            }
            expected.forEach((one, others) -> {
                List<Integer> found = new ArrayList<>();
                pairs.forEach(one, found::add);
                assertThat(found).as("seed %d", SEED).isEqualTo(new ArrayList<>(others));
            });
        }
        assertThat(pairs.of(301).size()).isZero();
        List<Integer> with = new ArrayList<>();
        pairs.forEachWith(7, with::add);
        assertThat(with)
                .isEqualTo(expected.entrySet().stream()
                        .filter(entry -> entry.getValue().contains(7))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        switch (random.nextInt(4)) {
            case 0 -> random.ints(40, 0, 16).forEach(digit -> text.append(Character.forDigit(digit, 16)));
            case 1 -> text.append(random.nextInt(10_000));
            case 2 -> random.ints(random.nextInt(30), 32, 256).forEach(c -> text.append((char) c));
            default -> random.ints(random.nextInt(30), 0, 65_536).forEach(c -> text.append((char) c));
        }
        return text.toString();
    }
}
