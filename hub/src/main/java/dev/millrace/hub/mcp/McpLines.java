package dev.millrace.hub.mcp;

import dev.millrace.app.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transport over standard input and output: one message a line. Answers one after the other, so that none is lost where the input
 * ends behind a question.
 */
public final class McpLines {

    private static final int LONGEST = 1 << 20;

    /** As JSON-RPC wants it: nothing is known of the message, so its id is null. */
    private static final String UNREADABLE =
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"this is no JSON-RPC message\"}}";

    private final McpService service;

    public McpLines(McpService service) {
        this.service = service;
    }

    /**
     * Answers until the input ends.
     *
     * @throws IOException if input or output fail, or a message is longer than a million characters
     */
    public void run(InputStream in, OutputStream out, ToolReader reader) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = line(lines); line != null; line = line(lines)) {
            Optional<String> answer = line.isBlank() ? Optional.empty() : answer(line, reader);
            if (answer.isPresent()) {
                out.write((answer.get() + '\n').getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private Optional<String> answer(String line, ToolReader reader) {
        try {
            return service.answer(line, reader);
        } catch (UserError e) {
            return Optional.of(UNREADABLE);
        }
    }

    private static @Nullable String line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int character = lines.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            if (line.length() == LONGEST) {
                throw new IOException("a message has more than " + LONGEST + " characters");
            }
            line.append((char) character);
            character = lines.read();
        }
        return line.toString();
    }
}
