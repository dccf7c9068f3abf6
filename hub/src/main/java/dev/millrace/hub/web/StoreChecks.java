package dev.millrace.hub.web;

import dev.millrace.app.doctor.Examination;
import dev.millrace.app.query.Queries;
import dev.millrace.app.status.StoreStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How sources and jobs are doing, and what in the store weakens figures; read at most so often. */
final class StoreChecks {

    private static final long STATUS_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(15);
    private static final int PAUSES = 20;

    private record Checked<T>(T value, long atNanos) {}

    /** An examination of the facts that were recorded until then, and how long it took. */
    private record Examined(Examination value, Optional<Instant> facts, long atNanos, long tookNanos) {}

    private final StorePool stores;
    private final Queries queries;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Checked<StoreStatus> status;
    private volatile @Nullable Examined examination;

    /**
     * Nothing is read yet.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    StoreChecks(StorePool stores, Queries queries, LongSupplier nanos) {
        this.stores = stores;
        this.queries = queries;
        this.nanos = nanos;
    }

    /** The status, at most 10 s old. */
    StoreStatus status() throws InterruptedException {
        reading.lockInterruptibly();
        try {
            Checked<StoreStatus> last = status;
            if (last == null || nanos.getAsLong() - last.atNanos() > STATUS_NANOS) {
                last = new Checked<>(stores.read(queries::status), nanos.getAsLong());
                status = last;
            }
            return last.value();
        } finally {
            reading.unlock();
        }
    }

    /** The last status that was read; empty if none was. Reads nothing. */
    Optional<StoreStatus> lastStatus() {
        return Optional.ofNullable(status).map(Checked::value);
    }

    /** The last examination of the store; empty if there was none. Reads nothing. */
    Optional<Examination> examination() {
        return Optional.ofNullable(examination).map(Examined::value);
    }

    /** Reads what is too old. An examination reads the whole store, so it takes a twentieth of the time at most. */
    void renew() throws InterruptedException {
        Optional<Instant> facts = status().lastRecordedAt();
        Examined last = examination;
        long begin = nanos.getAsLong();
        if (last != null) {
            long pause = last.facts().equals(facts) ? QUIET_NANOS : PAUSES * last.tookNanos();
            if (begin - last.atNanos() < pause) {
                return;
            }
        }
        Examination found = stores.read(queries::examination);
        long end = nanos.getAsLong();
        examination = new Examined(found, facts, end, end - begin);
    }
}
