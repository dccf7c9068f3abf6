package dev.millrace.github.actions;

import dev.millrace.files.OwnerOnly;
import dev.millrace.github.api.ShownText;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes Markdown to the summary of a GitHub Actions step. GitHub drops a summary of more than 1 MiB as a whole, so this one
 * stays below by leaving out sections: the last ones first, so the caller puts the most important first. What was left out is
 * named in the summary.
 */
public final class StepSummary {

    /** The environment variable in which a runner names the file. */
    public static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    private static final long GITHUB_LIMIT = 1024 * 1024;
    /** For the note about what was left out, and for what the runner itself may add. */
    private static final int RESERVE = 4 * 1024;

    private static final int MAX_NAME = 100;
    private static final int MAX_NAMES = 20;

    private final Path file;
    private final long limit;

    /** For that file, which need not exist. */
    public StepSummary(Path file) {
        this(file, GITHUB_LIMIT);
    }

    StepSummary(Path file, long limit) {
        this.file = Objects.requireNonNull(file, "file");
        this.limit = limit;
    }

    /** The summary of the step this process runs in; empty outside of GitHub Actions. */
    public static Optional<StepSummary> ofStep(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(path -> !path.isBlank())
                .map(path -> new StepSummary(Path.of(path)));
    }

    /**
     * A part of the summary that is written whole or not at all.
     *
     * @param name what to call it if it is left out; plain words of ours, no text of a tool
     * @param markdown its content, escaped already
     */
    public record Section(String name, String markdown) {
        /** Validates: a section has a name. */
        public Section {
            Objects.requireNonNull(markdown, "markdown");
            if (name.isBlank()) {
                throw new IllegalArgumentException("a section has a name");
            }
        }
    }

    /**
     * Appends the sections, the most important first, to what the step has written already.
     *
     * @return the names of the sections that did not fit; empty if all are written
     * @throws UncheckedIOException if the file cannot be written
     */
    public List<String> append(List<Section> sections) {
        try {
            long room = limit - 1 - (Files.exists(file) ? Files.size(file) : 0) - RESERVE;
            StringBuilder text = new StringBuilder();
            List<String> left = new ArrayList<>();
            for (Section section : sections) {
                String markdown = section.markdown().endsWith("\n") ? section.markdown() : section.markdown() + '\n';
                long size = markdown.getBytes(StandardCharsets.UTF_8).length + 1L;
                // once one is left out, so are those behind it: they explain nothing without it
                if (left.isEmpty() && size <= room) {
                    text.append(text.isEmpty() ? "" : "\n").append(markdown);
                    room -= size;
                } else {
                    left.add(ShownText.line(section.name(), MAX_NAME));
                }
            }
            if (!left.isEmpty() && room + RESERVE > RESERVE) {
                text.append(note(left));
            }
            OwnerOnly.create(file);
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            return List.copyOf(left);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the step summary cannot be written to " + file + " (" + VARIABLE + ", or --output): "
                            + FileWords.why(e),
                    e);
        }
    }

    private static String note(List<String> left) {
        List<String> named = left.subList(0, Math.min(left.size(), MAX_NAMES));
        return "\n_Left out, because GitHub shows at most 1 MiB: " + String.join(", ", named)
                + (left.size() > named.size() ? " and " + (left.size() - named.size()) + " more" : "") + "._\n";
    }
}
