package dev.millrace.hub.web;

import dev.millrace.hub.intake.OutOfMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes reports on a few threads of its own. Concurrent requests for the same report share one computation. Programs get a
 * response of the facts of the moment, which is cached for a while. Pages get the last one, which says as of when it is, while a
 * newer one is computed. Requests beyond the queue's limit are rejected at once.
 */
final class ReportQueue implements AutoCloseable {

    private static final int MAX_WAITING = 32;
    private static final long MAX_KEPT_BYTES = 16L << 20;
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(15);
    private static final long LONGEST_SHOWN_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int PAUSES = 10;
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** An answer with the facts that it was computed from, and how long that took. */
    private record CachedReport(HubResponse answer, Object facts, long atNanos, long tookNanos) {}

    private final ThreadPoolExecutor threads;
    private final Supplier<?> facts;
    private final LongSupplier nanos;
    private final LongConsumer computed;
    private final Map<Object, CompletableFuture<HubResponse>> underWay = new HashMap<>();
    private final LinkedHashMap<Object, CachedReport> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /**
     * A queue.
     *
     * @param atOnce how many reports are computed at the same time
     * @param facts what stands for the facts of the store: equal as long as nothing changed
     * @param nanos a clock that only goes forward, in nanoseconds
     * @param computed receives how long each computation took that ended well, in nanoseconds
     */
    ReportQueue(int atOnce, Supplier<?> facts, LongSupplier nanos, LongConsumer computed) {
        this.facts = facts;
        this.nanos = nanos;
        this.computed = computed;
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                work -> new Thread(work, "millrace-report"));
    }

    /**
     * The answer to a question.
     *
     * @param question the key of the report; equal for equal requests
     * @param compute makes the response; runs on a thread of the queue
     * @return fails as {@code compute} does
     * @throws ProblemException 503 if too many questions wait, or the hub stops
     */
    CompletionStage<HubResponse> answer(Object question, Callable<HubResponse> compute) {
        Object known = Optional.ofNullable((Object) facts.get());
        CompletableFuture<HubResponse> made;
        synchronized (this) {
            CachedReport before = kept.get(question);
            if (before != null && before.facts().equals(known) && age(before) < KEPT_NANOS) {
                return CompletableFuture.completedFuture(before.answer());
            }
            CompletableFuture<HubResponse> running = underWay.get(question);
            if (running != null) {
                return running.copy();
            }
            made = new CompletableFuture<>();
            underWay.put(question, made);
        }
        try {
            threads.execute(() -> compute(question, known, compute, made));
        } catch (RejectedExecutionException e) {
            ProblemException busy = new ProblemException(
                    ProblemDetails.busy("the hub already computes its maximum of reports", COME_BACK));
            ended(question);
            made.completeExceptionally(busy);
            throw busy;
        }
        return made.copy();
    }

    /**
     * The last answer to a question, if there is one of the last hour; a newer one is then computed behind it. Otherwise as {@link
     * #answer}.
     */
    CompletionStage<HubResponse> latest(Object question, Callable<HubResponse> compute) {
        CachedReport last = last(question);
        if (last == null || age(last) > LONGEST_SHOWN_NANOS) {
            return answer(question, compute);
        }
        renew(question, compute);
        return CompletableFuture.completedFuture(last.answer());
    }

    /**
     * Computes an answer anew if facts changed since, or if it is a quarter of an hour old. Between two computations of it ten times as
     * long passes as one takes, at least two seconds.
     *
     * @return the new answer; empty if none is needed, or if too many questions wait
     */
    Optional<CompletionStage<HubResponse>> renew(Object question, Callable<HubResponse> compute) {
        CachedReport last = last(question);
        if (last != null) {
            boolean changed = !last.facts().equals(Optional.ofNullable((Object) facts.get()));
            long pause = changed ? Math.max(PAUSE_NANOS, PAUSES * last.tookNanos()) : QUIET_NANOS;
            if (age(last) < pause) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(answer(question, compute));
        } catch (ProblemException e) {
            return Optional.empty(); // readers with other questions come first
        }
    }

    /** What a computation found besides its answer; it is kept as long as there is room. */
    void keepBeside(Object question, HubResponse answer) {
        keep(question, new CachedReport(answer, Optional.empty(), nanos.getAsLong(), 0));
    }

    /** The last answer that is kept, however old. */
    Optional<HubResponse> kept(Object question) {
        return Optional.ofNullable(last(question)).map(CachedReport::answer);
    }

    private synchronized @Nullable CachedReport last(Object question) {
        return kept.get(question);
    }

    private long age(CachedReport answer) {
        return nanos.getAsLong() - answer.atNanos();
    }

    private void compute(
            Object question, Object known, Callable<HubResponse> compute, CompletableFuture<HubResponse> made) {
        try {
            long begin = nanos.getAsLong();
            HubResponse answer = compute.call();
            long end = nanos.getAsLong();
            keep(question, new CachedReport(answer, known, end, end - begin));
            computed.accept(end - begin);
            ended(question);
            made.complete(answer);
        } catch (Throwable e) {
            OutOfMemory.exitIf(e);
            ended(question);
            made.completeExceptionally(e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            } else if (e instanceof Error error) {
                throw error;
            }
        }
    }

    private synchronized void ended(Object question) {
        underWay.remove(question);
    }

    private synchronized void keep(Object question, CachedReport answer) {
        forget(question);
        if (size(answer) <= MAX_KEPT_BYTES) {
            kept.put(question, answer);
            keptBytes += size(answer);
            while (keptBytes > MAX_KEPT_BYTES) {
                forget(kept.keySet().iterator().next());
            }
        }
    }

    /** What is wanted next is computed anew. */
    synchronized void forget(Object question) {
        CachedReport old = kept.remove(question);
        if (old != null) {
            keptBytes -= size(old);
        }
    }

    private static long size(CachedReport kept) {
        return kept.answer().body().remaining();
    }

    /** Computes nothing more; waiting clients get 503. Returns at once, though a computation may still run for a moment. */
    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (this) {
            underWay.values()
                    .forEach(waiting -> waiting.completeExceptionally(
                            new ProblemException(ProblemDetails.busy("the hub stops", COME_BACK))));
            underWay.clear();
        }
    }
}
