package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The packaged jar is what people run, and shading can break what every unit test says is fine. */
class RunnableJarIT {

    private static final Path JAR = Path.of("target", "millrace.jar");

    @Test
    void the_jar_runs_alone_and_says_the_version_it_was_built_as() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "--version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(said).startsWith("millrace " + manifest().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void the_manifest_lets_libraries_use_their_classes_for_newer_jdks() throws Exception {
        assertThat(manifest().getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
    }

    @Test
    void no_signature_of_a_part_is_left_to_make_the_whole_invalid() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
        }
    }

    private static Attributes manifest() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
