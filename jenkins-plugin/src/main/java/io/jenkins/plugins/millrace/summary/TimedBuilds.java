package io.jenkins.plugins.millrace.summary;

import dev.millrace.buildcard.BuildIntervals;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CommitRecord;
import dev.millrace.buildcard.CriticalPath;
import dev.millrace.buildcard.FoldedStages;
import dev.millrace.buildcard.HeadRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.StageTree;
import dev.millrace.buildcard.Wait;
import dev.millrace.metrics.pipeline.ResultWords;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedDeployment;
import dev.millrace.metrics.pipeline.TimedStage;
import dev.millrace.model.DeployStages;
import dev.millrace.model.StageRun;
import io.jenkins.plugins.millrace.events.Deploys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record of a build in numbers. */
public final class TimedBuilds {

    /** A build with more stages of different names is a generated one; the record has them all. */
    static final int STAGES = 300;

    /** A build with more commits is found by the newest of them. */
    private static final int REVISIONS = 100;

    private static final int HASH = 12;

    private TimedBuilds() {}

    /** Empty if the build has not ended. */
    public static Optional<TimedBuild> of(BuildRecord build) {
        String result = build.result();
        if (result == null) {
            return Optional.empty();
        }
        BuildIntervals intervals = new BuildIntervals(build, build.scheduledAt());
        Duration queue = build.queue();
        return Optional.of(new TimedBuild(
                build.number(),
                build.scheduledAt(),
                build.startedAt(),
                build.endedAt(),
                result,
                queue == null || queue.isNegative() ? null : queue,
                agent(build, intervals),
                build.pipeline() ? intervals.waited(Wait.Kind.INPUT) : null,
                stages(build),
                deployments(build),
                revisions(build)));
    }

    private static List<String> revisions(BuildRecord build) {
        return Stream.concat(
                        build.heads().stream().map(HeadRecord::id),
                        build.commits().stream().map(CommitRecord::id))
                .map(id -> id.substring(0, Math.min(HASH, id.length())))
                .distinct()
                .limit(REVISIONS)
                .toList();
    }

    /** A Pipeline waits for agents in its steps, any other build in the queue. */
    private static @Nullable Duration agent(BuildRecord build, BuildIntervals intervals) {
        if (build.pipeline()) {
            return intervals.waited(Wait.Kind.AGENT);
        }
        return build.waitsOutside().stream().anyMatch(wait -> wait.kind().inQueue())
                ? intervals.waited(Wait.Kind.EXECUTOR)
                : null;
    }

    private static List<TimedStage> stages(BuildRecord build) {
        Optional<CriticalPath> critical = CriticalPath.of(build);
        StagePaths paths = new StagePaths(build);
        Map<List<String>, Sum> sums = new LinkedHashMap<>();
        for (StageTree.Placed placed : StageTree.of(FoldedStages.of(build.stages()))) {
            StageRecord stage = placed.stage();
            sums.computeIfAbsent(paths.of(stage.id()), path -> new Sum())
                    .add(stage, critical.map(found -> found.share(stage.id())).orElse(null));
        }
        return sums.entrySet().stream()
                .limit(STAGES)
                .map(entry -> entry.getValue().stage(entry.getKey()))
                .toList();
    }

    private static List<TimedDeployment> deployments(BuildRecord build) {
        List<TimedDeployment> deployments = new ArrayList<>();
        for (DeployStages.Deploy deploy : Deploys.stages(build)) {
            StageRun run = deploy.run();
            Instant at = run.end() == null ? run.start() : run.end();
            if (at != null) {
                Duration time =
                        run.start() == null || run.end() == null ? null : Duration.between(run.start(), run.end());
                deployments.add(new TimedDeployment(deploy.environment(), at, time, run.result()));
            }
        }
        return deployments;
    }

    /** The stages of one name. */
    private static final class Sum {
        private int runs;
        private int failed;
        private @Nullable String result;
        private @Nullable Duration time = Duration.ZERO;
        private @Nullable Duration onPath;
        private @Nullable Duration saves;

        void add(StageRecord stage, CriticalPath.@Nullable Share share) {
            if (share != null) {
                onPath = (onPath == null ? Duration.ZERO : onPath).plus(share.own());
                saves = (saves == null ? Duration.ZERO : saves).plus(share.saves());
            }
            if (stage.skipped() != null) {
                return;
            }
            runs++;
            result = stage.result();
            failed += ResultWords.failed(result) ? 1 : 0;
            Duration length = stage.length();
            time = time == null || length == null || length.isNegative() ? null : time.plus(length);
        }

        TimedStage stage(List<String> path) {
            return new TimedStage(path, runs, failed, result, runs == 0 ? null : time, onPath, saves);
        }
    }
}
