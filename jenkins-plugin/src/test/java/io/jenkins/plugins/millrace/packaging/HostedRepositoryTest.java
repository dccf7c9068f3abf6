package io.jenkins.plugins.millrace.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.model.ArtifactId;
import io.jenkins.plugins.millrace.capture.CaptureListener;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository that {@code hosting/assemble} makes for the jenkinsci organisation stands alone; docs/publishing.md has the rules. */
class HostedRepositoryTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?((?:[a-z][\\w]*\\.)+[A-Z]\\w*)[\\w.*]*;");

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

    /**
     * All classes of ours that the plugin needs are in it; of others it needs the JDK, Jenkins, and the Jackson of its API plugin. The sources
     * are those that Maven compiled, so what these classes refer to tells it without compiling them again.
     */
    @Test
    void sources_need_no_class_of_ours_that_is_not_among_them() throws Exception {
        Path java = hosted.resolve("src/main/java");
        Set<String> sources;
        try (Stream<Path> files = Files.walk(java)) {
            sources = files.map(file -> java.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(sources).hasSizeGreaterThan(300);
        Set<String> missing = new TreeSet<>();
        Set<String> compiled = new TreeSet<>();
        try (URLClassLoader others = others()) {
            Predicate<String> known = type ->
                    sources.contains(type.replaceFirst("\\$.*", "")) || others.getResource(type + ".class") != null;
            for (Class<?> one :
                    List.of(CaptureListener.class, ArtifactId.class, PipelineReport.class, BuildCard.class)) {
                References references = References.at(one);
                references.declared.keySet().stream()
                        .filter(type -> sources.contains(type.replaceFirst("\\$.*", "")))
                        .forEach(type -> compiled.add(type.replaceFirst("\\$.*", "")));
                references.types.stream().filter(known.negate()).forEach(missing::add);
            }
            for (String source : sources) {
                Matcher imports = IMPORT.matcher(Files.readString(java.resolve(source + ".java")));
                while (imports.find()) {
                    String outer = imports.group(1).replace('.', '/');
                    if (!known.test(outer)) {
                        missing.add(outer + ", imported by " + source);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        sources.removeIf(source -> source.endsWith("/package-info"));
        assertThat(compiled).containsAll(sources);
        for (Path part : List.of(
                Path.of("."), Path.of("../common/model"), Path.of("../common/engine"), Path.of("../common/document"))) {
            Path from = part.resolve("src/main/java");
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.mismatch(
                                    file, java.resolve(from.relativize(file).toString())))
                            .as(file.toString())
                            .isEqualTo(-1);
                }
            }
        }
    }

    /** The JDK, and what Jenkins and its plugins bring. */
    private static URLClassLoader others() throws Exception {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> others = new ArrayList<>();
        for (String entry : all.split(File.pathSeparator, -1)) {
            if (entry.contains("jackson-")
                    || entry.contains("jspecify")
                    || entry.contains("slf4j-api")
                    || entry.contains("servlet-api")
                    || entry.contains("millrace-jenkins-api")
                    || entry.contains("jenkins-plugin" + File.separator + "api")) {
                others.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(others.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
