package io.jenkins.plugins.millrace.job;

import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Samples;
import dev.millrace.model.Figure;
import dev.millrace.model.SegmentKind;
import io.jenkins.plugins.millrace.summary.BuildParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The way of the builds of many jobs from the queue to the end, in steps of which each build is in one at a time. Each build weighs once.
 */
final class FolderStream {

    private static final long SEED = 20_261_201;
    private static final int FEWEST = 20;

    /** A step, in the order in which builds pass them. */
    enum Step {
        /** The quiet period, and what others block. */
        QUEUE(SegmentKind.WAITING),
        /** Ready, and no executor fits that is free. */
        AGENT(SegmentKind.WAITING),
        /** Everything that is none of the others. */
        BUILDING(SegmentKind.ACTIVE),
        /** Somebody has to say that it may go on. */
        INPUT(SegmentKind.WAITING),
        /** In a stage that deploys. */
        DEPLOYING(SegmentKind.ACTIVE);

        private final SegmentKind kind;

        Step(SegmentKind kind) {
            this.kind = kind;
        }

        SegmentKind kind() {
            return kind;
        }

        private long millis(BuildParts build) {
            return switch (this) {
                case QUEUE -> build.queue();
                case AGENT -> build.agent();
                case BUILDING -> build.building();
                case INPUT -> build.input();
                case DEPLOYING -> build.deploying();
            };
        }
    }

    /**
     * The figures of a step.
     *
     * @param step which
     * @param time of the builds that were in it; a build that was not counts in neither
     * @param passes how many builds were in it
     * @param total how long all were in it
     * @param unknown of how many builds it is not known how long they were in it
     */
    record Passed(Step step, Figure<Percentiles<Duration>> time, long passes, Duration total, long unknown) {}

    private final List<BuildParts> builds;
    private final List<Passed> steps = new ArrayList<>();

    FolderStream(List<BuildParts> builds) {
        this.builds = List.copyOf(builds);
        for (Step step : Step.values()) {
            Samples times = new Samples();
            long total = 0;
            long unknown = 0;
            for (BuildParts build : builds) {
                long millis = step.millis(build);
                if (millis == BuildParts.UNKNOWN) {
                    unknown++;
                } else if (millis > 0) {
                    times.addWhole(millis);
                    total += millis;
                }
            }
            if (unknown > 0 || times.size() > 0) {
                steps.add(new Passed(step, times.durations(), times.size(), Duration.ofMillis(total), unknown));
            }
        }
    }

    /** The steps that builds were in, or may have been in. */
    List<Passed> steps() {
        return List.copyOf(steps);
    }

    /** How many builds these are. */
    int size() {
        return builds.size();
    }

    /** How long all builds were in all steps of a kind. */
    Duration total(SegmentKind kind) {
        return steps.stream()
                .filter(passed -> passed.step().kind() == kind)
                .map(Passed::total)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The step with the most waiting, if its lead over the next is no chance: its interval of 90% excludes 0, over resamples of the builds. */
    Optional<Passed> constraint() {
        List<Passed> waits = steps.stream()
                .filter(passed -> passed.step().kind() == SegmentKind.WAITING)
                .filter(passed -> !passed.total().isZero())
                .sorted(Comparator.comparing(Passed::total).reversed())
                .toList();
        if (waits.isEmpty() || builds.size() < FEWEST) {
            return Optional.empty();
        }
        Passed first = waits.get(0);
        if (waits.size() == 1) {
            return Optional.of(first);
        }
        double[] lead = new double[builds.size()];
        double[] both = new double[builds.size()];
        for (int i = 0; i < lead.length; i++) {
            double one = known(first.step(), builds.get(i));
            double other = known(waits.get(1).step(), builds.get(i));
            lead[i] = one - other;
            both[i] = one + other;
        }
        double low = Bootstrap.interval(Bootstrap.ratio(lead, both, new SplittableRandom(SEED)))
                .low();
        return low > 0 ? Optional.of(first) : Optional.empty();
    }

    private static double known(Step step, BuildParts build) {
        return Math.max(0, step.millis(build));
    }
}
