package dev.millrace.hub.web;

import dev.millrace.app.query.Queries;
import dev.millrace.hub.access.Authenticator;
import dev.millrace.hub.access.RateLimit;
import dev.millrace.hub.access.Sessions;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.intake.EventIntake;
import dev.millrace.hub.mcp.McpService;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

/** The HTTP side of the hub: which routes there are, and the server that listens. */
public final class HubServer implements AutoCloseable {

    private static final int READERS = 2;
    private static final int MAX_REPORTS = 2;
    private static final int SERVER_THREADS = 16; // acceptors, selectors, and those that refuse
    private static final int CONNECTIONS = 1_000;
    private static final int NOT_YET_ACCEPTED = 256; // beyond it a client's system tries again after 1, 3 and 7 s
    private static final int MIN_BYTES_PER_SECOND = 512; // a slower body is an attack or a dead line
    private static final double STRANGERS_PER_SECOND = 20;
    private static final double STRANGERS_BURST = 100;
    private static final Duration ITEM_PATIENCE = Duration.ofSeconds(5);
    private static final Duration REPORT_PATIENCE =
            Duration.ofMinutes(1); // the report queue never needs more than these
    private static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);
    private static final Duration HEAD = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;
    private final StorePool items;
    private final StorePool reports;
    private final ReportQueue queue;
    private final StoreProbe probe;
    private final CurrentReports current;
    private final boolean tls;

    /**
     * Makes a server that does not listen yet.
     *
     * @param open opens a store to read from
     * @param intake takes posted facts
     * @param webhooks takes what tools say
     */
    public HubServer(
            HubSettings settings,
            Supplier<FlowStore> open,
            EventIntake intake,
            Webhooks webhooks,
            Authenticator authenticator,
            Queries queries,
            HubMetrics metrics,
            InstantSource clock) {
        this.items = new StorePool(open, READERS, ITEM_PATIENCE);
        int reportsAtOnce = reportsAtOnce(Runtime.getRuntime().availableProcessors());
        this.reports = new StorePool(open, reportsAtOnce, REPORT_PATIENCE);
        this.probe = new StoreProbe(open, System::nanoTime);
        this.queue = new ReportQueue(reportsAtOnce, probe::changedAt, System::nanoTime, metrics::reportComputed);
        StoreChecks checks = new StoreChecks(items, queries, System::nanoTime);
        this.current = new CurrentReports(queue, reports, queries, checks, System::nanoTime);
        this.tls = settings.tls().isPresent();
        metrics.watch(intake::waiting);
        ByteBudget budget = ByteBudget.ofHeap(Runtime.getRuntime().maxMemory());
        metrics.watch(budget::used);
        metrics.watch(webhooks.hints());
        SignIn signIn = new SignIn(authenticator, new Sessions(authenticator, clock), settings);
        Dispatcher dispatcher = new Dispatcher(
                routes(
                        settings.readOnly()
                                ? HubServer::refusePost
                                : new EventsEndpoint(intake, budget, budget.largestBody(settings.maxBodyBytes())),
                        WebhookEndpoint.ofJira(webhooks, budget),
                        WebhookEndpoint.ofGitHub(webhooks, budget),
                        new ReadEndpoints(items, reports, queue, queries),
                        new PageEndpoints(current, checks, items, queries),
                        new StateEndpoints(intake, probe, metrics, current),
                        new McpEndpoint(new McpService(queries, version()), items, reports),
                        signIn),
                authenticator,
                signIn,
                new RateLimit(settings.requestsPerSecond(), settings.burst(), clock),
                new RateLimit(STRANGERS_PER_SECOND, STRANGERS_BURST, clock),
                metrics);
        QueuedThreadPool threads = new QueuedThreadPool(Work.threads() + SERVER_THREADS);
        threads.setName("millrace-hub");
        this.server = new Server(threads);
        this.connector = connector(settings);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        connector.addBean(new SlowHeads(connector, HEAD, System::nanoTime));
        JettyHandler handler = new JettyHandler(dispatcher, settings);
        server.setHandler(new GracefulHandler(new MinimumDataRateHandler(handler, MIN_BYTES_PER_SECOND, 0)));
        server.setErrorHandler(handler::refuse);
        server.setStopTimeout(settings.stopTimeout().toMillis());
    }

    /** A report keeps a core busy for seconds; one core is left for posts and all else, where there is more than one. */
    static int reportsAtOnce(int cores) {
        return Math.max(1, Math.min(MAX_REPORTS, cores - 1));
    }

    /** All routes of the hub; the OpenAPI document lists the same. */
    static List<Route> routes(
            Route.Immediate events,
            Route.Immediate jiras,
            Route.Immediate gitHubs,
            ReadEndpoints read,
            PageEndpoints pages,
            StateEndpoints state,
            McpEndpoint assistants,
            SignIn signIn) {
        return List.of(
                get("/health", null, Work.HEALTH, state::health),
                get("/openapi.yaml", null, Work.STATE, state::openApi),
                get("/metrics", TokenScope.METRICS_READ, Work.STATE, state::metrics),
                new Route(
                        "POST",
                        "/v1/events",
                        Optional.of(TokenScope.EVENTS_WRITE),
                        false,
                        Work.INTAKE,
                        Route.Endpoint.atOnce(events)),
                webhook("/v1/webhooks/jira/{site}", jiras),
                webhook("/v1/webhooks/github/{site}", gitHubs),
                get("/v1/views/{kind}/{id}", TokenScope.VIEWS_READ, Work.ITEMS, read::view),
                report("/v1/reports/flow", false, read::report),
                new Route(
                        "POST",
                        "/mcp",
                        Optional.of(TokenScope.REPORTS_READ),
                        false,
                        Work.ASSISTANTS,
                        Route.Endpoint.atOnce(assistants)),
                report("/v1/reports/items", false, pages::items),
                page("/items/{key}", read::itemPage),
                page("/pull-requests/{id}", read::pullRequestPage),
                page("/builds/{id}", read::buildPage),
                page("/search", read::search),
                report("/", true, pages::home),
                report("/streams/{stream}", true, pages::stream),
                report("/deployments", true, pages::deployments),
                report("/teams/{team}", true, pages::team),
                report("/services/{service}", true, pages::service),
                get("/data-quality", TokenScope.REPORTS_READ, Work.ITEMS, pages::dataQuality),
                get("/about", TokenScope.REPORTS_READ, Work.ITEMS, pages::about),
                get("/assets/{name}", null, Work.STATE, pages::asset),
                get("/sign-in", null, Work.SIGN_IN, signIn::page),
                form("/sign-in", signIn::enter),
                get("/session", null, Work.SIGN_IN, signIn::session),
                form("/sign-out", signIn::leave));
    }

    private static Route webhook(String path, Route.Immediate tool) {
        return new Route("POST", path, Optional.empty(), false, Work.WEBHOOKS, Route.Endpoint.atOnce(tool));
    }

    private static String version() {
        return Objects.requireNonNullElse(HubServer.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    private static Route page(String path, Route.Immediate endpoint) {
        return new Route(
                "GET", path, Optional.of(TokenScope.VIEWS_READ), true, Work.ITEMS, Route.Endpoint.atOnce(endpoint));
    }

    private static Route form(String path, Route.Immediate endpoint) {
        return new Route("POST", path, Optional.empty(), true, Work.SIGN_IN, Route.Endpoint.atOnce(endpoint));
    }

    private static HubResponse refusePost(HubRequest request) {
        throw new ProblemException(ProblemDetails.readOnly());
    }

    private static Route get(String path, @Nullable TokenScope scope, Work work, Route.Immediate endpoint) {
        return new Route("GET", path, Optional.ofNullable(scope), false, work, Route.Endpoint.atOnce(endpoint));
    }

    private static Route report(String path, boolean page, Route.Endpoint endpoint) {
        return new Route("GET", path, Optional.of(TokenScope.REPORTS_READ), page, Work.REPORTS, endpoint);
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
        made.setAcceptQueueSize(NOT_YET_ACCEPTED);
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
            probe.health(); // so that the first requests find a result
            server.start();
            current.start();
        } catch (Exception e) {
            throw HubException.cannotStart(connector.getHost(), connector.getPort(), e);
        }
    }

    /** Facts were added, and rows derived from them: the reports of the pages are computed anew. */
    public void refresh() {
        current.refresh();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8377}. */
    public String address() {
        String host = connector.getHost().contains(":") ? '[' + connector.getHost() + ']' : connector.getHost();
        return (tls ? "https://" : "http://") + host + ':' + connector.getLocalPort();
    }

    /** Takes no new request, lets those under way end, and stops. */
    @Override
    public void close() {
        // clients that wait for a report get 503, so that no report delays the stop
        current.close();
        queue.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new HubException("the server did not stop cleanly: " + e.getMessage(), e);
        } finally {
            items.close();
            reports.close();
            probe.close();
        }
    }
}
