package dev.millrace.hub.web;

import dev.millrace.hub.access.Gate;
import dev.millrace.hub.access.RateLimit;
import dev.millrace.hub.access.Scope;
import dev.millrace.hub.engine.Engine;
import dev.millrace.hub.intake.EventIntake;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP side of the hub: which routes there are, and the server that listens. */
public final class HubServer implements AutoCloseable {

    private static final int READERS = 2;
    private static final int THREADS = 96;
    private static final int CONNECTIONS = 1_000;
    private static final int MIN_BYTES_PER_SECOND = 512; // a slower body is an attack or a dead line
    private static final double STRANGERS_PER_SECOND = 20;
    private static final double STRANGERS_BURST = 100;
    private static final Duration READ_PATIENCE = Duration.ofSeconds(20);
    private static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);
    private static final Duration HEAD = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;
    private final StorePool stores;
    private final boolean tls;

    /**
     * Makes a server that does not listen yet.
     *
     * @param open opens a store to read from
     * @param intake takes posted facts
     */
    public HubServer(
            HubSettings settings,
            Supplier<FlowStore> open,
            EventIntake intake,
            Gate gate,
            Engine engine,
            HubMetrics metrics,
            InstantSource clock) {
        this.stores = new StorePool(open, READERS, READ_PATIENCE);
        this.tls = settings.tls().isPresent();
        metrics.watch(intake::waiting);
        Front front = new Front(
                routes(intake, stores, engine, metrics, settings.maxBodyBytes()),
                gate,
                new RateLimit(settings.requestsPerSecond(), settings.burst(), clock),
                new RateLimit(STRANGERS_PER_SECOND, STRANGERS_BURST, clock),
                metrics);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("millrace-hub");
        this.server = new Server(threads);
        this.connector = connector(settings);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        connector.addBean(new SlowHeads(connector, HEAD, System::nanoTime));
        server.setHandler(new GracefulHandler(
                new MinimumDataRateHandler(new JettyHandler(front, settings.behindProxy()), MIN_BYTES_PER_SECOND, 0)));
        server.setErrorHandler(JettyHandler::refuse);
        server.setStopTimeout(settings.stopTimeout().toMillis());
    }

    /** Everything the hub can be asked; the OpenAPI document lists the same. */
    static List<Route> routes(
            EventIntake intake, StorePool stores, Engine engine, HubMetrics metrics, long maxBodyBytes) {
        ReadEndpoints read = new ReadEndpoints(stores, engine);
        StateEndpoints state = new StateEndpoints(intake, stores, metrics);
        return List.of(
                new Route("GET", "/health", Optional.empty(), false, state::health),
                new Route("GET", "/openapi.yaml", Optional.empty(), false, state::openApi),
                new Route("GET", "/metrics", Optional.of(Scope.METRICS_READ), false, state::metrics),
                new Route(
                        "POST",
                        "/v1/events",
                        Optional.of(Scope.EVENTS_WRITE),
                        false,
                        new EventsEndpoint(intake, maxBodyBytes)),
                new Route("GET", "/v1/views/{kind}/{id}", Optional.of(Scope.VIEWS_READ), false, read::view),
                new Route("GET", "/v1/reports/flow", Optional.of(Scope.REPORTS_READ), false, read::report),
                new Route("GET", "/items/{key}", Optional.of(Scope.VIEWS_READ), true, read::itemPage),
                new Route("GET", "/", Optional.of(Scope.REPORTS_READ), true, read::reportPage));
    }

    private ServerConnector connector(HubSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Jenkins calls the job of a branch "shop/feature%2Flogin"; paths are decoded once here, so this is no trick
        http.setUriCompliance(UriCompliance.DEFAULT.with("MILLRACE", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        ServerConnector made = settings.tls()
                .map(certificate -> {
                    http.addCustomizer(new SecureRequestCustomizer(false));
                    SslContextFactory.Server ssl = new SslContextFactory.Server();
                    ssl.setKeyStorePath(certificate.keyStore().toAbsolutePath().toString());
                    ssl.setKeyStoreType("PKCS12");
                    ssl.setKeyStorePassword(certificate.password());
                    ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
                    return new ServerConnector(
                            server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
                })
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        made.setHost(settings.host());
        made.setPort(settings.port());
        made.setIdleTimeout(IDLE.toMillis());
        made.setShutdownIdleTimeout(IDLE_WHILE_STOPPING.toMillis());
        return made;
    }

    /**
     * Begins to listen.
     *
     * @throws HubException if the address is taken or the certificate cannot be used; the message says which
     */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw HubException.cannotStart(connector.getHost(), connector.getPort(), e);
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:8377}. */
    public String address() {
        String host = connector.getHost().contains(":") ? '[' + connector.getHost() + ']' : connector.getHost();
        return (tls ? "https://" : "http://") + host + ':' + connector.getLocalPort();
    }

    /** Takes no new request, lets those under way end, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new HubException("the server did not stop cleanly: " + e.getMessage(), e);
        } finally {
            stores.close();
        }
    }
}
