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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user unpacks: its files, and that it starts where only Java is. */
class ArchiveIT {

    private static final List<Pattern> KNOWN = Stream.of(
                    "bin/millrace(\\.cmd)?",
                    "lib/(millrace|millrace-demo)\\.jar",
                    "lib/start\\.sh",
                    "share/man/man1/millrace[a-z-]*\\.1",
                    "share/completion/millrace\\.(bash|fish)",
                    "third-party/THIRD-PARTY\\.txt",
                    "third-party/[^/]+/[^/]+",
                    "LICENSE|README\\.txt|sbom\\.cdx\\.json")
            .map(Pattern::compile)
            .toList();

    @TempDir
    private Path folder;

    @Test
    void both_archives_unpack_to_the_same_files_and_each_is_explained() throws Exception {
        Path zip = unpacked(".zip");
        Path tar = unpacked(".tar.gz");

        assertThat(Artefacts.run(folder, Map.of(), "diff", "-r", zip.toString(), tar.toString()))
                .isEmpty();
        assertThat(files(zip))
                .allSatisfy(path -> assertThat(KNOWN)
                        .as("a reason for %s", path)
                        .anyMatch(known -> known.matcher(path).matches()));
        assertThat(files(zip))
                .contains("share/man/man1/millrace.1", "share/man/man1/millrace-report.1", "bin/millrace.cmd");
        for (Path root : List.of(zip, tar)) {
            assertThat(Files.isExecutable(root.resolve("bin/millrace"))).isTrue();
            assertThat(Files.readString(root.resolve("bin/millrace.cmd"))).contains("\r\n");
        }
    }

    @Test
    void it_starts_from_a_folder_of_its_owner_and_makes_its_archive_of_classes_once() throws Exception {
        Path home = unpacked(".zip");
        Path link = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("bin/millrace"));

        assertThat(Artefacts.run(folder, javaAlone(), link.toString(), "--version"))
                .startsWith("millrace ");
        List<String> archives =
                files(home).stream().filter(file -> file.endsWith(".jsa")).toList();
        assertThat(archives).hasSize(1);
        assertThat(Files.size(home.resolve(archives.get(0)))).isGreaterThan(1_000_000);
        assertThat(Artefacts.run(folder, javaAlone(), link.toString(), "demo")).contains("Written to millrace-demo/");
    }

    @Test
    void another_user_starts_it_from_a_folder_that_nobody_can_write_to() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(
                Files.isExecutable(setpriv) && "root".equals(System.getProperty("user.name")),
                "only root can be another user");
        Path home = unpacked(".tar.gz");
        Artefacts.run(folder, Map.of(), "chmod", "-R", "a-w,a+rX", home.toString());
        Artefacts.run(folder, Map.of(), "chmod", "755", folder.toString());
        Path work = Files.createDirectory(folder.resolve("work"));
        Artefacts.run(folder, Map.of(), "chmod", "777", work.toString());

        assertThat(Artefacts.run(
                        work,
                        javaAlone(),
                        setpriv.toString(),
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        home.resolve("bin/millrace").toString(),
                        "demo",
                        "--brief"))
                .contains("Flow time");
        assertThat(files(home)).noneMatch(file -> file.endsWith(".jsa"));
    }

    @Test
    void the_sums_are_those_of_the_files() throws Exception {
        assertThat(Artefacts.run(Artefacts.FOLDER, Map.of(), "sha256sum", "--check", "--strict", Checksums.FILE))
                .contains(".zip: OK", ".jar: OK", ".hpi: OK");
        try (Stream<Path> all = Files.list(Artefacts.FOLDER)) {
            assertThat(Files.readAllLines(Artefacts.FOLDER.resolve(Checksums.FILE)))
                    .hasSize((int) all.count() - 1);
        }
    }

    /** The Java of the Debian package, if there is one: it has no compiler, as a JRE has none. */
    private static Map<String, String> javaAlone() {
        Path runtime = Artefacts.TARGET.resolve("deb/usr/lib/millrace/runtime");
        return Map.of(
                "JAVA_HOME",
                Files.isDirectory(runtime) ? runtime.toString() : System.getProperty("java.home"),
                "MILLRACE_JAVA_OPTS",
                "");
    }

    private Path unpacked(String extension) throws Exception {
        Path archive = Artefacts.file(extension);
        Path target = Files.createDirectory(folder.resolve("unpacked" + extension.replace('.', '-')));
        if (extension.equals(".zip")) {
            Artefacts.run(target, Map.of(), "unzip", "-q", archive.toString());
        } else {
            Artefacts.run(target, Map.of(), "tar", "xzf", archive.toString());
        }
        try (Stream<Path> roots = Files.list(target)) {
            return roots.findFirst().orElseThrow();
        }
    }

    private static Set<String> files(Path root) throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            Set<String> files = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.add(root.relativize(file).toString()));
            return files;
        }
    }
}
