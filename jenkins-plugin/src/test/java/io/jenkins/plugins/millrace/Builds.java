package io.jenkins.plugins.millrace;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CommitRecord;
import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.HeadRecord;
import dev.millrace.buildcard.Related;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import dev.millrace.model.Actor;
import dev.millrace.model.ToolInstance;
import io.jenkins.plugins.millrace.graph.GraphReading;
import io.jenkins.plugins.millrace.record.JobNow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds for tests: one with everything that a build can have, and small changes to it. */
public final class Builds {

    /** When the whole build of these tests started. */
    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    /** Where the builds of these tests are found. */
    public static final JobNow NOW = new JobNow("shop/web/main", "job/shop/job/web/job/main/7/", null);

    private Builds() {}

    /** Queue 7 s, agent 12 s outside of stages, three stages with a branch, an input of 30 s, ended after 100 s. */
    public static BuildRecord whole() {
        return with(stages(), START.plusSeconds(100), "SUCCESS");
    }

    /** The whole one under that number. */
    public static BuildRecord numbered(int number) {
        return with(number, stages(), START, START.plusSeconds(100), "SUCCESS");
    }

    /** With the stages of a graph, from their first start to their last end. */
    public static BuildRecord recorded(int number, GraphReading reading) {
        Instant start = reading.stages().stream()
                .map(StageRecord::start)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(START);
        Instant end = reading.stages().stream()
                .map(StageRecord::end)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(start);
        return with(number, reading.stages(), start, end, "SUCCESS");
    }

    /** The same while it runs: the last stage has neither end nor result. */
    public static BuildRecord running() {
        List<StageRecord> stages = new ArrayList<>(stages());
        StageRecord last = stages.remove(stages.size() - 1);
        stages.add(new StageRecord(
                last.id(),
                last.parentId(),
                last.kind(),
                last.name(),
                last.start(),
                null,
                null,
                null,
                false,
                List.of(new Wait(Wait.Kind.INPUT, START.plusSeconds(61), null))));
        return with(stages, null, null);
    }

    /** Two branches of 50 s and 45 s, then a stage of 30 s. */
    public static BuildRecord withBranches(int number) {
        return with(
                number,
                List.of(
                        stage("6", null, StageRecord.Kind.STAGE, "Test", 10, 60, "SUCCESS", List.of()),
                        stage("8", "6", StageRecord.Kind.BRANCH, "slow", 10, 60, "SUCCESS", List.of()),
                        stage("9", "6", StageRecord.Kind.BRANCH, "nearly", 10, 55, "SUCCESS", List.of()),
                        stage("20", null, StageRecord.Kind.STAGE, "Deploy", 60, 90, "SUCCESS", List.of())),
                START,
                START.plusSeconds(100),
                "SUCCESS");
    }

    /** The whole one, which says all that it belongs to, and that its stage {@code Build} deploys to prod-eu. */
    public static BuildRecord related() {
        return related(whole().heads());
    }

    /** The same with other revisions. */
    public static BuildRecord related(List<HeadRecord> heads) {
        List<StageRecord> stages = new ArrayList<>(stages());
        StageRecord build = stages.get(0);
        stages.set(
                0,
                new StageRecord(
                        build.id(),
                        null,
                        build.kind(),
                        build.name(),
                        build.start(),
                        build.end(),
                        "SUCCESS",
                        null,
                        false,
                        List.of(
                                new Wait(Wait.Kind.AGENT, START.plusSeconds(15), START.plusSeconds(18), "linux && <b>"),
                                new Wait(Wait.Kind.INPUT, START.plusSeconds(20), START.plusSeconds(21), "alice,bob")),
                        2,
                        new DeployRecord("prod-eu", "shop", "1.4", "registry.example/shop:1.4")));
        BuildRecord whole = with(stages, START.plusSeconds(100), "SUCCESS");
        return new BuildRecord(
                whole.controller(),
                whole.job(),
                whole.number(),
                whole.scheduledAt(),
                whole.displayName(),
                whole.url(),
                whole.queuedAt(),
                whole.startedAt(),
                whole.endedAt(),
                whole.result(),
                List.of("upstream"),
                whole.branch(),
                heads,
                whole.commits(),
                whole.issueKeys(),
                true,
                stages,
                whole.waitsOutside(),
                List.of(),
                new Related(
                        List.of("shop/free#2"),
                        List.of("12"),
                        List.of("app.jar 6654c734ccab8f44"),
                        Actor.of(new ToolInstance("jenkins", "ci"), "jdoe", Actor.Type.HUMAN)));
    }

    /** With stages of those names and nothing else that is odd. */
    public static BuildRecord named(List<String> names) {
        List<StageRecord> stages = new ArrayList<>();
        for (String name : names) {
            stages.add(new StageRecord(
                    "" + (stages.size() + 3),
                    null,
                    StageRecord.Kind.STAGE,
                    name,
                    START.plusSeconds(1),
                    START.plusSeconds(2),
                    "SUCCESS",
                    null,
                    false,
                    List.of()));
        }
        return with(stages, START.plusSeconds(100), "SUCCESS");
    }

    private static List<StageRecord> stages() {
        return List.of(
                stage("6", null, StageRecord.Kind.STAGE, "Build", 15, 40, "SUCCESS", List.of()),
                stage("9", null, StageRecord.Kind.STAGE, "Test", 41, 60, "UNSTABLE", List.of()),
                stage(
                        "11",
                        "9",
                        StageRecord.Kind.BRANCH,
                        "linux",
                        42,
                        59,
                        "UNSTABLE",
                        List.of(new Wait(Wait.Kind.AGENT, START.plusSeconds(42), START.plusSeconds(45)))),
                stage(
                        "20",
                        null,
                        StageRecord.Kind.STAGE,
                        "Deploy to production",
                        60,
                        99,
                        "SUCCESS",
                        List.of(new Wait(Wait.Kind.INPUT, START.plusSeconds(61), START.plusSeconds(91)))));
    }

    private static StageRecord stage(
            String id,
            String parent,
            StageRecord.Kind kind,
            String name,
            int from,
            int to,
            String result,
            List<Wait> waits) {
        return new StageRecord(
                id, parent, kind, name, START.plusSeconds(from), START.plusSeconds(to), result, null, false, waits);
    }

    private static BuildRecord with(List<StageRecord> stages, Instant end, String result) {
        return with(7, stages, START, end, result);
    }

    private static BuildRecord with(int number, List<StageRecord> stages, Instant start, Instant end, String result) {
        return new BuildRecord(
                "0123456789abcdef0123456789abcdef",
                "shop/web/main",
                number,
                start.minusMillis(20),
                "#" + number,
                "job/shop/job/web/job/main/" + number + "/",
                start.minusSeconds(7),
                start,
                end,
                result,
                List.of("scm"),
                "main",
                List.of(new HeadRecord(
                        List.of("https://git.example/shop/web.git"), "99c9b026621c3e211541650f0ac984f38787e87a")),
                List.of(
                        new CommitRecord(
                                "99c9b026621c3e211541650f0ac984f38787e87a", "SHOP-4 second", START.minusSeconds(3600)),
                        new CommitRecord(
                                "a5e8428b5376e8845e20e6451369f243b3cccc5f",
                                "SHOP-5 first",
                                START.minusSeconds(90_000))),
                List.of("SHOP-5", "SHOP-4"),
                true,
                stages,
                List.of(new Wait(Wait.Kind.AGENT, START.plusSeconds(1), START.plusSeconds(13))),
                List.of(),
                Related.NONE);
    }
}
