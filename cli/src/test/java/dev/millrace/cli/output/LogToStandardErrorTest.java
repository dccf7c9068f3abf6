package dev.millrace.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogToStandardErrorTest {

    /** Another test of this process may have asked for details. */
    @BeforeEach
    void ask_for_no_details() {
        System.clearProperty(Logging.LEVEL);
    }

    @Test
    void errors_and_requests_are_logged_in_harmless_lines_and_nothing_else() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        LogToStandardError setup = new LogToStandardError();
        setup.setContext(context);
        setup.configure(context);

        String log = whileLogging(() -> {
            context.getLogger("dev.millrace.hub.Hub").warn("only details");
            context.getLogger("dev.millrace.hub.Hub").error("col\u001b[31moured\u00e9");
            context.getLogger("millrace.access").info("GET /health 200");
        });

        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR dev\\.millrace\\.hub\\.Hub col\\?\\[31moured\u00e9"),
                        line -> assertThat(line)
                                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  millrace\\.access GET /health 200"));
    }

    private static String whileLogging(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
