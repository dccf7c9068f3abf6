package dev.millrace.hub;

import dev.millrace.app.query.Queries;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.hub.access.Authenticator;
import dev.millrace.hub.access.LiveTokens;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.intake.EventIntake;
import dev.millrace.hub.intake.IntakeListener;
import dev.millrace.hub.web.HubMetrics;
import dev.millrace.hub.web.HubServer;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The hub of a team: server, intake and jobs as one thing that starts and stops. When it stops, it first takes no new request,
 * then answers those under way, then stores what was taken.
 */
public final class Hub implements AutoCloseable {

    private static final Duration LINKING = Duration.ofSeconds(10);

    private final EventIntake intake;
    private final HubServer server;
    private final Jobs jobs;
    private final HubMetrics metrics;

    private Hub(EventIntake intake, HubServer server, Jobs jobs, HubMetrics metrics) {
        this.metrics = metrics;
        this.intake = intake;
        this.server = server;
        this.jobs = jobs;
    }

    /**
     * Starts a hub.
     *
     * @param open opens the store; called for each part of the hub that needs one of its own
     * @param webhooks takes what tools say
     * @throws dev.millrace.hub.web.HubException if it cannot listen
     */
    public static Hub start(
            HubSettings settings,
            Supplier<FlowStore> open,
            TokenFile tokens,
            Queries queries,
            Webhooks webhooks,
            InstantSource clock) {
        HubMetrics metrics = new HubMetrics();
        AtomicBoolean changed = new AtomicBoolean(true); // the program, and so the rows, may be another than before
        EventIntake intake = new EventIntake(open.get(), new Changes(metrics, changed));
        Jobs jobs = new Jobs(metrics, clock);
        Hub hub = new Hub(
                intake,
                new HubServer(
                        settings,
                        open,
                        intake,
                        webhooks,
                        new Authenticator(new LiveTokens(tokens), clock),
                        queries,
                        metrics,
                        clock),
                jobs,
                metrics);
        try {
            hub.server.start();
        } catch (RuntimeException e) {
            hub.close();
            throw e;
        }
        if (!settings.readOnly()) {
            // keys that posts named become links soon after, once for all of them, and what follows is derived
            jobs.every("link", LINKING, LINKING, () -> link(open, queries, changed, hub.server));
        }
        return hub;
    }

    private static void link(Supplier<FlowStore> open, Queries queries, AtomicBoolean changed, HubServer server) {
        if (changed.compareAndSet(true, false)) {
            try (FlowStore store = open.get()) {
                KeyLinker.link(store);
                queries.derive(store);
                server.refresh();
            } catch (RuntimeException e) {
                changed.set(true);
                throw e;
            }
        }
    }

    private record Changes(IntakeListener next, AtomicBoolean changed) implements IntakeListener {
        @Override
        public void stored(int posts, CommitResult result, long nanos) {
            if (result.changedAnything()) {
                changed.set(true);
            }
            next.stored(posts, result, nanos);
        }

        @Override
        public void failed() {
            next.failed();
        }
    }

    /** Where it listens. */
    public String address() {
        return server.address();
    }

    /** For what the hub counts. */
    public HubMetrics metrics() {
        return metrics;
    }

    /** For further work at its times. */
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            try {
                jobs.close();
            } finally {
                intake.close();
            }
        }
    }
}
