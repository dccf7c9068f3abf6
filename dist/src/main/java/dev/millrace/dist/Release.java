package dev.millrace.dist;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Adds licences, the list of third parties and the bill of materials to the jars and the hpi, and lays the same files out for the
 * archives and the Debian package.
 */
public final class Release {

    /** What is deployed to Jira Cloud; its libraries are only for its build, which `npm ci` brings. */
    static final Map<String, List<String>> FORGE_APP = Map.of(
            "jira-collector/forge-app/",
            List.of("manifest.yml", "check-manifest.mjs", "package.json", "package-lock.json", "src"));

    /** What a workflow uses where this repository cannot be reached. */
    static final Map<String, List<String>> ACTION = Map.of("", List.of("action.yml", "github-collector/action.sh"));

    private final Path root;
    private final String version;
    private final Path artefacts;
    private final ArchiveCopy copy;
    private final ThirdParties thirdParties;

    private Release(Path root, String version, Instant time, String classPath) throws IOException {
        this.root = root;
        this.version = version;
        this.artefacts = Files.createDirectories(root.resolve("dist/target/release"));
        this.copy = new ArchiveCopy(time);
        Path licences = root.resolve("dist/src/main/licences");
        this.thirdParties = new ThirdParties(
                AllowedLicences.read(licences.resolve("allowed.tsv")), new LicenceTexts(licences), jars(classPath));
    }

    /** Arguments: the folder of the checkout, the version, the time of every entry, and a file with the class path of the demo. */
    public static void main(String[] args) throws IOException {
        try {
            new Release(Path.of(args[0]), args[1], Instant.parse(args[2]), Files.readString(Path.of(args[3]))).make();
        } catch (ReleaseException e) {
            System.err.println("release: " + e.getMessage());
            System.exit(1);
        }
    }

    private void make() throws IOException {
        BillOfMaterials product = bill("cli");
        BillOfMaterials both = bill("demo");
        Path builtPlugin = root.resolve("jenkins-plugin/target/millrace.hpi");
        BillOfMaterials plugin = bill("jenkins-plugin").of(bundled(builtPlugin));
        List<Component> demo = new ArrayList<>(both.thirdParties());
        demo.removeAll(product.thirdParties());

        Path jar = artefacts.resolve("millrace-" + version + ".jar");
        copy.write(
                root.resolve("cli/target/millrace.jar"), inside("millrace.jar", product.thirdParties(), product), jar);
        publish(product, jar);
        Path hpi = artefacts.resolve("millrace-" + version + ".hpi");
        copy.write(builtPlugin, inside("millrace.hpi", plugin.thirdParties(), plugin), hpi);
        publish(plugin, hpi);

        folder("forge-app", FORGE_APP);
        folder("action", ACTION);

        Path home = root.resolve("dist/target/stage/home");
        Path lib = Files.createDirectories(home.resolve("lib"));
        Files.write(lib.resolve("millrace.jar"), Files.readAllBytes(jar));
        copy.write(
                root.resolve("demo/target/millrace-demo.jar"),
                inside("millrace-demo.jar", demo, both),
                lib.resolve("millrace-demo.jar"));
        for (Map.Entry<String, byte[]> one :
                files("Millrace", both.thirdParties()).entrySet()) {
            Path file = home.resolve(one.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
        Files.write(home.resolve("sbom.cdx.json"), both.bytes());
        publish(both, artefacts.resolve("millrace-" + version + ".zip"));
        publish(both, artefacts.resolve("millrace-" + version + ".tar.gz"));
        Files.write(
                root.resolve("dist/target/stage/deb.cdx.json"), both.withJava().bytes());
    }

    /** A zip of files of the checkout, with the licence. */
    private void folder(String name, Map<String, List<String>> content) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        for (Map.Entry<String, List<String>> one : content.entrySet()) {
            Path from = root.resolve(one.getKey());
            for (String path : one.getValue()) {
                try (Stream<Path> files = Files.walk(from.resolve(path))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        all.put(
                                from.relativize(file).toString().replace(File.separatorChar, '/'),
                                Files.readAllBytes(file));
                    }
                }
            }
        }
        all.put("LICENSE", Files.readAllBytes(root.resolve("LICENSE")));
        all.computeIfPresent("action.yml", (path, bytes) -> pinned(bytes));
        Path zip = artefacts.resolve("millrace-" + version + "-" + name + ".zip");
        copy.write(all, zip);
        publish(BillOfMaterials.alone("millrace-" + name, version), zip);
    }

    /** The action with the jar of this release as its default: its version, and the SHA-256 that it must have. */
    private byte[] pinned(byte[] action) {
        String text = new String(action, StandardCharsets.UTF_8);
        String jar = Checksums.sha256(artefacts.resolve("millrace-" + version + ".jar"));
        return withDefault(withDefault(text, "version", version), "sha256", jar).getBytes(StandardCharsets.UTF_8);
    }

    private static String withDefault(String action, String input, String value) {
        Matcher found = Pattern.compile("(\n  " + input + ":\n    description: [^\n]*\n    default: )'[^']*'")
                .matcher(action);
        if (!found.find()) {
            throw new ReleaseException("action.yml has no input " + input + " with a default");
        }
        return found.replaceFirst("$1'" + value + "'");
    }

    private static Set<String> bundled(Path hpi) throws IOException {
        try (ZipFile file = new ZipFile(hpi.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("WEB-INF/lib/".length(), name.length() - ".jar".length()))
                    .collect(Collectors.toSet());
        }
    }

    private BillOfMaterials bill(String module) throws IOException {
        return BillOfMaterials.read(
                root.resolve(module).resolve("target/bom.json"),
                root.resolve("dist/src/main/licences/corrections.tsv"));
    }

    private static void publish(BillOfMaterials bill, Path artefact) throws IOException {
        Files.write(artefact.resolveSibling(artefact.getFileName() + ".cdx.json"), bill.bytes());
    }

    private Map<String, byte[]> inside(String artefact, List<Component> components, BillOfMaterials bill)
            throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        files(artefact, components).forEach((path, bytes) -> all.put("META-INF/" + path, bytes));
        all.put("META-INF/sbom/application.cdx.json", bill.bytes());
        return all;
    }

    private Map<String, byte[]> files(String artefact, List<Component> components) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        thirdParties.files(artefact, components).forEach((path, bytes) -> all.put("third-party/" + path, bytes));
        all.put("LICENSE", Files.readAllBytes(root.resolve("LICENSE")));
        return all;
    }

    private static Map<String, Path> jars(String classPath) {
        Map<String, Path> jars = new HashMap<>();
        for (String one : classPath.strip().split(File.pathSeparator, -1)) {
            String name = Path.of(one).getFileName().toString();
            jars.put(name.replaceFirst("\\.jar$", ""), Path.of(one));
        }
        return jars;
    }
}
