package dev.millrace.cli;

import dev.millrace.document.TerminalStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how wide the terminal is, and whether it may have colours. */
public final class TerminalLook {

    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");
    private static final int PATIENCE_MILLIS = 500;

    private TerminalLook() {}

    public static TerminalStyle of(CliProcess process) {
        TerminalStyle plain = TerminalStyle.plain();
        Map<String, String> environment = process.environment();
        boolean interactive = process.console().interactive();
        int width = columns(environment)
                .or(() -> interactive ? ask() : Optional.empty())
                .orElse(plain.width());
        boolean colours =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalStyle(width, colours);
    }

    private static Optional<Integer> columns(Map<String, String> environment) {
        try {
            return Optional.of(Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Java has no method for it; {@code stty} returns it where it exists. */
    private static Optional<Integer> ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroy();
                return Optional.empty();
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return size.matches() ? Optional.of(Integer.parseInt(size.group(1))) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
