package dev.millrace.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar and adds files to it, or makes a zip. The same content gives the same bytes: every entry gets one time, also in the jars
 * inside, and no rights, since both would tell of the time zone and the umask of the machine that packed it first.
 */
final class ArchiveCopy {

    private final LocalDateTime time;

    /** With the time that every file gets, in UTC. */
    ArchiveCopy(Instant time) {
        this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /**
     * Writes the copy.
     *
     * @param added path to bytes, in the order of the archive
     * @throws ReleaseException if the archive has one of the paths already
     * @throws IOException if a file cannot be read or written
     */
    void write(Path from, Map<String, byte[]> added, Path to) throws IOException {
        try (ZipFile source = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream target = new ZipOutputStream(file)) {
            for (ZipEntry entry : source.stream().toList()) {
                if (added.containsKey(entry.getName())) {
                    throw new ReleaseException(from + " already has " + entry.getName());
                }
                byte[] bytes = source.getInputStream(entry).readAllBytes();
                put(target, entry.getName(), entry.getName().endsWith(".jar") ? repacked(bytes) : bytes);
            }
            for (Map.Entry<String, byte[]> one : added.entrySet()) {
                put(target, one.getKey(), one.getValue());
            }
        }
    }

    /** Writes an archive of those files alone: path to bytes, in the order of the archive. */
    void write(Map<String, byte[]> content, Path to) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream target = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> one : content.entrySet()) {
                put(target, one.getKey(), one.getValue());
            }
        }
    }

    private byte[] repacked(byte[] jar) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream target = new ZipOutputStream(copy)) {
            for (ZipEntry entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
                put(target, entry.getName(), source.readAllBytes());
            }
        }
        return copy.toByteArray();
    }

    private void put(ZipOutputStream target, String path, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(time);
        target.putNextEntry(entry);
        target.write(bytes);
        target.closeEntry();
    }
}
