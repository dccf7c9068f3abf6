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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's jar and the product's, as the launcher puts them on one class path. */
class DemoJarIT {

    private static final Path PRODUCT =
            Path.of("..", "cli", "target", "millrace.jar").toAbsolutePath();
    private static final Path DEMO = Path.of("target", "millrace-demo.jar").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 300;

    private static final String BOTH = PRODUCT + File.pathSeparator + DEMO;

    @TempDir
    private static Path folder;

    private static Running demo;
    private static Running help;
    private static Running productAlone;

    /** All at once: the demo keeps one core busy. */
    @BeforeAll
    static void start() throws IOException {
        demo = Running.of("demo", "-cp", BOTH, Main.class.getName(), "demo", "--brief");
        help = Running.of("help", "-cp", BOTH, Main.class.getName(), "--help");
        productAlone = Running.of("product", "-jar", PRODUCT.toString(), "--help");
    }

    @AfterAll
    static void stop() {
        List.of(demo, help, productAlone).forEach(running -> running.process().destroyForcibly());
    }

    @Test
    void both_jars_together_run_the_demo_and_name_its_commands() throws Exception {
        assertThat(demo.said())
                .contains("Flow time", "Waiting for first review")
                .doesNotContain("Written to");
        assertThat(folder.resolve("demo/millrace-demo/report.html")).isNotEmptyFile();
        assertThat(help.said()).contains("\n  demo ", "\n  bench ", "\n  millrace demo ");
    }

    @Test
    void the_product_alone_names_neither_demo_nor_bench() throws Exception {
        assertThat(productAlone.said()).contains("\n  sync ").doesNotContain("demo", "bench");
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

    private record Running(Process process, Path log) {

        static Running of(String name, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // these live for seconds
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC"));
            command.addAll(List.of(arguments));
            Path directory = Files.createDirectory(folder.resolve(name));
            Path log = folder.resolve(name + ".log");
            return new Running(
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        }

        String said() throws Exception {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            return Files.readString(log);
        }
    }
}
