package dev.millrace.cli;

import dev.millrace.collect.SyncSummary;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source in a sync.
 *
 * @param source its id
 * @param summary what was done, or null if it stopped before its end
 * @param failure why it stopped, or null if it did not
 * @param waits how it had to wait
 */
record SourceResult(
        String source,
        @Nullable SyncSummary summary,
        @Nullable String failure,
        WaitCount waits) {

    /** What this result alone would make the command end with. */
    int exitCode() {
        if (summary == null) {
            return ExitCode.FAILED;
        }
        return summary.problemCount() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
