package io.jenkins.plugins.millrace.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders of messages that will never be delivered. They lie there for people to look at, up to a bound. */
final class Aside {

    static final String REFUSED = "refused";
    static final String DAMAGED = "damaged";

    private static final Pattern NUMBERED = Pattern.compile("0\\d{19}\\..*");

    private Aside() {}

    /**
     * What must go so that the rest is within the limits: the oldest messages, each with all of its files. The newest always
     * stays. Files whose names begin with no number are not ours, and are left alone.
     */
    static List<List<Path>> excess(Path folder, OutboxLimits limits) throws IOException {
        List<List<Path>> oldestFirst = List.copyOf(messages(folder).values());
        long bytes = 0;
        for (List<Path> files : oldestFirst) {
            bytes += size(files);
        }
        int gone = 0;
        int left = oldestFirst.size();
        while (left > 1 && (left > limits.maxAside() || bytes > limits.maxAsideBytes())) {
            bytes -= size(oldestFirst.get(gone));
            gone++;
            left--;
        }
        return oldestFirst.subList(0, gone);
    }

    static boolean hasMessages(Path folder) throws IOException {
        return !messages(folder).isEmpty();
    }

    private static SortedMap<Long, List<Path>> messages(Path folder) throws IOException {
        SortedMap<Long, List<Path>> messages = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file ->
                                NUMBERED.matcher(file.getFileName().toString()).matches())
                        .forEach(file -> messages.computeIfAbsent(MessageFile.number(file), number -> new ArrayList<>())
                                .add(file));
            }
        }
        return messages;
    }

    private static long size(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException e) {
                // somebody tidied up meanwhile
            }
        }
        return bytes;
    }
}
