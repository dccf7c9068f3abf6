package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.Completion;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.oracle.RandomHistories;
import dev.millrace.flow.oracle.RandomStreams;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was kept of completed work, with what must be read again, is what all histories tell. */
class CompletionRecordsTest {

    private static final int STORES = Boolean.getBoolean("millrace.deep") ? 5_000 : 200;
    private static final Duration LONG = Duration.ofDays(90);

    @Test
    void what_was_kept_is_what_all_histories_tell() {
        int kept = 0;
        int again = 0;
        for (long seed = 1; seed <= STORES; seed++) {
            Random random = new Random(seed);
            FlowAlgebra algebra = new FlowAlgebra(
                    RandomStreams.of(random),
                    RandomHistories.catalogue(),
                    Definition.standard(),
                    (workflow, done, known) -> false);
            Instant then = RandomHistories.asOf(random);
            Instant now = then.plusMillis(random.nextLong(LONG.toMillis()));
            Instant earliest = then.minusMillis(random.nextLong(LONG.toMillis()));
            List<ArtifactHistory> issues = issues(then, random);
            Set<ArtifactId> changed = new HashSet<>();
            issues.forEach(issue -> {
                if (random.nextInt(6) == 0) {
                    changed.add(issue.artifact());
                }
            });

            List<Completion> read = new ArrayList<>();
            Set<ArtifactId> unsettled =
                    CompletionRecords.read(in(write(issues, then, earliest, algebra)), changed, read::add);
            kept += read.size();
            again += unsettled.size();
            List<Completion> computed = new ArrayList<>();
            for (ArtifactHistory issue : issues) {
                List<Completion> completions = algebra.completions(issue, now).stream()
                        .filter(completion -> CompletedWork.matters(completion, earliest))
                        .toList();
                computed.addAll(completions);
                if (changed.contains(issue.artifact()) || unsettled.contains(issue.artifact())) {
                    read.addAll(completions);
                }
            }

            assertThat(read).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(computed);
        }
        assertThat(kept).isGreaterThan(STORES * 3);
        assertThat(again).isGreaterThan(STORES / 2);
    }

    @Test
    void damage_is_noticed() {
        FlowAlgebra algebra = new FlowAlgebra(
                DefaultValueStream.create(),
                RandomHistories.catalogue(),
                Definition.standard(),
                (workflow, done, known) -> false);
        Instant then = Instant.parse("2026-05-01T00:00:00Z");
        byte[] bytes = write(issues(then, new Random(1)), then, then.minus(LONG), algebra);
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            assertThatThrownBy(() -> CompletionRecords.read(in(damaged), Set.of(), completion -> {}))
                    .as("byte %d", i)
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private static List<ArtifactHistory> issues(Instant then, Random random) {
        return new RandomItems(random)
                .items(10).stream()
                        .map(item -> RandomItems.upTo(then, item))
                        .flatMap(CompletionRecordsTest::parts)
                        .toList();
    }

    private static Stream<ArtifactHistory> parts(ItemHistory item) {
        return Stream.concat(Stream.of(item.item()), item.subTasks().stream());
    }

    private static byte[] write(List<ArtifactHistory> issues, Instant then, Instant earliest, FlowAlgebra algebra) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BinaryOutput out = new BinaryOutput(bytes);
                CompletionRecords.Writer writer = new CompletionRecords.Writer(out, then, earliest, algebra)) {
            issues.forEach(writer::add);
        }
        return bytes.toByteArray();
    }

    private static BinaryInput in(byte[] bytes) {
        return new BinaryInput(new ByteArrayInputStream(bytes));
    }
}
