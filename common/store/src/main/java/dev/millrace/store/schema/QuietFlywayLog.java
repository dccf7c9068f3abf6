package dev.millrace.store.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Flyway speak at debug level only: what goes wrong comes as an exception anyway, and what goes well is not news. Public
 * because Flyway makes one by name.
 */
public final class QuietFlywayLog implements LogCreator {

    /** Called by Flyway. */
    public QuietFlywayLog() {}

    @Override
    public Log createLogger(Class<?> owner) {
        return new DebugOnly(LoggerFactory.getLogger(owner));
    }

    private record DebugOnly(Logger logger) implements Log {

        @Override
        public void debug(String message) {
            logger.trace(message);
        }

        @Override
        public void info(String message) {
            logger.debug(message);
        }

        @Override
        public void warn(String message) {
            logger.debug(message);
        }

        @Override
        public void error(String message) {
            logger.debug(message);
        }

        @Override
        public void error(String message, Exception e) {
            logger.debug(message, e);
        }

        @Override
        public void notice(String message) {
            logger.debug(message);
        }
    }
}
