package dev.millrace.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;

/** What an artefact consists of: its CycloneDX bill of materials, with the licences corrected that CycloneDX misreads. */
final class BillOfMaterials {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root;

    private BillOfMaterials(ObjectNode root) {
        this.root = root;
    }

    /** The bill of an artefact that carries nothing of others. */
    static BillOfMaterials alone(String name, String version) {
        ObjectNode root = JSON.createObjectNode()
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put("version", 1);
        ObjectNode artefact = root.putObject("metadata").putObject("component");
        artefact.put("type", "application")
                .put("bom-ref", name)
                .put("name", name)
                .put("version", version);
        artefact.putArray("licenses").addObject().putObject("license").put("id", "MIT");
        root.putArray("components");
        return new BillOfMaterials(root);
    }

    /**
     * Reads a bill. Modules of our own lose their digests: no artefact has these jars as they are, and what they depend on, such as the
     * umask of the build, is nothing that a reader could check.
     *
     * @param corrections lines of Maven group, tab, SPDX identifier, tab, reason
     * @throws IOException if a file cannot be read
     */
    static BillOfMaterials read(Path file, Path corrections) throws IOException {
        Map<String, String> licences = new HashMap<>();
        for (String line : Files.readAllLines(corrections)) {
            if (!line.startsWith("#")) {
                String[] fields = line.split("\t", 3);
                licences.put(fields[0], fields[1]);
            }
        }
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        for (JsonNode component : root.path("components")) {
            if (component(component).ours()) {
                ((ObjectNode) component).remove("hashes");
            }
            String licence = licences.get(component.path("group").asText());
            if (licence != null) {
                ((ObjectNode) component)
                        .putArray("licenses")
                        .addObject()
                        .putObject("license")
                        .put("id", licence);
            }
        }
        return new BillOfMaterials(root);
    }

    /**
     * The same with no more than the libraries of those jars. CycloneDX also names what a library would bring, although the
     * artefact leaves it to its host.
     */
    BillOfMaterials of(Set<String> jarNames) {
        ObjectNode all = root.deepCopy();
        Set<String> kept = new HashSet<>();
        kept.add(all.path("metadata").path("component").path("bom-ref").asText());
        removeUnless(all.withArray("components"), component -> {
            boolean inside = jarNames.contains(component(component).jarName());
            if (inside) {
                kept.add(component.path("bom-ref").asText());
            }
            return inside;
        });
        removeUnless(all.withArray("dependencies"), node -> {
            removeUnless(node.path("dependsOn"), name -> kept.contains(name.asText()));
            return kept.contains(node.path("ref").asText());
        });
        return new BillOfMaterials(all);
    }

    private static void removeUnless(JsonNode array, Predicate<JsonNode> kept) {
        for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
            if (!kept.test(each.next())) {
                each.remove();
            }
        }
    }

    /** The same with the Java of this machine as one more component. */
    BillOfMaterials withJava() throws IOException {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(Path.of(System.getProperty("java.home"), "release"))) {
            release.load(in);
        }
        ObjectNode all = root.deepCopy();
        ObjectNode java = all.withArray("components").addObject();
        java.put("type", "platform")
                .put("bom-ref", "java-runtime")
                .put("publisher", unquoted(release, "IMPLEMENTOR"))
                .put("name", "openjdk")
                .put("version", unquoted(release, "JAVA_VERSION"));
        java.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        return new BillOfMaterials(all);
    }

    private static String unquoted(Properties release, String key) {
        return release.getProperty(key, "unknown").replace("\"", "");
    }

    /** As a file. */
    byte[] bytes() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }

    /** The libraries of others in it, ordered by name. */
    List<Component> thirdParties() {
        List<Component> components = new ArrayList<>();
        for (JsonNode node : root.path("components")) {
            Component component = component(node);
            if (!component.ours()) {
                components.add(component);
            }
        }
        components.sort(Comparator.comparing(Component::name).thenComparing(Component::version));
        return List.copyOf(components);
    }

    private static Component component(JsonNode node) {
        List<String> declared = new ArrayList<>();
        for (JsonNode choice : node.path("licenses")) {
            JsonNode licence = choice.path("license");
            if (choice.has("expression")) {
                declared.addAll(List.of(choice.path("expression").asText().split(" OR ", -1)));
            } else {
                declared.add(licence.path(licence.has("id") ? "id" : "name").asText());
            }
        }
        String site = "";
        for (JsonNode reference : node.path("externalReferences")) {
            String type = reference.path("type").asText();
            if (type.equals("vcs") || (type.equals("website") && site.isEmpty())) {
                site = reference.path("url").asText();
            }
        }
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                declared,
                site);
    }
}
