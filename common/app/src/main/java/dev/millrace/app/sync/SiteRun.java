package dev.millrace.app.sync;

import dev.millrace.app.Workspace;
import dev.millrace.collect.RunLog;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourceRun;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.http.ComeBackLaterException;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpConnectionException;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.Sleeper;
import dev.millrace.http.WaitAllowance;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the sources of one site of a tool, one after the other. One that fails does not keep the others from being collected, unless
 * they would certainly meet the same.
 */
final class SiteRun {

    private static final int UNAUTHORIZED = 401;
    /** Not a time-out: that may be one heavy page of one repository. */
    private static final Set<HttpConnectionException.Kind> NOBODY_THERE = EnumSet.of(
            HttpConnectionException.Kind.UNKNOWN_HOST,
            HttpConnectionException.Kind.REFUSED,
            HttpConnectionException.Kind.PROXY,
            HttpConnectionException.Kind.TLS);

    private final SyncObserver observer;
    private final SyncExtent extent;
    private final SyncKernel kernel;
    private final SyncKernel pages;
    private final HttpTransport transport;
    private final RunLog log;
    private final List<SourceResult> results = new ArrayList<>();
    private SyncListener current = SyncListener.silent();
    private WaitCount waits = new WaitCount();
    private boolean closed;

    /**
     * For one site.
     *
     * @param limits what is read first, how much is taken, and how long the run may wait
     * @param wire sends calls to it
     * @param budgets those of the process
     * @param store collected into
     */
    SiteRun(
            Workspace workspace,
            SyncObserver observer,
            SyncLimits limits,
            HttpTransport wire,
            HostBudgets budgets,
            FlowStore store) {
        this.observer = observer;
        this.extent = limits.extent();
        this.kernel = new SyncKernel(store);
        this.pages = SyncKernel.ofPages(store);
        this.log = new RunLog(store.operations(), workspace.clock());
        WaitAllowance allowance =
                new WaitAllowance(limits.longestWait(), Sleeper.real(), workspace.clock(), this::waiting);
        this.transport =
                RetryingTransport.patient(wire, budgets, allowance, workspace.clock(), RandomGenerator.getDefault());
    }

    /** The transport that the sources are to use: patient, but not for longer than this run may be. */
    HttpTransport transport() {
        return transport;
    }

    /** What became of everything so far. */
    List<SourceResult> results() {
        return List.copyOf(results);
    }

    /** Whether the site will answer nothing more in this run. */
    boolean isClosed() {
        return closed;
    }

    /** Runs sources that belong together, such as those of one repository. False if nothing at all can be read of it. */
    boolean collect(List<? extends Source> sources) {
        return collect(sources, extent);
    }

    /** Runs a source that has only news, whatever is taken of the others. */
    void collectNews(Source source) {
        collect(List.of(source), SyncExtent.NEWS);
    }

    /** Reads something before its turn. If that fails, its source meets the same when it is its turn, and says so. */
    void first(Source source) {
        if (!closed) {
            watched(source.id(), (listener, waits) -> {
                try {
                    pages.run(source, listener);
                } catch (SyncStoppedException e) {
                    listener.problem(new SyncProblem(source.id(), String.valueOf(e.getMessage())));
                }
                return true;
            });
        }
    }

    /** A source is left out of this run. */
    void leaveOut(Source source) {
        results.add(SourceResult.notTried(source.id()));
    }

    private boolean collect(List<? extends Source> sources, SyncExtent much) {
        boolean readable = true;
        for (Source source : sources) {
            SourceResult result = closed || !readable
                    ? SourceResult.notTried(source.id())
                    : watched(source.id(), (listener, waits) -> run(source, much, listener, waits));
            results.add(result);
            readable &= !result.nothingReadable();
        }
        return readable;
    }

    private SourceResult run(Source source, SyncExtent much, SyncListener listener, WaitCount waits) {
        SourceRun run = log.begin(source.id());
        try {
            SyncSummary summary = much.run(kernel, source, listener);
            log.done(run, summary, source);
            return SourceResult.done(summary, waits);
        } catch (SyncStoppedException e) {
            log.stopped(run, String.valueOf(e.getMessage()), e.notBefore().orElse(null));
            return failed(source.id(), String.valueOf(e.getMessage()), e.getCause(), waits);
        }
    }

    /**
     * Requests what there is to collect; empty if that failed, and then the failure is among the results.
     *
     * @param what the requested thing, as an id
     * @param question throws what sources throw
     */
    <T> Optional<T> ask(String what, Supplier<T> question) {
        if (closed) {
            results.add(SourceResult.notTried(what));
            return Optional.empty();
        }
        return watched(what, (listener, waits) -> {
            SourceRun run = log.begin(what);
            try {
                T answer = question.get();
                log.answered(run, SyncSummary.ofNothing(what));
                return Optional.of(answer);
            } catch (HttpException | SourceException e) {
                log.stopped(run, what + ": " + e.getMessage(), null);
                results.add(failed(what, what + ": " + e.getMessage(), e, waits));
                return Optional.empty();
            }
        });
    }

    private SourceResult failed(String id, String message, @Nullable Throwable cause, WaitCount waits) {
        closed |= closes(cause);
        return SourceResult.failed(id, message, cause, waits);
    }

    /** Whether the whole site will answer nothing else for now. */
    private static boolean closes(@Nullable Throwable cause) {
        return cause instanceof ComeBackLaterException
                || (cause instanceof HttpConnectionException connection && NOBODY_THERE.contains(connection.kind()))
                || (cause instanceof HttpStatusException status && status.status() == UNAUTHORIZED);
    }

    private <T> T watched(String id, BiFunction<SyncListener, WaitCount, T> work) {
        try (SyncObserver.Progress progress = observer.begin(id)) {
            waits = new WaitCount();
            current = progress;
            return work.apply(progress, waits);
        }
    }

    private void waiting(String host, Duration duration, String reason) {
        waits.add(duration);
        current.waiting(host, duration, reason);
    }
}
