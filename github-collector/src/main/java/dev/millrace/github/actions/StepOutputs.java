package dev.millrace.github.actions;

import dev.millrace.files.OwnerOnly;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What later steps of a workflow may use of a summary. A figure that is not known is empty, never 0.
 *
 * @param leadTime of the change, so far if it is not delivered; of a repository the median
 * @param flowEfficiency from 0 to 1
 * @param bottleneck the id of the stage in which the change waited longest; of a repository the stage that holds it up
 */
public record StepOutputs(Optional<Duration> leadTime, Optional<Double> flowEfficiency, Optional<String> bottleneck) {

    private static final String VARIABLE = "GITHUB_OUTPUT";

    /** Checks for null. */
    public StepOutputs {
        Objects.requireNonNull(leadTime, "leadTime");
        Objects.requireNonNull(flowEfficiency, "flowEfficiency");
        Objects.requireNonNull(bottleneck, "bottleneck");
    }

    /**
     * Appends the outputs to the file that the runner names; does nothing outside of GitHub Actions.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isBlank()) {
            return;
        }
        Path file = Path.of(named);
        String lines = line("lead-time-seconds", leadTime.map(time -> Long.toString(time.toSeconds())))
                + line("flow-efficiency", flowEfficiency.map(share -> Double.toString(share)))
                + line("bottleneck", bottleneck);
        try {
            OwnerOnly.create(file);
            Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the outputs of the step cannot be written to " + file + " (" + VARIABLE + "): " + FileWords.why(e),
                    e);
        }
    }

    /** One line: a definition chose the ids of stages, and a line break would begin an output of its own. */
    private static String line(String name, Optional<String> value) {
        return name + '=' + value.orElse("").replaceAll("\\p{Cntrl}", " ") + '\n';
    }
}
