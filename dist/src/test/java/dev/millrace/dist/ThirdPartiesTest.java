package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which licences an artefact may carry, and which texts it brings. */
class ThirdPartiesTest {

    private static final Path LICENCES = Path.of("src", "main", "licences");
    private static final String LONG = "words of a licence ".repeat(100);

    @TempDir
    private Path folder;

    @Test
    void a_library_without_an_allowed_licence_fails_the_release() throws IOException {
        assertThatThrownBy(() -> files(component("SSPL-1.0"), Map.of()))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("org.example:library:1.2")
                .hasMessageContaining("[SSPL-1.0]")
                .hasMessageContaining("allowed.tsv");
        assertThatThrownBy(() -> files(component(), Map.of())).hasMessageContaining("declares no licence");
    }

    @Test
    void of_several_licences_the_first_allowed_one_is_chosen() throws IOException {
        assertThat(list(files(component("LGPL-2.1-only", "EPL-2.0", "Apache-2.0"), Map.of())))
                .contains("licence  EPL-2.0, chosen of [LGPL-2.1-only, EPL-2.0, Apache-2.0]");
    }

    @Test
    void the_words_of_a_pom_count_as_the_licence_that_they_mean() throws IOException {
        assertThat(list(files(component("The MIT license"), Map.of()))).contains("licence  MIT\n");
    }

    @Test
    void texts_and_notices_come_from_the_jar_of_the_library_and_of_those_inside_it() throws IOException {
        Map<String, byte[]> files = files(
                component("Apache-2.0"),
                Map.of(
                        "META-INF/LICENSE", LONG,
                        "META-INF/NOTICE.txt", "made by somebody",
                        "META-INF/licenses/inner/LICENSE", LONG,
                        "org/example/License.class", "no text",
                        "META-INF/services/some.License", "no text"));

        assertThat(files)
                .containsOnlyKeys(
                        ThirdParties.LIST,
                        "library-1.2/LICENSE",
                        "library-1.2/NOTICE.txt",
                        "library-1.2/licenses_inner_LICENSE");
    }

    @Test
    void a_library_that_brings_no_text_or_only_a_hint_gets_the_text_of_its_licence() throws IOException {
        for (Map<String, String> content :
                List.of(Map.<String, String>of(), Map.of("LICENSE", "see the web"), Map.of("NOTICE", LONG))) {
            byte[] text = files(component("EPL-2.0"), content).get("library-1.2/EPL-2.0.txt");
            assertThat(text).as("with %s in the jar", content.keySet()).isNotNull();
            assertThat(new String(text, StandardCharsets.UTF_8)).contains("Eclipse Public License - v 2.0");
        }
    }

    @Test
    void every_allowed_licence_has_its_text() throws IOException {
        for (String line : Files.readAllLines(LICENCES.resolve("allowed.tsv"))) {
            if (!line.startsWith("#")) {
                String id = line.split("\t", -1)[0];
                assertThat(LICENCES.resolve(id + ".txt"))
                        .as("the text of %s", id)
                        .exists();
            }
        }
    }

    private static Component component(String... declared) {
        return new Component("org.example", "library", "1.2", List.of(declared), "https://example.org/library");
    }

    private Map<String, byte[]> files(Component component, Map<String, String> content) throws IOException {
        Path jar = folder.resolve("library-1.2.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("org/example/Library.class"));
            for (Map.Entry<String, String> one : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        AllowedLicences allowed = AllowedLicences.read(LICENCES.resolve("allowed.tsv"));
        return new ThirdParties(allowed, new LicenceTexts(LICENCES), Map.of("library-1.2", jar))
                .files("Millrace", List.of(component));
    }

    private static String list(Map<String, byte[]> files) {
        return new String(files.get(ThirdParties.LIST), StandardCharsets.UTF_8);
    }
}
