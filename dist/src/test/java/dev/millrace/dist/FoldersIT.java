package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The folders that Jira Cloud and GitHub read: what is committed, the licence, and nothing else. */
class FoldersIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void forge_app_is_what_is_committed_of_it() throws Exception {
        String folder = "jira-collector/forge-app/";
        Set<String> committed = new HashSet<>();
        for (String path :
                Artefacts.run(ROOT, Map.of(), "git", "ls-files", folder).split("\n")) {
            committed.add(path.substring(folder.length()));
        }
        committed.remove(".gitignore");
        committed.add("LICENSE");

        Map<String, byte[]> zip = Artefacts.content(Artefacts.file("-forge-app.zip"));

        assertThat(zip.keySet()).isEqualTo(committed);
        assertThat(zip.get("manifest.yml")).isEqualTo(Files.readAllBytes(ROOT.resolve(folder + "manifest.yml")));
        assertThat(components("-forge-app.zip")).isEmpty();
    }

    @Test
    void action_downloads_the_jar_of_this_release_by_its_hash() throws IOException {
        Map<String, byte[]> zip = Artefacts.content(Artefacts.file("-action.zip"));
        assertThat(zip.keySet()).containsExactlyInAnyOrder("action.yml", "github-collector/action.sh", "LICENSE");
        String action = new String(zip.get("action.yml"), StandardCharsets.UTF_8);
        Path jar = Artefacts.file(".jar");

        assertThat("millrace-" + defaultOf(action, "version") + ".jar")
                .isEqualTo(jar.getFileName().toString());
        assertThat(defaultOf(action, "sha256")).isEqualTo(Checksums.sha256(jar));
        assertThat(components("-action.zip")).isEmpty();
    }

    private static String defaultOf(String action, String input) {
        Matcher found =
                Pattern.compile("\n  " + input + ":\n.*\n    default: '(.*)'").matcher(action);
        assertThat(found.find()).as(input).isTrue();
        return found.group(1);
    }

    private static JsonNode components(String extension) throws IOException {
        Path bill = Artefacts.FOLDER.resolve(Artefacts.file(extension).getFileName() + ".cdx.json");
        JsonNode root = new ObjectMapper().readTree(bill.toFile());
        assertThat(root.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(root.path("components").isArray()).isTrue();
        return root.path("components");
    }
}
