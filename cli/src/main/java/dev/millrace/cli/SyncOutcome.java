package dev.millrace.cli;

import java.util.List;

/**
 * What became of a sync.
 *
 * @param sources what became of each source, in the order in which they were collected
 * @param newLinks how many links between artifacts were found that had not been known
 */
record SyncOutcome(List<SourceResult> sources, long newLinks) {

    SyncOutcome {
        sources = List.copyOf(sources);
    }

    /** What the command ends with: the worst of its sources. */
    int exitCode() {
        List<Integer> codes = sources.stream().map(SourceResult::exitCode).toList();
        if (codes.contains(ExitCode.FAILED)) {
            return ExitCode.FAILED;
        }
        return codes.contains(ExitCode.INCOMPLETE) ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
}
