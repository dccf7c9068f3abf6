package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever builds the same commit elsewhere gets the same bytes, and so can check what was published. */
class ReproducibleIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void clean_clone_in_another_place_gives_the_same_bytes() throws Exception {
        boolean clean =
                Artefacts.run(ROOT, Map.of(), "git", "status", "--porcelain").isBlank();
        assumeTrue(clean || Boolean.getBoolean("millrace.ci"), "the files were built from changes that no commit has");
        assertThat(clean).as("committed").isTrue();

        // what made this release may run this test, and would do so again and again
        Map<String, String> withoutTests = Map.of("MILLRACE_RELEASE_BUILD", "");
        String said = Artefacts.run(ROOT, withoutTests, "dist/reproduce", Artefacts.FOLDER.toString());

        assertThat(said).containsPattern("reproduce: \\d\\d files of [0-9a-f]{40} are the same, byte for byte");
    }
}
