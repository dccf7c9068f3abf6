package dev.millrace.buildcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.CriticalPath.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void of_parallel_branches_the_last_to_end_is_on_the_path_and_saves_until_the_next() {
        CriticalPath path = path(
                100,
                stage("1", null, 5, 20),
                stage("2", null, 20, 90),
                branch("3", "2", "slow", 21, 90),
                branch("4", "2", "quick", 21, 60),
                stage("5", null, 90, 98));
        assertThat(path.share("1")).isEqualTo(share(15, 15));
        assertThat(path.share("2")).as("its own time is before its branches").isEqualTo(share(1, 70));
        assertThat(path.share("3")).isEqualTo(share(69, 30));
        assertThat(path.share("4")).isEqualTo(share(0, 0));
        assertThat(path.share("5")).isEqualTo(share(8, 8));
        assertThat(path.outside())
                .as("5 s before the first stage, 2 s after the last")
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void stage_inside_a_branch_saves_no_more_than_the_branch() {
        CriticalPath path = path(
                100,
                stage("1", null, 0, 100),
                branch("2", "1", "a", 0, 100),
                stage("3", "2", 10, 95),
                branch("4", "1", "b", 0, 80));
        assertThat(path.share("3")).isEqualTo(share(85, 20));
        assertThat(path.share("2")).isEqualTo(share(15, 20));
        assertThat(path.share("1")).isEqualTo(share(0, 100));
    }

    @Test
    void branch_inside_a_branch_saves_no_more_than_the_outer_one() {
        CriticalPath path = path(
                100,
                branch("1", null, "a", 0, 100),
                branch("2", null, "b", 0, 90),
                branch("3", "1", "a1", 10, 100),
                branch("4", "1", "a2", 10, 20));
        assertThat(path.share("3").saves()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void branches_that_end_together_save_nothing_alone() {
        CriticalPath path = path(50, branch("1", null, "a", 0, 50), branch("2", null, "b", 0, 50));
        assertThat(path.share("1").saves()).isZero();
        assertThat(path.share("2").saves()).isZero();
        assertThat(path.share("1").own().plus(path.share("2").own())).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void build_without_end_or_stages_has_no_path() {
        assertThat(CriticalPath.of(build(START.plusSeconds(9), List.of()))).isEmpty();
        assertThat(CriticalPath.of(build(null, List.of(stage("1", null, 1, 2)))))
                .isEmpty();
    }

    /** Also where stages overlap, are cut off, or lie outside of what is around them. */
    @Test
    void parts_of_the_path_add_up_to_the_time_of_the_build() {
        Random random = new Random(20_260_103);
        for (int round = 0; round < 300; round++) {
            List<StageRecord> stages = new ArrayList<>();
            int count = 1 + random.nextInt(12);
            for (int i = 1; i <= count; i++) {
                int from = random.nextInt(110);
                String parent = i > 1 && random.nextBoolean() ? "" + (1 + random.nextInt(i - 1)) : null;
                stages.add(record(
                        "" + i, parent, "s" + i, from, random.nextInt(10) == 0 ? null : from + random.nextInt(60)));
            }
            CriticalPath path = path(100, stages.toArray(StageRecord[]::new));
            Duration sum = path.outside();
            for (StageRecord stage : stages) {
                Share share = path.share(stage.id());
                assertThat(share.own().isNegative()).isFalse();
                assertThat(share.saves()).isBetween(Duration.ZERO, Duration.ofSeconds(100));
                sum = sum.plus(share.own());
            }
            assertThat(sum).as("round %s: %s", round, stages).isEqualTo(Duration.ofSeconds(100));
        }
    }

    @Test
    void declarative_branch_and_its_stage_are_one() {
        List<StageRecord> folded = FoldedStages.of(List.of(
                stage("1", null, 0, 10),
                branch("2", "1", "linux", 0, 10),
                new StageRecord(
                        "3",
                        "2",
                        StageRecord.Kind.STAGE,
                        "linux",
                        at(1),
                        at(9),
                        "UNSTABLE",
                        null,
                        false,
                        List.of(new Wait(Wait.Kind.AGENT, at(2), at(4)))),
                stage("4", "3", 5, 8),
                branch("5", "1", "by hand", 0, 7),
                stage("6", "5", 1, 5)));
        assertThat(folded).extracting(StageRecord::id).containsExactly("1", "2", "4", "5", "6");
        assertThat(folded.get(1).waited(Wait.Kind.AGENT)).isEqualTo(Duration.ofSeconds(2));
        assertThat(folded.get(2).parentId()).isEqualTo("2");
    }

    private static CriticalPath path(int seconds, StageRecord... stages) {
        return CriticalPath.of(build(at(seconds), List.of(stages))).orElseThrow();
    }

    private static Share share(int own, int saves) {
        return new Share(Duration.ofSeconds(own), Duration.ofSeconds(saves));
    }

    private static StageRecord stage(String id, String parent, int from, int to) {
        return record(id, parent, "stage " + id, from, to);
    }

    private static StageRecord branch(String id, String parent, String name, int from, int to) {
        return new StageRecord(
                id, parent, StageRecord.Kind.BRANCH, name, at(from), at(to), "SUCCESS", null, false, List.of());
    }

    private static StageRecord record(String id, String parent, String name, int from, Integer to) {
        return new StageRecord(
                id,
                parent,
                StageRecord.Kind.STAGE,
                name,
                at(from),
                to == null ? null : at(to),
                "SUCCESS",
                null,
                false,
                List.of());
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static BuildRecord build(Instant end, List<StageRecord> stages) {
        return new BuildRecord(
                "0123456789abcdef0123456789abcdef",
                "job",
                1,
                START,
                "#1",
                "job/job/1/",
                null,
                START,
                end,
                "SUCCESS",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                true,
                stages,
                List.of(),
                List.of(),
                Related.NONE);
    }
}
