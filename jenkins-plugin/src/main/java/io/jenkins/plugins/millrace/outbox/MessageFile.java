package io.jenkins.plugins.millrace.outbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** One message in one file, named by its number. As gzip, which carries a checksum and which people can read. */
final class MessageFile {

    static final String SUFFIX = ".ndjson.gz";

    private static final int DIGITS = 20;

    private MessageFile() {}

    static Path of(Path folder, long number, String suffix) {
        return folder.resolve(String.format(Locale.ROOT, "%0" + DIGITS + "d%s", number, suffix));
    }

    /** The files that are named by a number and end so, in order. */
    static List<Path> in(Path folder, String suffix) throws IOException {
        Pattern name = Pattern.compile("0\\d{" + (DIGITS - 1) + "}" + Pattern.quote(suffix));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, DIGITS));
    }

    static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** What was appended; empty if the disk lost it or changed a byte of it. */
    static Optional<byte[]> read(Path file) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
            return Optional.of(gzip.readAllBytes());
        } catch (NoSuchFileException | EOFException | ZipException e) {
            return Optional.empty();
        }
    }

    /** Moves a file that cannot be read into the folder {@code damaged}. */
    static void setAside(Path file) throws IOException {
        Path damaged = Files.createDirectories(file.resolveSibling(Aside.DAMAGED));
        Files.move(file, damaged.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
