package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Each artefact says what it carries of others, completely, with the licences; and carries nothing else. */
class LicencesIT {

    private static final Pattern LISTED = Pattern.compile("(?m)^    texts {4}(.+)/$");
    private static final Set<String> OF_A_JAR =
            Set.of("META-INF/LICENSE", "META-INF/sbom/application.cdx.json", "META-INF/MANIFEST.MF");

    @Test
    void the_jar_names_exactly_the_libraries_whose_classes_it_has() throws IOException {
        Map<String, byte[]> jar = Artefacts.content(Artefacts.file(".jar"));
        Set<String> carried = new TreeSet<>();
        for (Path library : Artefacts.resolvedLibraries()) {
            if (content(library).stream().anyMatch(jar::containsKey)) {
                carried.add(name(library));
            }
        }

        assertThat(carried).hasSizeGreaterThan(20);
        assertThat(listed(jar, "META-INF/third-party/")).isEqualTo(carried);
        assertThat(billed(jar.get("META-INF/sbom/application.cdx.json"))).isEqualTo(carried);
        assertTexts(jar, "META-INF/", carried);
    }

    @Test
    void the_archive_names_exactly_the_libraries_that_were_resolved() throws IOException {
        Map<String, byte[]> zip = Artefacts.content(Artefacts.file(".zip"));
        String root = zip.keySet().iterator().next().replaceFirst("/.*", "/");
        Set<String> resolved = resolved();

        assertThat(listed(zip, root + "third-party/")).isEqualTo(resolved);
        assertThat(billed(zip.get(root + "sbom.cdx.json"))).isEqualTo(resolved);
        assertTexts(zip, root, resolved);
    }

    @Test
    void the_plugin_carries_no_library_of_others_and_says_so() throws IOException {
        Map<String, byte[]> hpi = Artefacts.content(Artefacts.file(".hpi"));
        List<String> jars = hpi.keySet().stream()
                .filter(path -> path.startsWith("WEB-INF/lib/"))
                .map(path -> path.substring("WEB-INF/lib/".length()))
                .toList();

        assertThat(jars).allMatch(jar -> jar.startsWith("millrace")).hasSize(4);
        assertThat(text(hpi, "META-INF/third-party/THIRD-PARTY.txt")).contains("It carries no library of others.");
        assertThat(billed(hpi.get("META-INF/sbom/application.cdx.json"))).isEmpty();
        assertTexts(hpi, "META-INF/", Set.of());
    }

    @Test
    void the_plugin_has_no_file_that_nothing_explains() throws Exception {
        String files = "jenkins-plugin/src/main/webapp/";
        Set<String> committed = Artefacts.run(Path.of("..").toAbsolutePath(), Map.of(), "git", "ls-files", files)
                .lines()
                .map(path -> path.substring(files.length()))
                .collect(Collectors.toSet());

        assertThat(Artefacts.content(Artefacts.file(".hpi")).keySet())
                .containsAll(committed)
                .allMatch(path -> committed.contains(path)
                        || path.startsWith("WEB-INF/lib/millrace")
                        || path.equals("META-INF/third-party/THIRD-PARTY.txt")
                        || OF_A_JAR.contains(path));
    }

    /** A file that no module and no library brought is one that nobody knows of. */
    @Test
    void the_jar_has_no_file_that_nothing_explains() throws IOException {
        Set<String> known = new HashSet<>();
        for (Path jar : Artefacts.classPath()) {
            known.addAll(Files.isDirectory(jar) ? Set.of() : names(jar));
        }
        Set<String> unexplained =
                new TreeSet<>(Artefacts.content(Artefacts.file(".jar")).keySet());
        unexplained.removeAll(known);
        unexplained.removeIf(path ->
                path.startsWith("META-INF/third-party/") || path.equals("META-INF/NOTICE") || OF_A_JAR.contains(path));

        assertThat(unexplained).isEmpty();
    }

    @Test
    void every_artefact_has_its_bill_of_materials_beside_it() throws IOException {
        for (String extension : List.of(".jar", ".hpi", ".zip", ".tar.gz")) {
            Path bill = Artefacts.FOLDER.resolve(Artefacts.file(extension).getFileName() + ".cdx.json");
            JsonNode root = new ObjectMapper().readTree(bill.toFile());
            assertThat(root.path("bomFormat").asText()).as("%s", bill).isEqualTo("CycloneDX");
            assertThat(root.path("components")).as("%s", bill).isNotEmpty();
        }
        for (String extension : List.of(".jar", ".hpi", ".zip")) {
            Path artefact = Artefacts.file(extension);
            byte[] inside = Artefacts.content(artefact).entrySet().stream()
                    .filter(file ->
                            file.getKey().matches("META-INF/sbom/application\\.cdx\\.json|[^/]+/sbom\\.cdx\\.json"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
            assertThat(Artefacts.FOLDER.resolve(artefact.getFileName() + ".cdx.json"))
                    .hasBinaryContent(inside);
        }
    }

    /** The libraries of others that product and demo need, by the names of their jars. */
    static Set<String> resolved() throws IOException {
        return Artefacts.resolvedLibraries().stream()
                .map(LicencesIT::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertTexts(Map<String, byte[]> content, String root, Set<String> libraries)
            throws IOException {
        assertThat(text(content, root + "LICENSE")).isEqualTo(Files.readString(Path.of("..", "LICENSE")));
        for (String library : libraries) {
            assertThat(content.entrySet())
                    .as("licence texts of %s", library)
                    .anyMatch(file -> file.getKey().startsWith(root + "third-party/" + library + "/")
                            && !file.getKey().matches("(?i).*notice[^/]*")
                            && file.getValue().length > 800);
        }
    }

    private static Set<String> listed(Map<String, byte[]> content, String folder) {
        Set<String> listed = new TreeSet<>();
        Matcher line = LISTED.matcher(text(content, folder + ThirdParties.LIST));
        while (line.find()) {
            listed.add(line.group(1));
        }
        return listed;
    }

    /** The libraries of others that a bill of materials names. */
    static Set<String> billed(byte[] bill) throws IOException {
        Set<String> billed = new TreeSet<>();
        for (JsonNode component : new ObjectMapper().readTree(bill).path("components")) {
            if (!component.path("group").asText().equals("dev.millrace")) {
                billed.add(component.path("name").asText() + "-"
                        + component.path("version").asText());
            }
        }
        return billed;
    }

    private static String text(Map<String, byte[]> content, String path) {
        assertThat(content).containsKey(path);
        return new String(content.get(path), StandardCharsets.UTF_8);
    }

    private static String name(Path jar) {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    private static Set<String> content(Path jar) throws IOException {
        return names(jar).stream()
                // ECharts has no classes, but what pages load
                .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class")
                        || name.startsWith("META-INF/resources/"))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        }
    }
}
