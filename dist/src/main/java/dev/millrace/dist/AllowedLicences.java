package dev.millrace.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The licences under which an artefact may carry a library. The file has one a line: the SPDX identifier of the licence, a tab,
 * and the words by which POMs declare it, separated by {@code |}.
 */
final class AllowedLicences {

    private final Map<String, String> idsByWords;

    private AllowedLicences(Map<String, String> idsByWords) {
        this.idsByWords = idsByWords;
    }

    /**
     * Reads the list.
     *
     * @throws IOException if the file cannot be read
     */
    static AllowedLicences read(Path file) throws IOException {
        Map<String, String> idsByWords = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t", 2);
            String id = fields[0].strip();
            idsByWords.put(id, id);
            for (String words : fields.length < 2 ? new String[0] : fields[1].split("\\|")) {
                idsByWords.put(words.strip(), id);
            }
        }
        return new AllowedLicences(Map.copyOf(idsByWords));
    }

    /**
     * The SPDX identifier of the first declared licence that is allowed.
     *
     * @throws ReleaseException if none is
     */
    String chosen(Component component) {
        List<String> declared = component.declared();
        for (String words : declared) {
            String id = idsByWords.get(words.strip());
            if (id != null) {
                return id;
            }
        }
        throw new ReleaseException(component + " declares " + (declared.isEmpty() ? "no licence" : declared)
                + ", and none of that is allowed. If an artefact may carry it, add the licence to "
                + "dist/src/main/licences/allowed.tsv and its text beside that file; else remove the library.");
    }
}
