package dev.millrace.app.sync;

import dev.millrace.collect.Removals;
import dev.millrace.collect.Source;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncSummary;

/** How much a sync takes. */
public enum SyncExtent {
    /** What is new since the last one. */
    NEWS,
    /** What is new, and what was deleted. */
    NEWS_AND_RECONCILIATION,
    /** The same, however much was deleted. */
    NEWS_AND_RECONCILIATION_OF_ANY,
    /** Everything, and what the tools do not show any more is retracted. */
    EVERYTHING,
    /** The same, however much that is. */
    EVERYTHING_AND_ANY_REMOVAL;

    SyncSummary run(SyncKernel kernel, Source source, SyncListener listener) {
        return switch (this) {
            case NEWS -> kernel.run(source, listener);
            case NEWS_AND_RECONCILIATION -> kernel.reconcile(source, Removals.FEW, listener);
            case NEWS_AND_RECONCILIATION_OF_ANY -> kernel.reconcile(source, Removals.ANY, listener);
            case EVERYTHING -> kernel.refresh(source, Removals.FEW, listener);
            case EVERYTHING_AND_ANY_REMOVAL -> kernel.refresh(source, Removals.ANY, listener);
        };
    }
}
