package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.over(out, err, false);

    @Test
    void messages_cannot_steer_the_terminal() {
        console.say("Jira said: \u001b]0;owned\u0007 \u009b31m\u202Etxt\r\nnext\tline");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Jira said: ?]0;owned? ?31m?txt?\nnext\tline\n");
        assertThat(out.size()).as("messages never mix with results").isZero();
    }

    @Test
    void results_are_utf8_whatever_the_locale_says() {
        console.print("Zürich → 流\n");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Zürich → 流\n");
    }
}
