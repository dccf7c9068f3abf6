package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Owner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildRecordsTest {

    private static final Instant EARLIEST = Instant.parse("2026-03-01T00:00:00.000999Z");
    private static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");
    private static final BuildResult LAST_BEFORE = build("shop#0", "2026-02-28T23:59:59.999Z", "SUCCESS", Owner.NOBODY);
    private static final BuildResult FIRST = build("shop#1", "2026-03-01T00:00:00Z", "SUCCESS", Owner.NOBODY);
    private static final List<BuildResult> BUILDS = List.of(
            LAST_BEFORE,
            FIRST,
            build("shop#2", "2026-03-02T00:00:00.123456789Z", "FAILURE", new Owner("s", null, "Süd \uD83D")),
            build("12", "2026-03-02T00:00:00.123Z", "something else", new Owner(null, "shop", null)),
            build("0012", "2026-03-02T00:00:00.123Z", "", new Owner("s", "shop", "t")),
            build("1234567890123456789", "2026-03-02T00:00:00.123Z", "", Owner.NOBODY),
            build("9".repeat(25), "2026-03-02T00:00:00.123Z", "", Owner.NOBODY),
            build("8", BuildResult.End.UNKNOWN, "2026-05-02T00:00:00Z", "FAILURE", Owner.NOBODY),
            build("9", BuildResult.End.NOT_YET, "2026-05-02T00:00:00Z", "running", Owner.NOBODY),
            build("7", "2026-05-02T00:00:00.123Z", "SUCCESS", Owner.NOBODY));

    @Test
    void builds_that_a_later_window_can_hold_come_back_as_they_were() {
        List<BuildResult> kept = new ArrayList<>(BUILDS);
        kept.remove(LAST_BEFORE);

        assertThat(read(written(), Set.of())).isEqualTo(kept);

        kept.remove(FIRST);
        assertThat(read(written(), Set.of(FIRST.artifact()))).isEqualTo(kept);
    }

    @Test
    void damage_is_noticed_before_anything_is_told() {
        byte[] written = written();
        for (int length = 0; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> read(cut, Set.of())).isInstanceOf(UncheckedIOException.class);
            byte[] changed = written.clone();
            changed[length] ^= 4;
            List<BuildResult> told = new ArrayList<>();
            assertThatThrownBy(() ->
                            BuildRecords.read(new BinaryInput(new ByteArrayInputStream(changed)), Set.of(), told::add))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(told).isIn(List.of(), BUILDS.subList(1, BUILDS.size()));
        }
    }

    private static byte[] written() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BinaryOutput out = new BinaryOutput(bytes);
                BuildRecords.Writer writer = new BuildRecords.Writer(out, AS_OF, EARLIEST)) {
            BUILDS.forEach(writer::add);
        }
        return bytes.toByteArray();
    }

    private static List<BuildResult> read(byte[] written, Set<ArtifactId> changed) {
        List<BuildResult> read = new ArrayList<>();
        BuildRecords.read(new BinaryInput(new ByteArrayInputStream(written)), changed, read::add);
        return read;
    }

    private static BuildResult build(String id, String endedAt, String result, Owner owner) {
        return build(id, BuildResult.End.SEEN, endedAt, result, owner);
    }

    private static BuildResult build(String id, BuildResult.End end, String endedAt, String result, Owner owner) {
        @Nullable URI url = id.startsWith("shop") ? URI.create("https://ci.example.org/" + id.replace('#', '/')) : null;
        return new BuildResult(
                new ArtifactId(new ToolInstance("jenkins", "test"), ArtifactKind.BUILD, id),
                "job " + id,
                url,
                "job",
                end,
                Instant.parse(endedAt),
                result,
                owner);
    }
}
