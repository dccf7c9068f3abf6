package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeVersionTest {

    @TempDir
    private Path folder;

    private Path jar(String name, String... contents) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < contents.length; i++) {
                ZipEntry entry = new ZipEntry("dev/millrace/File" + i + ".class");
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(contents[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static String version(Path... places) throws IOException {
        return CodeVersion.ofPlaces(Set.of(places));
    }

    @Test
    void jar_with_the_same_files_is_the_same_version_wherever_it_lies() throws IOException {
        assertThat(version(jar("a.jar", "one", "two"))).isEqualTo(version(jar("b.jar", "one", "two")));
    }

    @Test
    void one_other_byte_in_one_file_is_another_version() throws IOException {
        assertThat(version(jar("a.jar", "one", "two"))).isNotEqualTo(version(jar("b.jar", "one", "twO")));
        assertThat(version(jar("a.jar", "one", "two"))).isNotEqualTo(version(jar("b.jar", "one", "two", "three")));
    }

    @Test
    void jar_that_is_cut_has_no_version() throws IOException {
        Path jar = jar("a.jar", "one", "two");
        byte[] bytes = Files.readAllBytes(jar);
        for (int length : List.of(0, 10, bytes.length / 2, bytes.length - 1)) {
            Files.write(jar, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> version(jar)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void classes_of_this_test_have_a_version() {
        assertThat(CodeVersion.of(List.of(CodeVersion.class, String.class))).isEmpty();
        assertThat(CodeVersion.of(List.of(CodeVersion.class, Test.class))).isPresent();
    }
}
