package dev.millrace.github;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a test needs and may not find. Absent, the test is left out with a reason; in CI it fails. */
final class Needed {

    private Needed() {}

    /** A folder of real data. */
    static Path realData(String folder) {
        Path path = Path.of(System.getProperty("millrace.realdata", "../../shared/realdata"), folder);
        if (!Files.isDirectory(path)) {
            missing("no real data: " + folder + " is not in the folder that the property millrace.realdata names");
        }
        return path;
    }

    static void missing(String reason) {
        if (Boolean.getBoolean("millrace.ci")) {
            fail(reason);
        }
        abort("left out: " + reason);
    }
}
