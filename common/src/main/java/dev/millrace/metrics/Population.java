package dev.millrace.metrics;

/**
 * What became of every item that was offered to a report. An item with several cycles counts once for each.
 *
 * @param offered all of them: the sum of the others
 * @param filteredOut did not pass the filter
 * @param outsideWindow ended before the window, or began after it
 * @param portfolio epics and above: a stream of their own, in no figure of this report
 * @param counted those the figures are about: neither of the above
 */
public record Population(long offered, long filteredOut, long outsideWindow, long portfolio, long counted) {

    /** Validates: nobody is lost. */
    public Population {
        if (offered != filteredOut + outsideWindow + portfolio + counted) {
            throw new IllegalArgumentException(offered + " items were offered, but " + filteredOut + " + "
                    + outsideWindow + " + " + portfolio + " + " + counted + " are accounted for");
        }
    }
}
