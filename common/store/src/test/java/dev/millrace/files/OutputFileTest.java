package dev.millrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    private static void write(Path file, String text) {
        OutputFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_file_that_could_not_be_finished_leaves_the_old_one_as_it_was() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");

        assertThatThrownBy(() -> OutputFile.write(file, out -> {
                    out.write("half".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(OutputFileException.class)
                .hasMessageContainingAll(file.toString(), "as it was", "the disk is full: make room");

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void a_finished_file_replaces_the_old_one() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");

        OutputFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(file).as("until it is complete").hasContent("old");
        });

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void a_place_where_no_file_can_be_is_told_before_anything_is_computed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

        for (Path place : List.of(folder, link)) {
            assertThatThrownBy(() -> OutputFile.write(place, out -> {}))
                    .isInstanceOfSatisfying(
                            OutputFileException.class,
                            e -> assertThat(e.wrongName()).isTrue())
                    .hasMessage(place + " is a directory; name a file");
        }
        assertThatThrownBy(() -> OutputFile.write(folder.resolve("none/report.html"), out -> {}))
                .isInstanceOfSatisfying(
                        OutputFileException.class,
                        e -> assertThat(e.wrongName()).isTrue())
                .hasMessageStartingWith("there is no directory " + folder.resolve("none"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_new_file_is_for_its_owner_only() throws Exception {
        Path file = folder.resolve("report.html");

        write(file, "new");

        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_is_for_all_has_the_mode_that_any_new_file_has_here() throws Exception {
        Path file = folder.resolve("millrace.1");

        OutputFile.writeForAll(file, out -> out.write('m'));

        assertThat(mode(file)).isEqualTo(mode(Files.createFile(folder.resolve("any"))));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_keeps_its_mode() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r-x"));

        write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-r--r-x");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_keeps_its_owner_and_group_where_they_may_be_given() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may give files away");
        var names = file.getFileSystem().getUserPrincipalLookupService();
        GroupPrincipal group = names.lookupPrincipalByGroupName("65534");
        Files.getFileAttributeView(file, PosixFileAttributeView.class).setGroup(group);
        Files.setOwner(file, names.lookupPrincipalByName("65534"));

        write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65534);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(65534);
    }

    @Test
    void a_link_stays_a_link_and_what_it_leads_to_is_written() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path real = Files.writeString(elsewhere.resolve("real.html"), "old");
        Path middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("elsewhere/real.html"));
        Path link = Files.createSymbolicLink(folder.resolve("report.html"), middle);

        write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(middle).isSymbolicLink();
        assertThat(real).isRegularFile().hasContent("new");
    }

    @Test
    void a_link_to_what_is_not_there_makes_it() throws Exception {
        Path real = folder.resolve("real.html");
        Path link = Files.createSymbolicLink(folder.resolve("report.html"), real);

        write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(real).isRegularFile().hasContent("new");
    }

    @Test
    void links_in_a_circle_are_told() throws Exception {
        Path one = folder.resolve("one");
        Path two = Files.createSymbolicLink(folder.resolve("two"), one);
        Files.createSymbolicLink(one, two);

        assertThatThrownBy(() -> write(one, "new"))
                .isInstanceOf(OutputFileException.class)
                .hasMessageContainingAll(one.toString(), "circle");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_device_stays_a_device() {
        write(Path.of("/dev/null"), "new");

        assertThat(Path.of("/dev/null")).exists();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_is_written_into() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        write(pipe, "new");

        assertThat(reader.get(1, TimeUnit.MINUTES)).isEqualTo("new");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    /** As where somebody else's folder holds a file of ours, or a single file is mounted. */
    @Test
    void where_the_folder_takes_no_file_the_file_itself_is_written_once_all_is_there() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old and longer");
        Object before = Files.readAttributes(file, "fileKey").get("fileKey");

        OutputFile.write(
                file,
                out -> {
                    out.write("new".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    assertThat(file).as("until it is complete").hasContent("old and longer");
                    assertThat(names()).containsExactly("report.html");
                },
                OwnerOnly::file,
                anyFolder -> false);

        assertThat(file).hasContent("new");
        assertThat(Files.readAttributes(file, "fileKey").get("fileKey")).isEqualTo(before);
    }

    @Test
    void a_draft_takes_the_place_of_what_a_link_leads_to() throws Exception {
        Path real = Files.writeString(folder.resolve("real.db"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("demo.db"), real);
        Path draft = Files.writeString(folder.resolve("draft"), "new");

        OutputFile.place(draft, link);

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
        assertThat(names()).containsExactly("demo.db", "real.db");
    }
}
