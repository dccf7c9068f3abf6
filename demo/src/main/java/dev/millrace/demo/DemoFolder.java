package dev.millrace.demo;

import dev.millrace.files.Links;
import dev.millrace.files.OutputFile;
import dev.millrace.files.OwnerOnly;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a demo writes to. Everything is made in a folder inside it and moved to its place at the end, so that a run that
 * is stopped leaves what an earlier one wrote as it was.
 */
public final class DemoFolder implements AutoCloseable {

    private static final String MARK = ".millrace-demo";
    private static final String UNFINISHED = ".unfinished-";
    private static final String STORE = "demo.db";

    private final Path folder;
    private final Path unfinished;
    private final Thread onStop = new Thread(this::discard, "demo-folder");

    private DemoFolder(Path folder, Path unfinished) {
        this.folder = folder;
        this.unfinished = unfinished;
    }

    /**
     * Why the folder must not be used; empty if it is a demo's own, empty or not there yet.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static Optional<String> refusal(Path folder) {
        if (!Files.exists(folder) || Files.exists(folder.resolve(MARK))) {
            return Optional.empty();
        } else if (!Files.isDirectory(folder)) {
            return Optional.of(folder + " is a file");
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty()
                    ? Optional.empty()
                    : Optional.of(folder + " contains files that are not of a demo");
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read: " + FileWords.why(e), e);
        }
    }

    /**
     * Prepares the folder; what a demo that was killed has left unfinished is deleted.
     *
     * @throws IllegalStateException if there is a {@linkplain #refusal reason} not to
     * @throws UncheckedIOException if it cannot be written to
     */
    public static DemoFolder claim(Path folder) {
        refusal(folder).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        try {
            Files.createDirectories(folder, OwnerOnly.folder(folder));
            OutputFile.write(
                    folder.resolve(MARK),
                    out -> out.write("Written by millrace demo, which may replace its files in this folder.\n"
                            .getBytes(StandardCharsets.UTF_8)));
            deleteLeftovers(folder);
            Path unfinished =
                    folder.resolve(UNFINISHED + ProcessHandle.current().pid());
            deleteAll(unfinished);
            DemoFolder claimed =
                    new DemoFolder(folder, Files.createDirectory(unfinished, OwnerOnly.folder(unfinished)));
            Runtime.getRuntime().addShutdownHook(claimed.onStop);
            return claimed;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the demo cannot be written to " + folder + ": " + FileWords.why(e) + " (--directory)", e);
        }
    }

    /** Where the store is until {@link #publish}. */
    public Path store() {
        return file(STORE);
    }

    /** Where that file is until {@link #publish}. */
    Path file(String name) {
        return unfinished.resolve(name);
    }

    /**
     * Moves everything to its place. The store must be closed.
     *
     * @throws UncheckedIOException if that is not possible
     */
    public void publish() {
        try {
            Path old = Links.target(folder.resolve(STORE));
            for (String end : List.of("-wal", "-shm")) {
                Files.deleteIfExists(old.resolveSibling(old.getFileName() + end));
            }
            List<Path> made = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
                files.forEach(made::add);
            }
            Collections.sort(made);
            for (Path file : made) {
                OutputFile.place(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the demo cannot be written to " + folder + ": " + FileWords.why(e) + " (--directory)", e);
        }
    }

    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(onStop);
        } catch (IllegalStateException e) {
            // the process is being stopped, and the hook is on its way
        }
    }

    private void discard() {
        try {
            deleteAll(unfinished);
        } catch (IOException e) {
            // the next run tries again
        }
    }

    private static void deleteLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path path : left) {
                if (!isAlive(path.getFileName().toString().substring(UNFINISHED.length()))) {
                    deleteAll(path);
                }
            }
        }
    }

    private static boolean isAlive(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
        } catch (NumberFormatException e) {
            return true; // none of ours, so it is left alone
        }
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
