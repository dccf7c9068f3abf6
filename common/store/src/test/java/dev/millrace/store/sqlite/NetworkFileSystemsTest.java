package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileSystemsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "NFS"})
    void store_on_a_network_file_system_is_refused_before_anything_is_made(String type) {
        Path file = folder.resolve("deep/flow.db");

        assertThatThrownBy(() -> open(file, path -> type))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file.toString(), type.toLowerCase(), "PostgreSQL");
        assertThat(folder.resolve("deep")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "overlay", "apfs", "NTFS", "tmpfs", "fuseblk", "xfs"})
    void store_on_a_disk_of_this_machine_opens(String type) {
        assertThatCode(() -> open(folder.resolve("flow.db"), path -> type)).doesNotThrowAnyException();
    }

    @Test
    void disk_that_does_not_say_what_it_is_may_be_a_good_one() {
        assertThatCode(() -> open(folder.resolve("flow.db"), path -> {
                    throw new IOException("no idea");
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void folder_that_will_be_made_is_judged_by_the_one_it_will_be_in() throws IOException {
        List<Path> asked = new ArrayList<>();
        Path there = Files.createDirectory(folder.resolve("there"));

        open(there.resolve("not/yet/flow.db"), path -> {
            asked.add(path);
            return "ext4";
        });

        assertThat(asked).containsExactly(there);
    }

    private static void open(Path file, NetworkFileSystems.Types types) {
        SqliteFlowStore.open(file, InstantSource.system(), Duration.ofSeconds(5), new NetworkFileSystems(types))
                .close();
    }
}
