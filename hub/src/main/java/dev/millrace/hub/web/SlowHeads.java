package dev.millrace.hub.web;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which the head of a request takes too long. Jetty's idle time-out begins anew with each byte, so that
 * without this a few thousand connections that say a byte a minute would keep everybody else out.
 */
final class SlowHeads extends AbstractLifeCycle {

    private static final int LOOKS = 4; // within the patience

    /** A connection between two requests. */
    private record Pause(long requests, long bytes, long since) {}

    private final ServerConnector connector;
    private final Duration patience;
    private final LongSupplier nanos;
    private Map<EndPoint, Pause> pauses = new HashMap<>();
    private volatile Scheduler.@Nullable Task next;

    /**
     * Watches the connections of that connector.
     *
     * @param patience how long the head of a request may take
     * @param nanos a clock as {@link System#nanoTime}
     */
    SlowHeads(ServerConnector connector, Duration patience, LongSupplier nanos) {
        this.connector = connector;
        this.patience = patience;
        this.nanos = nanos;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::look, patience.dividedBy(LOOKS));
    }

    private void look() {
        if (isRunning()) {
            closeSlow(connector.getConnectedEndPoints());
            schedule();
        }
    }

    /** Called by one thread at a time. */
    private void closeSlow(Collection<EndPoint> connected) {
        Map<EndPoint, Pause> now = new HashMap<>();
        for (EndPoint endPoint : connected) {
            Connection outer = endPoint.getConnection();
            Connection http =
                    outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
            boolean pausing = http != null && http.getMessagesIn() == http.getMessagesOut();
            if (pausing) {
                Pause known = pauses.get(endPoint);
                if (known == null || known.requests() != http.getMessagesIn()) {
                    // what came with the last request does not count, so a slow head may get away with one look more
                    long bytes = http.getMessagesIn() == 0 ? 0 : outer.getBytesIn();
                    known = new Pause(http.getMessagesIn(), bytes, nanos.getAsLong());
                }
                if (outer.getBytesIn() == known.bytes()) {
                    known = new Pause(known.requests(), known.bytes(), nanos.getAsLong()); // Jetty sees to those
                } else if (nanos.getAsLong() - known.since() > patience.toNanos()) {
                    endPoint.close();
                }
                now.put(endPoint, known);
            }
        }
        pauses = now;
    }
}
