package dev.millrace.buildcard;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the page of a build knows of its stages and issues beyond the build itself. */
public interface StageContext {

    /** Nothing. */
    StageContext NONE = new StageContext() {
        @Override
        public @Nullable String log(String stageId) {
            return null;
        }

        @Override
        public @Nullable Usual usual(String stageId) {
            return null;
        }
    };

    /** Where the log of a stage is found, relative to the build's page; null if it is found nowhere. */
    @Nullable String log(String stageId);

    /** How long the stage usually takes in this job; null if too few builds say so. */
    @Nullable Usual usual(String stageId);

    /** Where the issue with that key has its page; null if it has none. */
    default @Nullable String issue(String key) {
        return null;
    }

    /**
     * The time of a stage in the latest builds in which it passed.
     *
     * @param median the median
     * @param p85 the 85th percentile
     * @param n of how many builds
     */
    record Usual(Duration median, Duration p85, long n) {
        /** Validates. */
        public Usual {
            Objects.requireNonNull(median, "median");
            Objects.requireNonNull(p85, "p85");
        }
    }
}
