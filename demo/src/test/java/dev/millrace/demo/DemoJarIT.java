package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's jar and the product's, as the launcher puts them on one class path. */
class DemoJarIT {

    private static final Path PRODUCT =
            Path.of("..", "cli", "target", "millrace.jar").toAbsolutePath();
    private static final Path DEMO = Path.of("target", "millrace-demo.jar").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 300;

    @TempDir
    private Path folder;

    @Test
    void both_jars_together_run_the_demo_and_name_its_commands() throws Exception {
        String both = PRODUCT + File.pathSeparator + DEMO;

        assertThat(run("-cp", both, Main.class.getName(), "demo", "--brief"))
                .contains("Flow time", "Waiting for first review")
                .doesNotContain("Written to");
        assertThat(folder.resolve("millrace-demo/report.html")).isNotEmptyFile();
        assertThat(run("-cp", both, Main.class.getName(), "--help"))
                .contains("\n  demo ", "\n  bench ", "\n  millrace demo ");
    }

    @Test
    void the_product_alone_names_neither_demo_nor_bench() throws Exception {
        assertThat(run("-jar", PRODUCT.toString(), "--help"))
                .contains("\n  sync ")
                .doesNotContain("demo", "bench");
    }

    @Test
    void no_class_is_in_both_jars() throws IOException {
        assertThat(classes(DEMO)).isNotEmpty().doesNotContainAnyElementsOf(classes(PRODUCT));
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .collect(Collectors.toSet());
        }
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // these live for seconds
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }
}
