package io.jenkins.plugins.millrace.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository that {@code hosting/assemble} makes for the jenkinsci organisation stands alone; docs/publishing.md has the rules. */
class HostedRepositoryTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private static Path folder;

    private static Path hosted;
    private static String pom;

    @BeforeAll
    static void assemble() throws Exception {
        hosted = folder.resolve("millrace-plugin");
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        "bash",
                        Path.of("hosting", "assemble").toAbsolutePath().toString(),
                        hosted.toString(),
                        "--repository",
                        "https://maven.example.org/public/")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        pom = Files.readString(hosted.resolve("pom.xml"));
    }

    @Test
    void pom_follows_the_rules_of_hosting() {
        assertThat(pom)
                .contains(
                        "<groupId>io.jenkins.plugins</groupId>",
                        "<artifactId>millrace</artifactId>",
                        "<version>${changelist}</version>",
                        "<changelist>999999-SNAPSHOT</changelist>",
                        "<packaging>hpi</packaging>",
                        "<name>MIT License</name>",
                        "<gitHubRepo>jenkinsci/${project.artifactId}-plugin</gitHubRepo>",
                        "<hpi.strictBundledArtifacts>true</hpi.strictBundledArtifacts>",
                        "<url>https://maven.example.org/public/</url>")
                .doesNotContain("<groupId>dev.millrace</groupId>", "bundledArtifacts>millrace", "<revision>", "../");
        // each plugin in the version of the BOM, but for what compiles only
        Matcher dependency = Pattern.compile("(?s)<dependency>(.*?)</dependency>")
                .matcher(pom.substring(pom.indexOf("</dependencyManagement>")));
        List<String> versioned = new ArrayList<>();
        while (dependency.find()) {
            if (dependency.group(1).contains("<version>")) {
                versioned.add(dependency.group(1));
            }
        }
        assertThat(versioned).singleElement().asString().contains("jspecify", "<scope>provided</scope>");
    }

    @Test
    void pom_names_every_plugin_that_the_manifest_names() throws Exception {
        String manifest = Files.readString(Path.of("src/main/hpi/hpi-manifest.mf"))
                .replace("\n ", "")
                .lines()
                .filter(line -> line.startsWith("Plugin-Dependencies: "))
                .findFirst()
                .orElseThrow()
                .substring("Plugin-Dependencies: ".length());
        for (String plugin : manifest.split(",", -1)) {
            assertThat(pom).contains("<artifactId>" + plugin.replaceFirst(":.*", "") + "</artifactId>");
        }
    }

    @Test
    void organisation_finds_the_files_that_it_expects() throws Exception {
        for (String file : List.of(
                "Jenkinsfile",
                "LICENSE.md",
                "README.md",
                ".gitignore",
                ".mvn/maven.config",
                ".mvn/extensions.xml",
                ".github/CODEOWNERS",
                ".github/renovate.json",
                ".github/workflows/cd.yaml",
                ".github/workflows/jenkins-security-scan.yml",
                "src/main/resources/index.jelly",
                "src/main/webapp/js/millrace-live.js",
                "src/test/java/io/jenkins/plugins/millrace/BuildPageTest.java")) {
            assertThat(hosted.resolve(file)).isNotEmptyFile();
        }
        Matcher links = Pattern.compile("]\\(([^)]+)\\)").matcher(Files.readString(hosted.resolve("README.md")));
        while (links.find()) {
            assertThat(links.group(1)).as("a link in the README").matches("(https://|#|LICENSE\\.md).*");
        }
    }

    /** All classes of ours that the plugin needs are in it; of others it needs the JDK, Jenkins, and the Jackson of its API plugin. */
    @Test
    void sources_compile_with_nothing_of_ours_on_the_class_path() throws Exception {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String others = Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("jackson-")
                        || entry.contains("jspecify")
                        || entry.contains("slf4j-api")
                        || entry.contains("servlet-api")
                        || entry.contains("millrace-jenkins-api")
                        || entry.contains("jenkins-plugin" + File.separator + "api"))
                .collect(Collectors.joining(File.pathSeparator));
        List<Path> sources;
        try (Stream<Path> files = Files.walk(hosted.resolve("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-nowarn",
                                    "--release",
                                    "17",
                                    "-cp",
                                    others,
                                    "-d",
                                    Files.createDirectory(folder.resolve("classes"))
                                            .toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        assertThat(sources).hasSizeGreaterThan(300);
    }
}
