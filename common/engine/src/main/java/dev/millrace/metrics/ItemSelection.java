package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;

/** Which items a metric is about, of those that pass the filter and are no portfolio items. */
public enum ItemSelection {
    /** All: the metric chooses by their visits. A sub-task can go on after its parent is done. */
    ALL {
        @Override
        public boolean test(ReportScope scope, ItemFlow flow) {
            return true;
        }
    },
    /** Those with any part of their life before the stop inside the window. */
    TOUCHING {
        @Override
        public boolean test(ReportScope scope, ItemFlow flow) {
            return scope.touches(flow);
        }
    },
    /** Those that stopped in the window, or may have. */
    STOPPED {
        @Override
        public boolean test(ReportScope scope, ItemFlow flow) {
            return scope.touches(flow) && (scope.stoppedWithin(flow) || scope.mayHaveStoppedWithin(flow));
        }
    },
    /** Those that are known to be done, and since when, and that is in the window. */
    DONE {
        @Override
        public boolean test(ReportScope scope, ItemFlow flow) {
            return scope.stoppedWithin(flow) && flow.status() == Status.DONE;
        }
    };

    /** Whether it is about this one. */
    public abstract boolean test(ReportScope scope, ItemFlow flow);
}
