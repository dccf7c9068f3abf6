package dev.millrace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells builds of this program apart by the classes that they are made of: what one build computed is no answer of another one. A
 * number that somebody has to raise would be forgotten once, and then reports are wrong.
 */
public final class CodeVersion {

    private static final String OURS = "dev/millrace/";

    private CodeVersion() {}

    /** What tells the code that these classes come with from any other; empty if it cannot be seen. */
    public static Optional<String> of(List<Class<?>> anchors) {
        CRC32C sum = new CRC32C();
        try {
            for (Class<?> anchor : anchors) {
                CodeSource source = anchor.getProtectionDomain().getCodeSource();
                if (source == null || source.getLocation() == null) {
                    return Optional.empty();
                }
                Path place = Path.of(source.getLocation().toURI());
                if (Files.isDirectory(place)) {
                    addFolder(place, sum);
                } else {
                    addJar(place, sum);
                }
            }
            return Optional.of(Long.toHexString(sum.getValue()));
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void addJar(Path jar, CRC32C sum) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(OURS)) {
                    add(entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc(), sum);
                }
            }
        }
    }

    private static void addFolder(Path folder, CRC32C sum) throws IOException {
        Path ours = folder.resolve(OURS);
        if (!Files.isDirectory(ours)) {
            return;
        }
        try (Stream<Path> files = Files.walk(ours)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                try {
                    add(folder.relativize(file) + " " + Files.size(file) + ' ' + Files.getLastModifiedTime(file), sum);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(String text, CRC32C sum) {
        sum.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
