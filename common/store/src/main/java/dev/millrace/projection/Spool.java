package dev.millrace.projection;

import dev.millrace.binary.BinaryOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files for what is written while a report is computed, until it is known whether all of it can be kept. Closing removes them. */
final class Spool implements AutoCloseable {

    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final List<BinaryOutput> checked = new ArrayList<>();

    /** A spool in the machine's folder for such files. */
    Spool() {
        try {
            this.folder = Files.createTempDirectory("millrace-report");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of that name, to be written once. */
    BinaryOutput file(String name) {
        Path file = folder.resolve(name);
        files.put(name, file);
        try {
            return new BinaryOutput(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, in which damage will be noticed before any of it is used. */
    BinaryOutput checkedFile(String name) {
        BinaryOutput file = file(name);
        checked.add(file);
        return new BinaryOutput(new CheckedOutput(file));
    }

    /** All of them by their names; what is written to them has been closed. */
    Map<String, Path> files() {
        checked.forEach(BinaryOutput::close);
        checked.clear();
        return files;
    }

    @Override
    public void close() {
        try {
            for (Path file : files.values()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
