package dev.millrace.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files with which an artefact says what it carries of others, and under which licences. */
final class ThirdParties {

    /** The list; beside it, one folder for each library has its texts. */
    static final String LIST = "THIRD-PARTY.txt";

    private final AllowedLicences allowed;
    private final LicenceTexts texts;
    private final Map<String, Path> jars;

    /** With the jars of the build by their names without extension. */
    ThirdParties(AllowedLicences allowed, LicenceTexts texts, Map<String, Path> jars) {
        this.allowed = allowed;
        this.texts = texts;
        this.jars = Map.copyOf(jars);
    }

    /**
     * Path to bytes for an artefact with those libraries, ordered by path.
     *
     * @throws ReleaseException if a library has no allowed licence, or its jar is missing
     * @throws IOException if a jar cannot be read
     */
    Map<String, byte[]> files(String artefact, List<Component> components) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        StringBuilder list = new StringBuilder(artefact)
                .append(" is under the MIT licence (LICENSE). ")
                .append(
                        components.isEmpty()
                                ? "It carries no library of others.\n"
                                : "It carries these libraries:\n\n");
        for (Component component : components) {
            String licence = allowed.chosen(component);
            Path jar = jars.get(component.jarName());
            if (jar == null) {
                throw new ReleaseException("no jar of the class path is " + component);
            }
            texts.of(component, jar, licence)
                    .forEach((name, text) -> files.put(component.jarName() + "/" + name, text));
            list.append(component)
                    .append("\n    licence  ")
                    .append(licence)
                    .append(component.declared().size() > 1 ? ", chosen of " + component.declared() : "")
                    .append("\n    texts    ")
                    .append(component.jarName())
                    .append("/\n    sources  ")
                    .append(component.site().isEmpty() ? "not declared" : component.site())
                    .append("\n");
        }
        files.put(LIST, list.toString().getBytes(StandardCharsets.UTF_8));
        return files;
    }
}
