package dev.millrace.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the person in front of the terminal. Questions go to standard error; where nobody answers, nothing is agreed to. */
public final class Questioner {

    private static final int LONGEST_ANSWER = 4_096;

    private final Console console;
    private final InputStream input;

    /** Asks on that console, and reads the answers, a line each, from that input. */
    public Questioner(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    /** Whether the answer is yes. */
    public boolean agrees(String question) {
        String answer = answer(question + " [y/N]");
        return answer != null && answer.toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** The answer; empty if there is none. */
    public Optional<String> line(String question) {
        String answer = answer(question);
        return answer == null || answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    /** The answer, without blanks around it; null at the end of the input. */
    private @Nullable String answer(String question) {
        console.progress().print(question + " ");
        console.progress().flush();
        StringBuilder line = new StringBuilder();
        try {
            // byte by byte: what follows the line belongs to the next question
            byte[] bytes = new byte[LONGEST_ANSWER];
            int length = 0;
            int next = input.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n' && length < LONGEST_ANSWER) {
                bytes[length++] = (byte) next;
                next = input.read();
            }
            line.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString().strip();
    }
}
