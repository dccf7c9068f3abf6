package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.Figure;
import dev.millrace.model.FlowEvent.Reviewed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold for every history, tried on seeded random ones; a failing seed is in the test's name and replays. */
class TilingPropertyTest {

    private static final List<String> STATES = List.of(
            "Open", "In Progress", "In Review", "Blocked", "In Test", "Resolved", "Closed", "Reopened", "Nobody's");
    private static final long SPAN_MILLIS = Duration.ofDays(90).toMillis();
    private static final int HISTORIES = Boolean.getBoolean("millrace.deep") ? 20_000 : 300;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, HISTORIES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timeline_has_no_gap_and_its_parts_sum_to_start_to_stop(long seed) {
        Random random = new Random(seed);
        Story story = randomStory(random, "A-1");
        if (random.nextBoolean()) {
            story.subTask(randomStory(random, "A-2"));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            story.with(randomChange(random, "acme/shop#" + i));
        }
        for (ItemFlow flow : story.flows(instant(random, SPAN_MILLIS * 2).toString())) {
            assertTiles(flow);
            assertFiguresAgree(flow);
        }
    }

    private static void assertTiles(ItemFlow flow) {
        Instant expected = flow.createdAt();
        for (Segment segment : flow.segments()) {
            assertThat(segment.start()).isEqualTo(expected);
            expected = segment.end();
        }
        Duration counted = flow.segments().stream()
                .filter(segment -> segment.kind().counted())
                .map(Segment::length)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(flow.totals().elapsed()).isEqualTo(counted);
    }

    private static void assertFiguresAgree(ItemFlow flow) {
        boolean timed = flow.status() == Status.DONE && flow.started();
        assertThat(flow.flowTime().measured().isPresent()).isEqualTo(timed);
        if (flow.efficiency() instanceof Figure.Measured<Double> efficiency) {
            assertThat(efficiency.value()).isBetween(0.0, 1.0);
            assertThat(flow.totals().unmapped()).isZero();
        }
        assertThat(flow.segments().stream().filter(segment -> !segment.kind().counted()))
                .allMatch(segment -> flow.start() == null
                        || !segment.end().isAfter(flow.start())
                        || (flow.stop() != null && !segment.start().isBefore(flow.stop())));
    }

    private static Story randomStory(Random random, String key) {
        long at = random.nextLong(SPAN_MILLIS / 4);
        Story story = Story.issue(key).created(Instant.ofEpochMilli(at).toString(), pick(random));
        boolean flagged = false;
        for (int i = random.nextInt(14); i > 0; i--) {
            // One in five changes falls into the same instant as the one before.
            at += random.nextInt(5) == 0 ? 0 : random.nextLong(SPAN_MILLIS / 6);
            String when = Instant.ofEpochMilli(at).toString();
            switch (random.nextInt(6)) {
                case 0 -> {
                    flagged = !flagged;
                    story.flag(when, flagged);
                }
                case 1 -> story.resolved(when, random.nextBoolean() ? "Duplicate" : null);
                default -> story.to(when, pick(random));
            }
        }
        return story;
    }

    private static ChainedChange randomChange(Random random, String key) {
        long at = random.nextLong(SPAN_MILLIS);
        Evidence pullRequest = Evidence.pullRequest(key).opened(text(at), random.nextBoolean() ? "draft" : "open");
        for (int i = random.nextInt(6); i > 0; i--) {
            at += random.nextLong(SPAN_MILLIS / 20);
            switch (random.nextInt(5)) {
                case 0 -> pullRequest.review(text(at), Reviewed.APPROVED);
                case 1 -> pullRequest.review(text(at), Reviewed.CHANGES_REQUESTED);
                case 2 -> pullRequest.commit(text(at));
                case 3 -> pullRequest.to(text(at), "closed");
                default -> pullRequest.to(text(at), random.nextBoolean() ? "draft" : "open");
            }
        }
        pullRequest.to(text(at), "merged");
        Evidence[] attempts = new Evidence[random.nextInt(4)];
        for (int i = 0; i < attempts.length; i++) {
            // Some begin before the merge, as skewed clocks have it, and some never end.
            at += random.nextLong(SPAN_MILLIS / 20) - SPAN_MILLIS / 100;
            long started = at + random.nextLong(1_000_000);
            String ended = random.nextInt(5) == 0 ? null : text(started + random.nextLong(9_000_000));
            String result = random.nextBoolean() ? "success" : "failure";
            attempts[i] = random.nextBoolean()
                    ? Evidence.build(key + "b" + i, text(at), text(started), ended, result)
                    : Evidence.production(key + "d" + i, text(at), text(started), ended, result);
        }
        return pullRequest.change(random.nextInt(3) == 0 ? null : text(random.nextLong(SPAN_MILLIS)), attempts);
    }

    private static String text(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String pick(Random random) {
        return STATES.get(random.nextInt(STATES.size()));
    }

    private static Instant instant(Random random, long bound) {
        return Instant.ofEpochMilli(random.nextLong(bound));
    }
}
