package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the action to the schema of action files, offline. */
class ActionFileTest {

    private static final Path ACTION = Path.of("..", "action.yml");

    @TempDir
    private Path folder;

    @Test
    void action_file_follows_the_published_schema() throws Exception {
        assertThat(findings(ACTION.toAbsolutePath())).isEmpty();
    }

    @Test
    void the_validator_finds_what_is_wrong() throws Exception {
        Path wrong = Files.writeString(
                folder.resolve("action.yml"), Files.readString(ACTION).replace("using: composite", "using: compositt"));
        assertThat(findings(wrong)).contains("/runs/using");
    }

    private String findings(Path action) throws IOException, InterruptedException {
        Path log = folder.resolve("findings.txt");
        Process validator = new ProcessBuilder(
                        "node",
                        Npm.modules()
                                .resolve(Path.of("@action-validator", "cli", "cli.mjs"))
                                .toString(),
                        action.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(validator.waitFor(1, TimeUnit.MINUTES)).as("ends").isTrue();
        return Files.readString(log);
    }
}
