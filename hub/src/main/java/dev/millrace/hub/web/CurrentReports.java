package dev.millrace.hub.web;

import dev.millrace.app.query.Queries;
import dev.millrace.hub.figures.FlowFigure;
import dev.millrace.hub.figures.FlowGauges;
import dev.millrace.hub.pages.Asset;
import dev.millrace.hub.pages.PagePath;
import dev.millrace.hub.pages.ReportAddress;
import dev.millrace.hub.pages.ReportAddress.View;
import dev.millrace.hub.pages.ReportSummary;
import dev.millrace.hub.pages.ReportTop;
import dev.millrace.hub.pages.Subject;
import dev.millrace.view.ReportView;
import dev.millrace.view.page.ReportPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports that pages show. Those of all subjects, and of the windows that were read last, are computed before somebody reads
 * them: after facts were added, and when they are a quarter of an hour old. One after the other, and for at most a quarter of the time.
 */
final class CurrentReports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentReports.class);

    /** Of more subjects, the reports are computed when somebody reads them. */
    static final int MOST_SUBJECTS = 60;

    private static final int MOST_READ = 20;
    private static final int MOST_SUMMARIES = 300;
    private static final long READ_LATELY_NANOS = TimeUnit.HOURS.toNanos(8);
    private static final long LOOK_SECONDS = 20;
    private static final int RESTS = 3;
    private static final Duration COME_BACK = Duration.ofMinutes(1);

    private final ReportQueue queue;
    private final StorePool stores;
    private final Queries queries;
    private final StoreChecks checks;
    private final LongSupplier nanos;
    private final Set<ReportAddress> usual;
    private final Map<ReportAddress, Long> read = lru(MOST_READ);
    private final Map<ReportAddress, ReportSummary> summaries = lru(MOST_SUMMARIES);
    private final Map<ReportAddress, Map<FlowFigure, List<FlowFigure.Value>>> figures = lru(MOST_SUMMARIES);
    private final Map<String, Set<String>> repositories = new HashMap<>();
    private final Semaphore changed = new Semaphore(0);
    private final Thread worker;
    private volatile boolean closing;

    /**
     * Computes nothing before {@link #start}.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    CurrentReports(ReportQueue queue, StorePool stores, Queries queries, StoreChecks checks, LongSupplier nanos) {
        this.queue = queue;
        this.stores = stores;
        this.queries = queries;
        this.checks = checks;
        this.nanos = nanos;
        this.usual =
                Subject.of(queries.definition()).stream().map(ReportAddress::of).collect(Collectors.toSet());
        this.worker = new Thread(this::work, "millrace-current-reports");
        this.worker.setDaemon(true);
    }

    private static <K, V> Map<K, V> lru(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Begins to compute. */
    void start() {
        worker.start();
    }

    /** Facts were added, and rows derived from them: what depends on them is computed soon. */
    void refresh() {
        changed.release();
    }

    /** The page of a report: the last one if there is any, which says as of when it is. */
    CompletionStage<HubResponse> page(ReportAddress address) {
        if (address.asOf().isEmpty() && address.knownAt().isEmpty()) {
            synchronized (this) {
                read.put(address, nanos.getAsLong());
            }
        }
        return queue.latest(address, () -> compute(address));
    }

    /** What the last report says that was computed for a page; empty if none was. */
    synchronized Optional<ReportSummary> summary(ReportAddress address) {
        return Optional.ofNullable(summaries.get(address));
    }

    /** The figures of all subjects in the usual window, as far as their reports were computed. */
    synchronized List<FlowGauges.Entry> figures() {
        String only = queries.definition().streams().get(0).id();
        return Subject.of(queries.definition()).stream()
                .map(subject -> new FlowGauges.Entry(
                        subject,
                        Objects.requireNonNullElse(subject.stream(), only),
                        figures.getOrDefault(ReportAddress.of(subject), Map.of())))
                .toList();
    }

    /** Whether a report is the usual one of a stream whose repositories stand for its services. */
    private boolean ofStream(ReportAddress address) {
        return queries.definition().services().isEmpty()
                && usual.contains(address)
                && address.question().team().isEmpty();
    }

    /** What there are pages of: what the definition names, and where that has no services the repositories, once they are known. */
    synchronized List<Subject> subjects() {
        return Stream.concat(
                        Subject.of(queries.definition()).stream(),
                        Subject.ofRepositories(queries.definition(), repositories).stream())
                .toList();
    }

    /** Computed before somebody reads them. */
    private List<ReportAddress> always() {
        return subjects().stream().limit(MOST_SUBJECTS).map(ReportAddress::of).toList();
    }

    /** Has a report computed for which there is no summary, if the queue has room. The usual ones come by themselves. */
    void want(ReportAddress address) {
        if (!always().contains(address)) {
            queue.renew(address, () -> compute(address));
        }
    }

    private HubResponse compute(ReportAddress address) throws InterruptedException {
        Queries.ReportOfSite made = stores.read(store -> queries.reportOfSite(
                store,
                address.question(),
                queries.knowledge(store, address.asOf(), address.knownAt()),
                new ReportPage.Site(
                        HubPage.CHARTS, Asset.ITEMS.path(), address.at(View.ITEMS), address.at(View.DEPLOYMENTS)),
                PagePath::of));
        ReportView view = made.view();
        synchronized (this) {
            summaries.put(address, ReportSummary.of(view));
            figures.put(address, FlowFigure.of(view));
            if (ofStream(address)) {
                repositories.put(view.report().stream().id(), made.services());
            }
        }
        ReportTop top =
                new ReportTop(HubPage.TOP, address, View.REPORT, view.report().request());
        queue.keepBeside(
                new PartOf(address, View.ITEMS),
                HubResponse.json(made.page().items()).compressed());
        ReportTop above = new ReportTop(
                HubPage.TOP, address, View.DEPLOYMENTS, view.report().request());
        queue.keepBeside(
                new PartOf(address, View.DEPLOYMENTS),
                tagged(HubPage.ofCharts(above, made.page().deployments()), above));
        return tagged(HubPage.ofReport(top, made.page()), top);
    }

    private static HubResponse tagged(HubResponse page, ReportTop top) {
        return page.with("ETag", '"' + top.version() + '"').compressed();
    }

    /** The name under which a part of a report is kept. */
    private record PartOf(ReportAddress address, View part) {}

    /** What is made with the page of a report, as it was when that was computed. */
    CompletionStage<HubResponse> part(ReportAddress address, View part) {
        // a page that is too old is computed anew, and its parts with it
        return page(address)
                .thenCompose(page -> queue.kept(new PartOf(address, part))
                        .<CompletionStage<HubResponse>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> again(address, part)));
    }

    /** Others needed the room of it. */
    private CompletionStage<HubResponse> again(ReportAddress address, View part) {
        queue.forget(address);
        return queue.answer(address, () -> compute(address))
                .thenApply(page -> queue.kept(new PartOf(address, part))
                        .orElseThrow(() -> new ProblemException(
                                ProblemDetails.busy("the hub has no room left for this report", COME_BACK))));
    }

    private void work() {
        try {
            while (!closing) {
                for (ReportAddress address : wanted()) {
                    renewed(address);
                }
                checked();
                if (changed.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the hub stops
        }
    }

    private void checked() throws InterruptedException {
        try {
            checks.renew();
        } catch (RuntimeException e) {
            LOG.warn("the status of the store cannot be read: {}", e.toString());
        }
    }

    private List<ReportAddress> wanted() {
        List<ReportAddress> always = always();
        List<ReportAddress> wanted = new ArrayList<>(always);
        synchronized (this) {
            long now = nanos.getAsLong();
            read.entrySet().stream()
                    .filter(entry -> now - entry.getValue() < READ_LATELY_NANOS)
                    .map(Map.Entry::getKey)
                    .filter(address -> !always.contains(address))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    private void renewed(ReportAddress address) throws InterruptedException {
        long begin = nanos.getAsLong();
        boolean first = summary(address).isEmpty();
        Optional<CompletionStage<HubResponse>> renewal = queue.renew(address, () -> compute(address));
        if (renewal.isEmpty()) {
            return;
        }
        try {
            renewal.get().toCompletableFuture().get();
        } catch (ExecutionException e) {
            // a definition that matches nothing, or a store that is away: a reader is told the reason
            LOG.debug("the report {} is not computed: {}", address, String.valueOf(e.getCause()));
        }
        if (!first) { // a hub that has just started has nothing to show yet
            TimeUnit.NANOSECONDS.sleep(RESTS * (nanos.getAsLong() - begin));
        }
    }

    @Override
    public void close() {
        closing = true;
        worker.interrupt();
    }
}
