package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.demo.tools.NpmPackages.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the hosting platforms read of this repository: workflows, action.yml, Dockerfile and compose.yaml, held to their published schemas and rules. */
class RepositoryFilesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path WORKFLOWS = ROOT.resolve(".github").resolve("workflows");
    private static final Path DOCKER = ROOT.resolve("dist/src/main/docker");

    @Test
    void workflows_follow_the_published_schema() throws Exception {
        Path folder = Files.createTempDirectory(NpmPackages.folder(), "workflows");
        for (Path workflow : workflows()) {
            // the schema that npm has is older than this right
            String known = Files.readString(workflow).replace("      attestations: write\n", "");
            assertAccepts("action-validator", Files.writeString(folder.resolve(workflow.getFileName()), known));
        }
    }

    @Test
    void the_validator_sees_a_mistake() throws Exception {
        Path npm = NpmPackages.folder();
        Path wrong = Files.writeString(
                Files.createTempDirectory(npm, "wrong").resolve("wrong.yml"),
                Files.readString(WORKFLOWS.resolve("ci.yml")).replace("timeout-minutes: 30", "timeout-minute: 30"));

        Ran ran = NpmPackages.run(npm, tool(npm, "action-validator"), wrong.toString());

        assertThat(ran.status()).isNotZero();
        assertThat(ran.output()).contains("'timeout-minute' is not allowed");
    }

    @Test
    void action_file_follows_the_published_schema_and_a_mistake_would_be_seen() throws Exception {
        Path action = ROOT.resolve("action.yml");
        assertAccepts("action-validator", action);

        Path npm = NpmPackages.folder();
        Path wrong = Files.writeString(
                Files.createTempDirectory(npm, "wrong").resolve("action.yml"),
                Files.readString(action).replace("using: composite", "using: compositt"));
        Ran ran = NpmPackages.run(npm, tool(npm, "action-validator"), wrong.toString());
        assertThat(ran.status()).isNotZero();
        assertThat(ran.output()).contains("/runs/using");
    }

    /** A tag can be moved to other code; the hash of a commit cannot. */
    @Test
    void every_action_is_pinned_by_the_hash_of_a_commit_and_names_its_version() throws IOException {
        for (Path workflow : workflows()) {
            List<String> uses = Files.readAllLines(workflow).stream()
                    .filter(line -> line.strip().matches("(- )?uses:.*"))
                    .toList();
            assertThat(uses)
                    .as("actions in %s", workflow)
                    .isNotEmpty()
                    .allMatch(line -> line.strip().matches("(- )?uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
        }
    }

    @Test
    void every_workflow_begins_with_the_right_to_read_only() throws IOException {
        for (Path workflow : workflows()) {
            assertThat(Files.readString(workflow)).as("%s", workflow).contains("\npermissions:\n  contents: read\n\n");
        }
    }

    @Test
    void dockerfile_and_compose_file_pass_their_linters() throws Exception {
        assertAccepts("dockerfilelint", DOCKER.resolve("Dockerfile"));
        assertAccepts("dclint", DOCKER.resolve("compose.yaml"));
    }

    private static void assertAccepts(String tool, Path file) throws Exception {
        Path npm = NpmPackages.folder();
        Ran ran = NpmPackages.run(npm, tool(npm, tool), file.toString());
        assertThat(ran.status()).as("%s on %s:%n%s", tool, file, ran.output()).isZero();
    }

    private static String tool(Path npm, String name) {
        return npm.resolve("node_modules/.bin").resolve(name).toString();
    }

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            List<Path> found = files.sorted().toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(4);
            return found;
        }
    }
}
