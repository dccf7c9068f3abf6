package dev.millrace.metrics.pipeline;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Samples;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one job from its latest builds. Times are those of builds, and of runs of a stage, that passed (successful or unstable):
 * what fails early is no fast build. Each figure has its own n.
 *
 * @param builds the builds, newest first
 * @param time from start to end of the builds that passed
 * @param queue the time in the queue of all builds
 * @param agent the time waiting for an agent of the builds that passed
 * @param passed how many passed, be they unstable
 * @param unstable how many of these were unstable
 * @param failed how many failed
 * @param others how many ended otherwise: aborted, not built, unknown
 * @param paths how many have a critical path: those that passed, have stages and known ends
 * @param stages each stage, in the order of the newest builds
 * @param deployments the latest deployment to each environment, the latest first
 */
public record PipelineReport(
        List<TimedBuild> builds,
        Figure<Percentiles<Duration>> time,
        Figure<Percentiles<Duration>> queue,
        Figure<Percentiles<Duration>> agent,
        long passed,
        long unstable,
        long failed,
        long others,
        long paths,
        List<StageFigures> stages,
        List<Deployed> deployments) {

    /** Fewer values than this make no statement about what is usual. */
    public static final int ENOUGH = 5;

    /**
     * The deployments to one environment.
     *
     * @param latest the latest that passed, or the latest of all if none passed
     * @param build the number of its build
     * @param passed how many passed
     * @param attempts how many there were
     */
    public record Deployed(TimedDeployment latest, int build, long passed, long attempts) {}

    /** Copies the lists. */
    public PipelineReport {
        builds = List.copyOf(builds);
        stages = List.copyOf(stages);
        deployments = List.copyOf(deployments);
    }

    /**
     * The report of the latest builds.
     *
     * @param all the builds of a job in any order
     * @param most how many of the newest count
     */
    public static PipelineReport of(List<TimedBuild> all, int most) {
        List<TimedBuild> builds = all.stream()
                .sorted(Comparator.comparing(TimedBuild::number).reversed())
                .limit(most)
                .toList();
        List<TimedBuild> passed = builds.stream().filter(TimedBuild::passed).toList();
        List<Indexed> indexed = builds.stream().map(Indexed::of).toList();
        List<Indexed> withPath = indexed.stream().filter(Indexed::hasPath).toList();
        return new PipelineReport(
                builds,
                durations(passed, TimedBuild::time),
                durations(builds, TimedBuild::queue),
                durations(passed, TimedBuild::agent),
                passed.size(),
                builds.stream()
                        .filter(build -> build.result().equals("UNSTABLE"))
                        .count(),
                builds.stream()
                        .filter(build -> build.result().equals("FAILURE"))
                        .count(),
                builds.stream()
                        .filter(build -> !build.passed() && !build.result().equals("FAILURE"))
                        .count(),
                withPath.size(),
                order(builds).stream()
                        .map(path -> stage(path, indexed, withPath))
                        .toList(),
                deployments(builds));
    }

    /** The stage with the highest median; only where there is enough to say so. */
    public Optional<StageFigures> slowest() {
        return leaf().max(Comparator.comparing(StageFigures::median));
    }

    /** The stage whose 85th percentile is farthest above its median; only where there is enough to say so. */
    public Optional<StageFigures> mostVariable() {
        return leaf().filter(stage -> !stage.spread().isZero()).max(Comparator.comparing(StageFigures::spread));
    }

    /** The stage that takes most of the critical path itself; empty if no stage does in half of the builds. */
    public Optional<StageFigures> constraint() {
        return stages.stream()
                .filter(stage -> paths >= ENOUGH)
                .filter(stage -> own(stage).compareTo(Duration.ZERO) > 0)
                .max(Comparator.comparing(PipelineReport::own));
    }

    /** The stage without which a build would be shorter by most; a stage around others is left out, since these are in it. */
    public Optional<StageFigures> savesMost() {
        return leaf().filter(stage -> paths >= ENOUGH)
                .filter(stage -> saves(stage).compareTo(Duration.ZERO) > 0)
                .max(Comparator.comparing(PipelineReport::saves));
    }

    private static Duration saves(StageFigures stage) {
        return stage.saves().measured().map(Percentiles::p50).orElse(Duration.ZERO);
    }

    private static Duration own(StageFigures stage) {
        return stage.ownOnPath().measured().map(Percentiles::p50).orElse(Duration.ZERO);
    }

    /** A stage around others is slow because of these. */
    private Stream<StageFigures> leaf() {
        return stages.stream()
                .filter(stage -> stage.time().measured().map(Percentiles::n).orElse(0L) >= ENOUGH)
                .filter(stage -> stages.stream().noneMatch(other -> isIn(other.path(), stage.path())));
    }

    private static boolean isIn(List<String> path, List<String> outer) {
        return path.size() > outer.size() && path.subList(0, outer.size()).equals(outer);
    }

    /** A build with its stages by path. */
    private record Indexed(TimedBuild build, Map<List<String>, TimedStage> stages) {
        static Indexed of(TimedBuild build) {
            Map<List<String>, TimedStage> stages = new HashMap<>();
            build.stages().forEach(stage -> stages.put(stage.path(), stage));
            return new Indexed(build, stages);
        }

        boolean hasPath() {
            return build.passed() && build.stages().stream().anyMatch(stage -> stage.onPath() != null);
        }
    }

    private static StageFigures stage(List<String> path, List<Indexed> builds, List<Indexed> withPath) {
        Samples time = new Samples();
        long runs = 0;
        long failed = 0;
        for (Indexed build : builds) {
            TimedStage stage = build.stages().get(path);
            if (stage != null) {
                runs += stage.runs();
                failed += stage.failed();
                if (stage.passed() && stage.time() != null) {
                    time.addWhole(stage.time().toMillis());
                }
            }
        }
        Samples own = new Samples();
        Samples saves = new Samples();
        long onPath = 0;
        for (Indexed build : withPath) {
            TimedStage stage = build.stages().get(path);
            onPath += stage != null && stage.isOnPath() ? 1 : 0;
            own.addWhole(stage == null ? 0 : millis(stage.onPath()));
            saves.addWhole(stage == null ? 0 : millis(stage.saves()));
        }
        return new StageFigures(path, time.durations(), runs, failed, onPath, own.durations(), saves.durations());
    }

    private static long millis(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toMillis();
    }

    private static Figure<Percentiles<Duration>> durations(
            List<TimedBuild> builds, Function<TimedBuild, @Nullable Duration> value) {
        Samples samples = new Samples();
        for (TimedBuild build : builds) {
            Duration each = value.apply(build);
            if (each != null && !each.isNegative()) {
                samples.addWhole(each.toMillis());
            }
        }
        return samples.durations();
    }

    /** As in the newest build; what only older builds have stands behind the stage that it followed there. */
    private static List<List<String>> order(List<TimedBuild> builds) {
        List<List<String>> order = new ArrayList<>();
        Set<List<String>> known = new HashSet<>();
        for (TimedBuild build : builds) {
            List<String> before = List.of();
            for (TimedStage stage : build.stages()) {
                if (known.add(stage.path())) {
                    order.add(order.indexOf(before) + 1, stage.path());
                }
                before = stage.path();
            }
        }
        return order;
    }

    private static List<Deployed> deployments(List<TimedBuild> builds) {
        Map<String, List<Deployed>> byEnvironment = new LinkedHashMap<>();
        for (TimedBuild build : builds) {
            for (TimedDeployment deployment : build.deployments()) {
                byEnvironment
                        .computeIfAbsent(deployment.environment(), name -> new ArrayList<>())
                        .add(new Deployed(deployment, build.number(), deployment.passed() ? 1 : 0, 1));
            }
        }
        List<Deployed> latest = new ArrayList<>();
        for (List<Deployed> each : byEnvironment.values()) {
            Comparator<Deployed> byTime =
                    Comparator.comparing(one -> one.latest().at());
            List<Deployed> passed =
                    each.stream().filter(one -> one.passed() > 0).toList();
            Deployed last = Collections.max(passed.isEmpty() ? each : passed, byTime);
            latest.add(new Deployed(last.latest(), last.build(), passed.size(), each.size()));
        }
        latest.sort(Comparator.comparing((Deployed one) -> one.latest().at()).reversed());
        return latest;
    }
}
