package dev.millrace.chain;

import java.util.Locale;

/** What a {@link ChainRecorder} writes, each to an output of its own: a record after a yes each, and a no in the end. */
enum ChainPart {
    COMMITS,
    PULL_REQUESTS,
    CONNECTIONS,
    RUNS,
    UNCAPTURED,
    BUILD_SOURCES,
    LATE_RUNS,
    CHANGES,
    DEPLOYMENTS,
    STATE,
    NAMES;

    /** What it is called outside. */
    String text() {
        return "chain-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
