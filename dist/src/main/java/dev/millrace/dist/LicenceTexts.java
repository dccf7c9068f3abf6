package dev.millrace.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The licence texts and notices of one library: those that its jar carries, or else the text of its licence. */
final class LicenceTexts {

    /** In a file name: LICENSE, LICENSE.txt, NOTICE, LICENSE.zentus, FastDoubleParser-ThirdParty-LICENSE. */
    private static final Pattern NAME =
            Pattern.compile("(.*[-_.])?(licen[cs]e|notice|copying)([-_.](?!class$).*)?", Pattern.CASE_INSENSITIVE);

    /** Bytes below which a text is no licence but a hint at one; the MIT licence is the shortest and has 1,050. */
    private static final int SHORTEST = 1_000;

    private final Path standardTexts;

    /** With the folder that has the text of each allowed licence, as {@code SPDX-ID.txt}. */
    LicenceTexts(Path standardTexts) {
        this.standardTexts = standardTexts;
    }

    /**
     * File name to bytes, ordered by name.
     *
     * @param jar the library
     * @param licence the SPDX identifier of the chosen licence
     * @throws ReleaseException if the jar has no text and there is none for the licence
     * @throws IOException if a file cannot be read
     */
    Map<String, byte[]> of(Component component, Path jar, String licence) throws IOException {
        Map<String, byte[]> texts = new TreeMap<>(inside(jar));
        boolean hasLicence = texts.entrySet().stream()
                .anyMatch(text -> !text.getKey().matches("(?i).*notice.*") && text.getValue().length >= SHORTEST);
        if (!hasLicence) {
            texts.put(licence + ".txt", standardText(component, licence));
        }
        return texts;
    }

    private static Map<String, byte[]> inside(Path jar) throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                String target = target(entry);
                if (target != null) {
                    texts.put(target, file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return texts;
    }

    /** The file name in the artefact; null for what is no licence text. Libraries inside the library keep their folder's name. */
    private static @Nullable String target(ZipEntry entry) {
        String path = entry.getName();
        if (entry.isDirectory()
                || !NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()) {
            return null;
        }
        boolean service = path.startsWith("META-INF/services/");
        if ((path.startsWith("META-INF/") && !service) || path.indexOf('/') < 0) {
            return path.replace("META-INF/", "").replace('/', '_');
        }
        return null;
    }

    private byte[] standardText(Component component, String licence) throws IOException {
        Path text = standardTexts.resolve(licence + ".txt");
        if (!Files.exists(text)) {
            throw new ReleaseException(component + " brings no text of its licence " + licence + ", and there is no "
                    + text.getFileName() + " in " + text.getParent());
        }
        String head = component + ", " + component.site()
                + "\nIts jar brings no full licence text. This is the text of " + licence + ".\n\n";
        return (head + Files.readString(text)).getBytes(StandardCharsets.UTF_8);
    }
}
