package dev.millrace.metrics.quality;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.util.List;

/**
 * Items done without ever starting, see {@link NeverStartedAccumulator#METRIC}. Source: {@code ItemFlow.start}, and {@code visits} for
 * what they went through instead.
 *
 * @param n items done in the window that have no start
 * @param share their share of all items done in the window; unknown if there are none
 * @param causes why, the most frequent reason first
 */
public record NeverStarted(long n, Figure<Double> share, List<Cause> causes) {

    /** How many paths are named for each cause. */
    public static final int PATHS = 5;

    /**
     * One reason.
     *
     * @param code the reason
     * @param n how many items
     * @param paths the states they went through, the most frequent path first, at most {@value NeverStarted#PATHS}
     * @param otherPaths how many items took any other path
     */
    public record Cause(Reason.Code code, long n, List<Path> paths, long otherPaths) {
        /** Copies the list. */
        public Cause {
            paths = List.copyOf(paths);
        }
    }

    /**
     * A way from creation to done.
     *
     * @param states the names of the item's native states from its creation to the one that made it done; hostile text
     * @param n how many items took it
     */
    public record Path(List<String> states, long n) {
        /** Copies the list. */
        public Path {
            states = List.copyOf(states);
        }
    }

    /** Copies the list. */
    public NeverStarted {
        causes = List.copyOf(causes);
    }
}
