package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {

    private static final String NAME = "libsqlite.so";

    @TempDir
    private Path temp;

    private Path folder;
    private URL library;

    @BeforeEach
    void library() throws IOException {
        folder = temp.resolve("cache/millrace/sqlite");
        library = Files.writeString(temp.resolve("in-the-jar"), "machine code".repeat(10_000))
                .toUri()
                .toURL();
    }

    private Path install() throws IOException {
        return SqliteLibrary.install(library, folder, NAME);
    }

    @Test
    void library_is_put_there_once_and_found_afterwards() throws IOException {
        Path first = install();
        Object key = Files.readAttributes(first, "fileKey").get("fileKey");
        Path second = install();

        assertThat(first).hasSameBinaryContentAs(temp.resolve("in-the-jar")).isEqualTo(second);
        assertThat(Files.readAttributes(second, "fileKey").get("fileKey")).isEqualTo(key);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(first);
        }
    }

    @Test
    void several_that_start_together_all_find_it_whole() throws Exception {
        int starting = 8;
        ExecutorService threads = Executors.newFixedThreadPool(starting);
        try {
            Callable<Long> start = () -> Files.size(install());
            List<Long> sizes = new ArrayList<>();
            for (Future<Long> size : threads.invokeAll(Collections.nCopies(starting, start))) {
                sizes.add(size.get());
            }
            assertThat(sizes).containsOnly(Files.size(temp.resolve("in-the-jar")));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void half_a_library_is_replaced() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(NAME), "half");

        assertThat(install()).hasSameBinaryContentAs(temp.resolve("in-the-jar"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void link_that_somebody_laid_there_is_not_followed() throws IOException {
        Files.createDirectories(folder);
        Path trap = Files.copy(temp.resolve("in-the-jar"), temp.resolve("trap"));
        Files.createSymbolicLink(folder.resolve(NAME), trap);

        assertThat(install()).isRegularFile();
        assertThat(Files.isSymbolicLink(folder.resolve(NAME))).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folder_or_file_that_others_can_change_is_not_used() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(this::install)
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " can be changed by others");

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(install(), PosixFilePermissions.fromString("rw-rw----"));
        assertThatThrownBy(this::install)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve(NAME) + " can be changed by others");
    }

    @Test
    void cache_is_the_users_own() {
        Path home = temp.resolve("home");
        assertThat(SqliteLibrary.cache(null, home.toString())).isEqualTo(home.resolve(".cache/millrace/sqlite"));
        assertThat(SqliteLibrary.cache("relative", home.toString())).isEqualTo(home.resolve(".cache/millrace/sqlite"));
        assertThat(SqliteLibrary.cache(temp.toString(), home.toString())).isEqualTo(temp.resolve("millrace/sqlite"));
    }
}
