package io.jenkins.plugins.millrace.summary;

import dev.millrace.metrics.pipeline.TimedBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a job's latest builds: {@code millrace-summary.ndjson} in the job's folder, so that it goes where the job goes, and ends
 * with it. Every line can be made again from the record of its build, so that nothing is forced to disk: a line that a crash cut off
 * is made again.
 */
final class SummaryFile {

    /** The file's name in the job's folder. */
    static final String NAME = "millrace-summary.ndjson";

    private static final String UNFINISHED = NAME + ".tmp";
    private static final Pattern HEADER = Pattern.compile("\\{\"schema\":1,\"from\":(\\d{1,9})}");
    private static final long LARGEST = 8L << 20;

    /**
     * What a file holds.
     *
     * @param from builds with lower numbers were left out when the file became too large
     * @param builds by number, of each the line that was written last
     */
    record Content(int from, SortedMap<Integer, TimedBuild> builds) {}

    private SummaryFile() {}

    /**
     * Reads the file. Nothing if there is none, or it is of another schema. A line that cannot be read is left out.
     *
     * @throws IOException if the file cannot be read
     */
    static Content read(Path jobFolder) throws IOException {
        Path file = jobFolder.resolve(NAME);
        SortedMap<Integer, TimedBuild> builds = new TreeMap<>();
        try {
            if (Files.size(file) > LARGEST) {
                return new Content(0, builds);
            }
            String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
            Matcher header = HEADER.matcher(lines[0]);
            if (!header.matches()) {
                return new Content(0, builds);
            }
            Map<List<String>, List<String>> paths = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                try {
                    TimedBuild build = SummaryJson.read(lines[i], paths);
                    builds.put(build.number(), build);
                } catch (IOException e) {
                    // empty, or cut off by a crash: made again from the record
                }
            }
            return new Content(Integer.parseInt(header.group(1)), builds);
        } catch (NoSuchFileException e) {
            return new Content(0, builds); // nobody has asked for it yet
        }
    }

    /**
     * Adds builds to a file that is there.
     *
     * @throws IOException if the folder cannot be written to
     */
    static void append(Path jobFolder, Collection<TimedBuild> builds) throws IOException {
        // begins with a line end, because a crash may have cut off the last line
        StringBuilder lines = new StringBuilder("\n");
        builds.forEach(build -> lines.append(SummaryJson.write(build)).append('\n'));
        Files.writeString(jobFolder.resolve(NAME), lines, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /**
     * Writes the file anew, whole or not at all.
     *
     * @throws IOException if the folder cannot be written to
     */
    static void replace(Path jobFolder, int from, Collection<TimedBuild> builds) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("{\"schema\":1,\"from\":" + from + "}");
        builds.forEach(build -> lines.add(SummaryJson.write(build)));
        Path unfinished = jobFolder.resolve(UNFINISHED);
        Files.write(unfinished, lines, StandardCharsets.UTF_8);
        Files.move(
                unfinished,
                jobFolder.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** How large it is in bytes; 0 if there is none. */
    static long size(Path jobFolder) throws IOException {
        try {
            return Files.size(jobFolder.resolve(NAME));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
