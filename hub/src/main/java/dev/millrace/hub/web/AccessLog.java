package dev.millrace.hub.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: who, what and how it went. Holds the id of a token and never its secret, the route and never what a
 * client wrote into it, so that no title, key or name gets into a log.
 */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("millrace.access");
    private static final long NANOS_OF_MILLI = 1_000_000;

    /**
     * Writes the line of a request that was answered.
     *
     * @param who the id of the token, or {@code -} where none was needed or it was wrong
     * @param method as the client wrote it; the server takes known ones only
     * @param route the template of the route, or {@code none}
     */
    void line(String who, String method, String route, int status, long nanos) {
        LOG.info("{} {} {} {} {} ms", who, method, route, status, nanos / NANOS_OF_MILLI);
    }
}
