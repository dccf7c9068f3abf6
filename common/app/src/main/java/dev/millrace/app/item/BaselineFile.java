package dev.millrace.app.item;

import dev.millrace.files.OutputFile;
import dev.millrace.view.baseline.Baseline;
import dev.millrace.view.baseline.BaselineJson;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The file with what is usual: a run for the whole repository writes it, a run for one change reads it. */
public final class BaselineFile {

    private final Path file;

    /** That file, which need not exist. */
    public BaselineFile(Path file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    /** What it says; empty if there is none, and if it cannot be used, with a message: a summary without comparison is worth showing. */
    public Optional<Baseline> read(Consumer<String> messages) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BaselineJson.MAX_BYTES + 1);
            if (bytes.length > BaselineJson.MAX_BYTES) {
                throw new IllegalArgumentException("it is longer than " + BaselineJson.MAX_BYTES + " bytes");
            }
            return Optional.of(BaselineJson.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            messages.accept("the baseline " + file + " cannot be read: " + FileWords.why(e) + "; nothing is compared");
        } catch (IllegalArgumentException e) {
            messages.accept("the baseline " + file + " is not used: " + e.getMessage() + "; nothing is compared");
        }
        return Optional.empty();
    }

    /**
     * Writes it, whole or not at all.
     *
     * @throws dev.millrace.files.OutputFileException if it cannot be written
     */
    public void write(Baseline baseline) {
        byte[] text = BaselineJson.render(baseline).getBytes(StandardCharsets.UTF_8);
        OutputFile.write(file, out -> out.write(text));
    }
}
