package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.Knowledge;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Kept;
import dev.millrace.store.Projections;
import dev.millrace.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was computed is kept whole, with the mark of the facts behind it, until it is replaced. */
interface ProjectionContract extends StoreContract {

    @Test
    default void parts_come_back_byte_by_byte_however_long_they_are(@TempDir Path folder) throws IOException {
        Map<String, Path> parts = Map.of(
                "empty", file(folder, 0),
                "short", file(folder, 1_000),
                "whole pieces", file(folder, 2 * KeptParts.PIECE),
                "long", file(folder, 2 * KeptParts.PIECE + 12_345));
        projections().keep("report", "v1", mark(), parts);

        Kept kept = projections().find("report", "v1").orElseThrow();
        for (Map.Entry<String, Path> part : parts.entrySet()) {
            try (InputStream in = kept.part(part.getKey())) {
                assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(part.getValue()));
                assertThat(in.read()).isEqualTo(-1);
            }
            ByteArrayOutputStream oneByOne = new ByteArrayOutputStream();
            try (InputStream in = kept.part(part.getKey())) {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    oneByOne.write(b);
                }
            }
            assertThat(oneByOne.toByteArray()).isEqualTo(Files.readAllBytes(part.getValue()));
        }
        assertThatThrownBy(() -> kept.part("other"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("other");
    }

    @Test
    default void the_mark_comes_back_as_it_was_taken(@TempDir Path folder) throws IOException {
        commit(batch().with(snapshot(1)).with(changed(issue(1), "e", 500_000, Facts.OPEN, Facts.DOING)));
        for (Knowledge knowledge : new Knowledge[] {everything(), asOf(10)}) {
            FactMark mark = projections().mark(knowledge).orElseThrow();
            projections().keep("report", "v1", mark, Map.of("p", file(folder, 1)));
            assertThat(projections().find("report", "v1").orElseThrow().mark()).isEqualTo(mark);
        }
    }

    @Test
    default void what_was_made_with_another_fingerprint_or_forgotten_is_not_found(@TempDir Path folder)
            throws IOException {
        projections().keep("report", "v1", mark(), Map.of("p", file(folder, 1)));
        projections().keep("other", "v1", mark(), Map.of("p", file(folder, 2)));
        assertThat(projections().find("report", "v2")).isEmpty();
        assertThat(projections().find("nothing", "v1")).isEmpty();

        projections().forget("report");
        projections().forget("nothing");

        assertThat(projections().find("report", "v1")).isEmpty();
        assertThat(projections().find("other", "v1")).isPresent();
    }

    @Test
    default void what_is_kept_again_replaces_all_that_was_kept_and_readers_of_it_are_told(@TempDir Path folder)
            throws IOException {
        Path old = file(folder, 2 * KeptParts.PIECE + 1);
        Path fresh = file(folder, 3 * KeptParts.PIECE);
        projections().keep("report", "v1", mark(), Map.of("p", old, "q", old));
        Kept before = projections().find("report", "v1").orElseThrow();
        InputStream reading = before.part("p");
        assertThat(reading.readNBytes(10)).hasSize(10);

        try (FlowStore other = openAgain(InstantSource.system())) {
            other.projections().keep("report", "v1", mark(), Map.of("p", fresh));
        }

        Kept after = projections().find("report", "v1").orElseThrow();
        assertThat(after.part("p").readAllBytes()).isEqualTo(Files.readAllBytes(fresh));
        assertThatThrownBy(() -> after.part("q")).isInstanceOf(StoreException.class);
        assertThatThrownBy(reading::readAllBytes)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("replaced meanwhile");
    }

    @Test
    default void keeping_that_fails_leaves_what_was_kept(@TempDir Path folder) throws IOException {
        Path old = file(folder, 10);
        projections().keep("report", "v1", mark(), Map.of("p", old));

        assertThatThrownBy(() -> projections().keep("report", "v2", mark(), Map.of("p", folder.resolve("absent"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("absent");

        assertThat(projections().find("report", "v2")).isEmpty();
        assertThat(projections().find("report", "v1").orElseThrow().part("p").readAllBytes())
                .isEqualTo(Files.readAllBytes(old));
    }

    @Test
    default void projections_are_no_facts(@TempDir Path folder) throws IOException {
        projections().keep("report", "v1", mark(), Map.of("p", file(folder, 10)));

        assertThat(store().lastRecordedAt()).isEmpty();
    }

    private Projections projections() {
        return store().projections();
    }

    private FactMark mark() {
        return projections().mark(everything()).orElseThrow();
    }

    private static Path file(Path folder, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(Files.createTempFile(folder, "part", ""), content);
    }
}
