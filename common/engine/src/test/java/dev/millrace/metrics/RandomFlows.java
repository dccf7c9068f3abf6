package dev.millrace.metrics;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Level;
import dev.millrace.sprint.Sprint;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Items with arbitrary histories, the same for the same seed. */
public final class RandomFlows {

    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant AS_OF = Instant.parse("2026-07-01T12:34:56.789Z");

    private static final long SPAN = AS_OF.toEpochMilli() - BEGIN.toEpochMilli();
    private static final List<Stage> STAGES = DefaultValueStream.create().stages();
    private static final List<String> PROJECTS = List.of("ONE", "TWO", "THREE");

    private final Random random;

    public RandomFlows(long seed) {
        this.random = new Random(seed);
    }

    public List<ItemFlow> items(int count) {
        List<ItemFlow> flows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            flows.add(item(i));
        }
        return flows;
    }

    /** A window somewhere before, around or after as-of, never wholly after it. */
    Window window() {
        long start = BEGIN.toEpochMilli() - SPAN / 10 + (long) (random.nextDouble() * SPAN);
        long length = 1 + (long) (random.nextDouble() * SPAN / (1 + random.nextInt(50)));
        return new Window(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + length));
    }

    private ItemFlow item(int number) {
        String project = PROJECTS.get(random.nextInt(PROJECTS.size()));
        Flows item = Flows.item(project + '-' + number)
                .project(project)
                .type(ItemType.values()[random.nextInt(ItemType.values().length)])
                .level(random.nextInt(10) == 0 ? Level.PORTFOLIO : number % 7 == 0 ? Level.SUB_TASK : Level.STANDARD)
                .rework(random.nextInt(3), random.nextInt(3));
        if (random.nextInt(10) == 0) {
            item.incomplete(10, 7);
        }
        if (random.nextInt(5) == 0) {
            item.waitingNotObservable();
        }
        long[] times = new long[1 + random.nextInt(9)];
        for (int i = 0; i < times.length; i++) {
            times[i] = BEGIN.toEpochMilli() + (long) (random.nextDouble() * SPAN);
        }
        Arrays.sort(times);
        for (long time : times) {
            Stage stage = stage();
            item.in(stage, stage == null ? "Odd " + random.nextInt(3) : stage.name(), Instant.ofEpochMilli(time));
        }
        return more(item, number);
    }

    /** What the first histories did not have; from a random sequence of its own, so that those stay what they are. */
    private static ItemFlow more(Flows item, int number) {
        Random own = new Random(number);
        if (own.nextInt(6) == 0) {
            item.cycle(2);
        }
        if (own.nextInt(4) == 0) {
            item.stalled(BEGIN.plus(Duration.ofDays(own.nextInt(90))), AS_OF.minus(Duration.ofDays(own.nextInt(60))));
        }
        for (int i = own.nextInt(3); i > 0; i--) {
            sprint(item, own);
        }
        item.origin(PullRequestFlows.evidence(own));
        for (int i = own.nextInt(3); i > 0; i--) {
            item.pullRequest(PullRequestFlows.ofNumber(own.nextInt(60)));
        }
        HandOff[] handOffs = new HandOff[own.nextInt(4)];
        for (int i = 0; i < handOffs.length; i++) {
            handOffs[i] = new HandOff(
                    BEGIN.plus(Duration.ofDays(i)),
                    HandOff.Kind.values()[own.nextInt(HandOff.Kind.values().length)],
                    Duration.ofHours(own.nextInt(99)));
        }
        return FlowCopy.of(item.asOf(AS_OF)).handOffs(List.of(handOffs)).make();
    }

    /** Not every item knows the same of a sprint, nor when it was in it. */
    private static void sprint(Flows item, Random own) {
        int number = own.nextInt(8);
        Instant start = BEGIN.plus(Duration.ofDays(20L * number));
        Instant end = start.plus(Duration.ofDays(14));
        List<Sprint> told = List.of(
                Sprint.ofId("s" + number),
                new Sprint("s" + number, Sprint.State.ACTIVE, start, end, null, "Sprint " + number),
                new Sprint(
                        "s" + number,
                        Sprint.State.CLOSED,
                        start,
                        end,
                        end.plus(Duration.ofHours(number)),
                        "Sprint " + number));
        Sprint sprint = told.get(own.nextInt(told.size()));
        if (own.nextInt(9) == 0) {
            item.sprint(sprint);
            return;
        }
        Instant from = start.plus(Duration.ofDays(own.nextInt(20) - 10L));
        item.sprint(sprint, from, own.nextBoolean() ? null : from.plus(Duration.ofDays(1L + own.nextInt(20))));
    }

    private @Nullable Stage stage() {
        int chosen = random.nextInt(STAGES.size() + 1);
        return chosen == STAGES.size() ? null : STAGES.get(chosen);
    }
}
