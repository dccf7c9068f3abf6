package io.jenkins.plugins.millrace.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The installable file as the build made it. */
class HpiIT {

    private static final Path HPI = Path.of("target/millrace.hpi");

    @Test
    void manifest_has_what_jenkins_reads() throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(HPI))) {
            Attributes main = in.getManifest().getMainAttributes();
            assertThat(main.getValue("Short-Name")).isEqualTo("millrace");
            assertThat(main.getValue("Long-Name")).isEqualTo("Millrace");
            assertThat(main.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
            assertThat(main.getValue("Plugin-Version")).matches("[0-9]+\\.[0-9]+.*");
            assertThat(main.getValue("Jenkins-Version")).isEqualTo("2.479");
            assertThat(main.getValue("Minimum-Java-Version")).isEqualTo("17");
            assertThat(main.getValue("Support-Dynamic-Loading")).isEqualTo("true");
            assertThat(main.getValue("Plugin-Dependencies").split(","))
                    .containsExactly(
                            "jackson2-api:2.17.0-379.v02de8ec9f64c",
                            "workflow-api:1336.vee415d95c521;resolution:=optional",
                            "workflow-support:930.vf51d22b_ce488;resolution:=optional",
                            "workflow-step-api:678.v3ee58b_469476;resolution:=optional",
                            "git:5.6.0;resolution:=optional",
                            "scm-api:698.v8e3b_c788f0a_6;resolution:=optional",
                            "metrics:4.2.21-458.vcf496cb_839e4;resolution:=optional",
                            "credentials:1389.vd7a_b_f5fa_50a_2;resolution:=optional",
                            "plain-credentials:183.va_de8f1dd5a_2b_;resolution:=optional",
                            "cloudbees-folder:6.955.v81e2a_35c08d3;resolution:=optional",
                            "echarts-api:5.5.1-4;resolution:=optional");
        }
    }

    /** A dependency newer than what a 2.479.1 has would keep the plugin from loading there. */
    @Test
    void dependencies_are_those_of_a_real_jenkins() throws IOException {
        Path list = Path.of(System.getProperty("millrace.realdata", "../../shared/realdata"))
                .resolveSibling("jenkins-api/plugins-on-jenkins-2.479.1.txt");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.exists(list) || Boolean.getBoolean("millrace.ci"), "left out: no plugin list at " + list);
        List<String> lines = Files.readAllLines(list);
        try (JarInputStream in = new JarInputStream(Files.newInputStream(HPI))) {
            String dependencies = in.getManifest().getMainAttributes().getValue("Plugin-Dependencies");
            for (String dependency : dependencies.split(",")) {
                String wanted = dependency.split(";")[0].replace(':', ' ') + " ";
                assertThat(lines).anyMatch(line -> line.startsWith(wanted));
            }
        }
    }

    @Test
    void libraries_are_exactly_those_of_the_list() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("src/main/hpi/bundled-libraries.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .peek(line -> assertThat(line.split("\t"))
                        .as("name and reason of %s", line)
                        .hasSize(2))
                .map(line -> line.split("\t")[0])
                .toList();
        assertThat(entries().keySet().stream().filter(name -> name.endsWith(".jar")))
                .map(name -> name.replaceFirst("^WEB-INF/lib/", "").replaceFirst("-[0-9][^/]*\\.jar$", ".jar"))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void nothing_else_lies_in_it_but_static_files() throws IOException {
        assertThat(entries().keySet().stream().filter(name -> !name.endsWith(".jar") && !name.endsWith("/")))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "css/millrace.css", "js/millrace-live.js");
    }

    /** Without these Jenkins refuses to write QueueTimeAction, and with it the whole build.xml. */
    @Test
    void plugin_jar_calls_itself_a_plugin() throws IOException {
        try (ZipFile hpi = new ZipFile(HPI.toFile());
                JarInputStream jar = new JarInputStream(hpi.getInputStream(hpi.getEntry("WEB-INF/lib/millrace.jar")))) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue("Short-Name")).isEqualTo("millrace");
            assertThat(main.getValue("Plugin-Version")).isNotBlank();
        }
    }

    @Test
    void plugin_jar_has_index_views_and_no_signature_of_jenkins() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile hpi = new ZipFile(HPI.toFile());
                ZipInputStream jar = new ZipInputStream(hpi.getInputStream(hpi.getEntry("WEB-INF/lib/millrace.jar")))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names)
                .contains(
                        "index.jelly",
                        "META-INF/annotations/hudson.Extension",
                        "io/jenkins/plugins/millrace/card/MillraceRunAction/summary.jelly");
        assertThat(names.stream().filter(name -> name.endsWith(".class")))
                .allMatch(name -> name.startsWith("io/jenkins/plugins/millrace/"));
    }

    private static Map<String, Long> entries() throws IOException {
        Map<String, Long> entries = new TreeMap<>();
        try (ZipFile hpi = new ZipFile(HPI.toFile())) {
            hpi.stream().forEach(entry -> entries.put(entry.getName(), entry.getSize()));
        }
        return entries;
    }
}
