package io.jenkins.plugins.millrace.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.model.ArtifactId;
import hudson.Extension;
import io.jenkins.plugins.millrace.capture.CaptureListener;
import io.jenkins.plugins.millrace.packaging.RealSignatures.Real;
import io.jenkins.plugins.millrace.packaging.References.Declared;
import io.jenkins.plugins.millrace.packaging.References.Member;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * That the compiled plugin fits a real Jenkins 2.479.1: what javac took from our compile-only signatures is looked up in
 * the signatures of the real one. The facts needed are kept in {@code jenkins-2.479.1-extract.txt}.
 */
class SignaturesTest {

    /** A plugin that the list of the real Jenkins does not have; its first line says where these are from. */
    private static final Path FOLDERS = Path.of("src/test/resources/cloudbees-folder-6.955-extract.txt");

    private static final Path EXTRACT = Path.of("src/test/resources/jenkins-2.479.1-extract.txt");
    private static final int ACCESSIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

    private final References plugin = References.at(CaptureListener.class);
    private final References api = References.at(Extension.class);

    @Test
    void every_reference_of_the_plugin_resolves_in_the_real_jenkins() throws IOException {
        RealSignatures real = extract();
        List<String> missing = new ArrayList<>();
        for (String type : outside(plugin.types)) {
            if (!real.hasClass(type)) {
                missing.add("class " + type);
            }
        }
        int checked = 0;
        for (Member member : plugin.members) {
            if (isOutside(member.owner())) {
                checked++;
                boolean found = real.access(member.owner(), member.member())
                        .filter(access -> (access & Modifier.PUBLIC) != 0
                                || ((access & Modifier.PROTECTED) != 0 && extendsReal(member, real)))
                        .isPresent();
                if (!found) {
                    missing.add(member.toString());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(checked).as("references looked up").isGreaterThan(100);
    }

    /** An abstract method left out, or a final one overridden, fails only when Jenkins loads or calls the class. */
    @Test
    void every_class_of_the_plugin_fulfils_the_real_types_it_extends() throws IOException {
        RealSignatures real = extract();
        List<String> wrong = new ArrayList<>();
        for (Declared own : plugin.declared.values()) {
            Map<String, Integer> inherited = new TreeMap<>();
            for (String each : supersOf(own)) {
                collect(real, each, inherited);
            }
            inherited.forEach((member, access) -> {
                if (member.contains("(") && !member.startsWith("<init>")) {
                    boolean overridden = own.members().containsKey(member);
                    if ((access & Modifier.FINAL) != 0 && overridden) {
                        wrong.add(own.name() + " overrides the final " + member);
                    }
                    if ((access & Modifier.ABSTRACT) != 0 && !overridden && (own.access() & Modifier.ABSTRACT) == 0) {
                        wrong.add(own.name() + " lacks the abstract " + member);
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_signature_of_the_api_is_one_of_the_real_jenkins() throws IOException {
        RealSignatures real = extract();
        List<String> wrong = new ArrayList<>();
        for (Declared stub : api.declared.values()) {
            Real type = real.classes.get(stub.name());
            if (type == null) {
                wrong.add("no class " + stub.name());
                continue;
            }
            if (((stub.access() ^ type.access()) & (Modifier.PUBLIC | Modifier.INTERFACE)) != 0) {
                wrong.add(stub.name() + " has another access");
            }
            for (String each : supersOf(stub)) {
                if (!real.isA(stub.name(), each)) {
                    wrong.add(stub.name() + " is no " + each);
                }
            }
            stub.members().forEach((member, access) -> {
                if ((access & ACCESSIBLE) != 0 && (access & 0x1000) == 0) {
                    int found = real.access(stub.name(), member).orElse(0);
                    int compared = ACCESSIBLE | Modifier.STATIC;
                    boolean same = (found & compared) == (access & compared)
                            && (member.contains(":")
                                    || (found & Modifier.FINAL) == 0
                                    || member.startsWith("<init>")
                                    || (access & Modifier.FINAL) != 0
                                    || (stub.access() & Modifier.FINAL) != 0);
                    if (!same) {
                        wrong.add(stub.name() + " " + member + " is " + Integer.toHexString(found) + " there, and "
                                + Integer.toHexString(access) + " here");
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(api.declared).hasSizeGreaterThan(50);
    }

    /** Common is compiled against a newer Jackson than the jackson2-api plugin brings. */
    @Test
    void what_common_uses_of_jackson_is_in_the_version_that_jenkins_has() {
        RealSignatures none = new RealSignatures();
        List<String> missing = References.at(ArtifactId.class).members.stream()
                .filter(member -> member.owner().startsWith("com/fasterxml/jackson/"))
                .filter(member -> none.access(member.owner(), member.member()).isEmpty())
                .map(Member::toString)
                .toList();
        assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString())
                .isEqualTo("2.17.0");
        assertThat(missing).isEmpty();
    }

    /** The extract is made from the full list; {@code -Dmillrace.signatures=write} writes it anew. */
    @Test
    void the_extract_says_what_the_full_list_says() throws IOException {
        Path full = Path.of(System.getProperty("millrace.realdata", "../../shared/realdata"))
                .resolveSibling("jenkins-api/jenkins-2.479.1-signatures.txt.gz");
        assumeTrue(Files.exists(full) || Boolean.getBoolean("millrace.ci"), "left out: no full list at " + full);
        RealSignatures all;
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(full)), StandardCharsets.UTF_8))) {
            all = RealSignatures.read(in);
        }
        String expected = extractOf(all);
        if ("write".equals(System.getProperty("millrace.signatures"))) {
            Files.createDirectories(EXTRACT.getParent());
            Files.writeString(EXTRACT, expected);
        }
        assertThat(Files.readString(EXTRACT)).isEqualTo(expected);
    }

    /** The classes of the api and what they extend; of these the members that are used, and all that can be overridden. */
    private String extractOf(RealSignatures all) {
        Set<String> used = new HashSet<>();
        api.declared.values().forEach(stub -> used.addAll(stub.members().keySet()));
        plugin.members.forEach(member -> used.add(member.member()));
        Set<String> overridable = closure(all, plugin.outsideSupers());
        StringBuilder out = new StringBuilder("# Taken from a real Jenkins 2.479.1; see SignaturesTest.\n");
        for (String name : closure(all, api.declared.keySet())) {
            Real real = all.classes.get(name);
            out.append(real.line()).append('\n');
            real.members().forEach((member, access) -> {
                if (used.contains(member) || (overridable.contains(name) && member.contains("("))) {
                    out.append(member.contains("(") ? "M " : "F ")
                            .append(member)
                            .append(' ')
                            .append(Integer.toHexString(access))
                            .append('\n');
                }
            });
        }
        return out.toString();
    }

    private static Set<String> closure(RealSignatures all, Iterable<String> names) {
        Set<String> closure = new TreeSet<>();
        List<String> open = new ArrayList<>();
        names.forEach(open::add);
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            Real real = all.classes.get(name);
            if (real != null && closure.add(name)) {
                open.addAll(RealSignatures.supers(real));
            }
        }
        return closure;
    }

    private static void collect(RealSignatures real, String name, Map<String, Integer> inherited) {
        Real type = real.classes.get(name);
        if (type != null) {
            // from the top down, so that what a subclass implements is abstract no more
            RealSignatures.supers(type).forEach(each -> collect(real, each, inherited));
            inherited.putAll(type.members());
        }
    }

    private static RealSignatures extract() throws IOException {
        RealSignatures real;
        try (BufferedReader in = Files.newBufferedReader(EXTRACT)) {
            real = RealSignatures.read(in);
        }
        try (BufferedReader in = Files.newBufferedReader(FOLDERS)) {
            real.classes.putAll(RealSignatures.read(in).classes);
        }
        return real;
    }

    private boolean extendsReal(Member member, RealSignatures real) {
        Declared from = plugin.declared.get(member.from());
        return from != null && real.isA(from.superName(), member.owner());
    }

    private static List<String> supersOf(Declared type) {
        List<String> supers = new ArrayList<>(List.of(type.superName()));
        supers.addAll(type.interfaces());
        return supers;
    }

    private static List<String> outside(Set<String> types) {
        return types.stream().filter(SignaturesTest::isOutside).toList();
    }

    private static boolean isOutside(String type) {
        return !type.startsWith("io/jenkins/plugins/millrace/") && !type.startsWith("dev/millrace/");
    }
}
