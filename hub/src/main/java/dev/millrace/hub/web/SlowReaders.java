package dev.millrace.hub.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client takes its answer too slowly. The body stays in memory until the client has it, and Jetty's idle
 * time-out begins anew with each byte.
 */
final class SlowReaders {

    /** What the buffers of the system take, whether the client reads or not. */
    private static final int SMALL = 1 << 16;

    private static final Duration LEAST = Duration.ofSeconds(30);

    private final int bytesPerSecond;

    SlowReaders(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** For the sending of so many bytes: what is called when they are sent, or cannot be. */
    Callback sending(Request request, int bytes, Callback sent) {
        if (bytes <= SMALL) {
            return sent;
        }
        EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
        long seconds = LEAST.toSeconds() + bytes / bytesPerSecond;
        Scheduler.Task close =
                request.getComponents().getScheduler().schedule(client::close, seconds, TimeUnit.SECONDS);
        return Callback.from(close::cancel, sent);
    }
}
