package dev.millrace.app.sync;

import dev.millrace.app.Completeness;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SyncSummary;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source in a sync.
 *
 * @param source its id
 * @param summary what was done, or null if it stopped before its end
 * @param failure why it stopped, or null if it did not, or was not tried
 * @param nothingReadable whether what it belongs to cannot be read at all
 * @param waits how it had to wait
 */
public record SourceResult(
        String source,
        @Nullable SyncSummary summary,
        @Nullable String failure,
        boolean nothingReadable,
        WaitCount waits) {

    static SourceResult done(SyncSummary summary, WaitCount waits) {
        return new SourceResult(summary.source(), summary, null, false, waits);
    }

    static SourceResult failed(String source, String failure, @Nullable Throwable cause, WaitCount waits) {
        boolean nothing = cause instanceof SourceException problem && problem.isNothingReadable();
        return new SourceResult(source, null, failure, nothing, waits);
    }

    /** It would have met the same failure as one before it. */
    static SourceResult notTried(String source) {
        return new SourceResult(source, null, null, false, new WaitCount());
    }

    /** Whether it was not even tried. */
    public boolean wasNotTried() {
        return summary == null && failure == null;
    }

    /** How much of the source was read. */
    public Completeness completeness() {
        if (summary == null) {
            return Completeness.FAILED;
        }
        return summary.problemCount() == 0 ? Completeness.COMPLETE : Completeness.INCOMPLETE;
    }
}
