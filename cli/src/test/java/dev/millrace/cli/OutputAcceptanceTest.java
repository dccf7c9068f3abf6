package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What commands do with a file that a user named: links, modes, devices and pipes stay what they are. */
@DisabledOnOs(OS.WINDOWS)
class OutputAcceptanceTest {

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void store() throws IOException {
        millrace = SmallStore.in(folder);
    }

    private Run done(String... command) {
        Run run = millrace.run(command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void what_is_made_is_for_its_owner_only() throws Exception {
        done("report", "--html", "report.html");
        done("export", "--table", "items", "--format", "csv", "--output", "items.csv");
        done("token", "create", "x", "--scope", "views:read");

        assertThat(mode("flow.db")).isEqualTo("rw-------");
        assertThat(mode("report.html")).isEqualTo("rw-------");
        assertThat(mode("items.csv")).isEqualTo("rw-------");
        assertThat(mode("millrace-tokens.json")).isEqualTo("rw-------");
    }

    @Test
    void a_report_for_a_web_server_stays_readable_behind_its_link() throws Exception {
        Path site = Files.createDirectory(folder.resolve("site"));
        Path page = Files.writeString(site.resolve("flow.html"), "old");
        Files.setPosixFilePermissions(page, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(folder.resolve("report.html"), Path.of("site/flow.html"));

        done("report", "--html", "report.html");

        assertThat(folder.resolve("report.html")).isSymbolicLink();
        assertThat(mode("site/flow.html")).isEqualTo("rw-r--r--");
        assertThat(page).content().startsWith("<!DOCTYPE html>");
        try (var left = Files.list(site)) {
            assertThat(left).containsExactly(page);
        }
    }

    @Test
    void a_device_stays_a_device_and_a_pipe_gets_all_of_it() throws Exception {
        done("export", "--table", "items", "--format", "csv", "--output", "/dev/null");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();

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
        done("export", "--table", "items", "--format", "csv", "--output", "pipe");
        assertThat(reader.get(1, TimeUnit.MINUTES))
                .isEqualTo(done("export", "--table", "items", "--format", "csv").out());
    }

    @Test
    void standard_output_by_its_name_is_what_a_shell_made_of_it() throws Exception {
        Process process = millrace.start("export", "--table", "events", "--format", "csv", "--output", "/dev/stdout");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(folder.resolve("out.txt"))
                .content()
                .isEqualTo(
                        done("export", "--table", "events", "--format", "csv").out());
    }

    @Test
    void a_folder_or_a_place_in_none_is_refused_before_anything_is_written() throws Exception {
        Run folderItself = millrace.run("report", "--html", ".");
        Run nowhere = millrace.run("export", "--table", "items", "--format", "csv", "--output", "none/items.csv");

        assertThat(folderItself.exitCode()).isEqualTo(2);
        assertThat(folderItself.err()).contains("is a directory; name a file");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err())
                .contains("there is no directory " + folder.resolve("none"), "make it, or name another file");
    }

    @Test
    void the_token_file_keeps_its_link_and_its_mode() throws Exception {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.createSymbolicLink(folder.resolve("millrace-tokens.json"), Path.of("kept/tokens.json"));
        done("token", "create", "one", "--scope", "views:read");
        Files.setPosixFilePermissions(kept.resolve("tokens.json"), PosixFilePermissions.fromString("rw-r-----"));

        done("token", "create", "two", "--scope", "views:read");

        assertThat(folder.resolve("millrace-tokens.json")).isSymbolicLink();
        assertThat(mode("kept/tokens.json")).isEqualTo("rw-r-----");
        assertThat(done("token", "list").out()).contains("one (", "two (");
    }
}
