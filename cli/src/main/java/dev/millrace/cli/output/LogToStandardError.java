package dev.millrace.cli.output;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How logback is set up: quiet unless asked, because what a user has to know is said by the commands themselves. The database driver
 * makes a logger in every process, and reading the same from XML would take a twelfth of the time of a short command.
 */
public final class LogToStandardError extends ContextAwareBase implements Configurator {

    /** Control characters of whatever is logged must not reach the terminal. */
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{24} %replace(%msg){'[\\p{Cntrl}&&[^\\n\\t]]', '?'}%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // logback's own start-up messages would be the first thing a user sees
        context.getStatusManager().add(new NopStatusListener());
        Appender appender = new Appender();
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(Logging.LEVEL), Level.ERROR));
        root.addAppender(appender);
        // one line for each request of the hub: the token's id, method, route, status and time
        context.getLogger("millrace.access").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Makes the real appender for the first event: most processes log nothing. */
    private static final class Appender extends AppenderBase<ILoggingEvent> {

        private @Nullable ConsoleAppender<ILoggingEvent> console;

        @Override
        protected void append(ILoggingEvent event) {
            ConsoleAppender<ILoggingEvent> to = console;
            if (to == null) {
                to = console();
                console = to;
            }
            to.doAppend(event);
        }

        private ConsoleAppender<ILoggingEvent> console() {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(getContext());
            encoder.setCharset(StandardCharsets.UTF_8);
            encoder.setPattern(PATTERN);
            encoder.start();
            ConsoleAppender<ILoggingEvent> made = new ConsoleAppender<>();
            made.setContext(getContext());
            made.setTarget("System.err");
            made.setEncoder(encoder);
            made.start();
            return made;
        }
    }
}
