package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same content gives the same bytes, wherever and whenever it was packed first: the quick part of {@code ReproducibleIT}. */
class ArchiveCopyTest {

    private static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void time_zone_and_umask_of_the_first_packing_are_not_in_the_copy() throws IOException {
        byte[] here = copy(packed("2026-11-22T00:00:00", 0644));
        byte[] there = copy(packed("2026-11-22T09:00:00", 0640));

        assertThat(there).isEqualTo(here);
        assertThat(Artefacts.content(folder.resolve("copy.hpi")))
                .containsOnlyKeys("META-INF/MANIFEST.MF", "WEB-INF/lib/millrace.jar", "META-INF/LICENSE");
        Path inner = Files.write(
                folder.resolve("inner.jar"),
                Artefacts.content(folder.resolve("copy.hpi")).get("WEB-INF/lib/millrace.jar"));
        assertThat(Artefacts.content(inner)).containsOnlyKeys("dev/millrace/Main.class");
    }

    /** An hpi with a jar in it, each entry with that local time and those rights. */
    private static byte[] packed(String time, int rights) throws IOException {
        byte[] jar = zip(time, rights, Map.of("dev/millrace/Main.class", bytes("code")));
        return zip(
                time,
                rights,
                Map.of("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\n")),
                Map.of("WEB-INF/lib/millrace.jar", jar));
    }

    @SafeVarargs
    private static byte[] zip(String time, int rights, Map<String, byte[]>... content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map<String, byte[]> one : content) {
                for (Map.Entry<String, byte[]> file : one.entrySet()) {
                    ZipEntry entry = new ZipEntry(file.getKey());
                    entry.setTimeLocal(LocalDateTime.parse(time));
                    // where Info-ZIP keeps rights too: java.util.zip writes no external attributes
                    entry.setExtra(new byte[] {(byte) 0x55, (byte) 0x77, 2, 0, (byte) rights, (byte) (rights >> 8)});
                    zip.putNextEntry(entry);
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }

    private byte[] copy(byte[] from) throws IOException {
        Path copy = folder.resolve("copy.hpi");
        new ArchiveCopy(TIME)
                .write(
                        Files.write(folder.resolve("from.hpi"), from),
                        Map.of("META-INF/LICENSE", bytes("may be used")),
                        copy);
        return Files.readAllBytes(copy);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
