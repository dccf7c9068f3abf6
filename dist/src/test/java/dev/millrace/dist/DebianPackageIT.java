package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package: its files, its licences, and its life in a new Debian without Java; and the image, which is made of a Debian too. */
class DebianPackageIT {

    private static final List<Pattern> KNOWN = Stream.of(
                    "etc/millrace/(millrace\\.yml|hub\\.env)",
                    "lib/systemd/system/millrace-hub\\.service",
                    "usr/bin/millrace",
                    "usr/lib/millrace/bin/millrace",
                    "usr/lib/millrace/lib/(millrace\\.jar|millrace-demo\\.jar|start\\.sh)",
                    "usr/lib/millrace/sbom\\.cdx\\.json",
                    "usr/lib/millrace/runtime/(bin|conf|legal|lib)/.*",
                    "usr/lib/millrace/runtime/release",
                    "usr/share/man/man1/millrace[a-z-]*\\.1\\.gz",
                    "usr/share/bash-completion/completions/millrace",
                    "usr/share/fish/vendor_completions\\.d/millrace\\.fish",
                    "usr/share/doc/millrace/(copyright|changelog\\.gz)",
                    "usr/share/doc/millrace/third-party/.*")
            .map(Pattern::compile)
            .toList();

    /** A new Debian for both tests that need one. */
    @TempDir
    private static Path debian;

    @TempDir
    private Path folder;

    private Path deb;

    @BeforeEach
    void made() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "no dpkg-deb on this machine");
        deb = Artefacts.file(".deb");
    }

    /** JUnit would say of each of its links that it leads elsewhere. */
    @AfterAll
    static void remove() throws Exception {
        if (Files.isDirectory(debian.resolve("root"))) {
            Artefacts.run(debian, Map.of(), "rm", "-rf", "root", "root.image");
        }
    }

    @Test
    void it_has_the_licences_of_the_archive_and_of_its_java_and_no_file_that_nothing_explains() throws Exception {
        Artefacts.run(folder, Map.of(), "dpkg-deb", "--extract", deb.toString(), folder.toString());
        Path doc = folder.resolve("usr/share/doc/millrace");

        assertThat(Files.readString(doc.resolve("third-party/THIRD-PARTY.txt")))
                .contains("jackson-core", "sqlite-jdbc");
        assertThat(names(doc.resolve("third-party")))
                .isEqualTo(names(Artefacts.TARGET.resolve("stage/home/third-party")));
        assertThat(Files.readString(doc.resolve("copyright")))
                .contains("Permission is hereby granted", "Classpath exception");
        assertThat(folder.resolve("usr/lib/millrace/runtime/legal/java.base")).isNotEmptyDirectory();
        byte[] bill = Files.readAllBytes(folder.resolve("usr/lib/millrace/sbom.cdx.json"));
        Set<String> billed = LicencesIT.billed(bill);
        assertThat(billed.removeIf(library -> library.startsWith("openjdk-")))
                .as("its Java")
                .isTrue();
        assertThat(billed).isEqualTo(LicencesIT.resolved());
        assertThat(deb.resolveSibling(deb.getFileName() + ".cdx.json")).hasBinaryContent(bill);
        assertThat(names(folder))
                .allSatisfy(path -> assertThat(KNOWN)
                        .as("a reason for %s", path)
                        .anyMatch(known -> known.matcher(path).matches()));
    }

    @Test
    void all_belongs_to_root_and_only_root_can_write_it() throws Exception {
        List<String> lines = Artefacts.run(folder, Map.of(), "dpkg-deb", "--contents", deb.toString())
                .lines()
                .toList();

        assertThat(lines).allMatch(line -> line.contains(" root/root "));
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("l"))
                .noneMatch(line -> line.charAt(5) == 'w' || line.charAt(8) == 'w');
    }

    /** Takes minutes and a Debian mirror, hence only where it is asked for. */
    @Test
    void a_new_debian_without_java_installs_uses_upgrades_and_purges_it() throws Exception {
        assumeTrue(Boolean.getBoolean("millrace.deb"), "only with -Dmillrace.deb=true");

        assertThat(Artefacts.run(
                        folder,
                        Map.of(),
                        Path.of("src/test/deb/try-package").toAbsolutePath().toString(),
                        deb.toString(),
                        Files.createDirectories(debian.resolve("root")).toString()))
                .endsWith("all as it should be\n");
    }

    /** Docker needs a daemon. This needs root, and shows what is in its image: the Dockerfile's own steps, user, command and health check. */
    @Test
    void archive_starts_as_the_dockerfile_says_from_a_root_that_is_read_only() throws Exception {
        assumeTrue(Boolean.getBoolean("millrace.deb"), "only with -Dmillrace.deb=true");

        assertThat(Artefacts.run(
                        folder,
                        Map.of(),
                        Path.of("src/test/deb/try-image").toAbsolutePath().toString(),
                        Artefacts.file(".tar.gz").toString(),
                        Artefacts.FOLDER.resolve("Dockerfile").toString(),
                        Artefacts.TARGET.resolve("deb/usr/lib/millrace/runtime").toString(),
                        Files.createDirectories(debian.resolve("root")).toString()))
                .endsWith("try-image: all as it should be\n");
    }

    private static Set<String> names(Path root) throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
