package dev.millrace.buildcard;

import dev.millrace.buildcard.BuildIntervals.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stage in numbers. Every text is plain: the view escapes it. */
public final class StageRow {

    private final StageRecord stage;
    private final BuildIntervals intervals;

    StageRow(StageRecord stage, BuildIntervals intervals) {
        this.stage = stage;
        this.intervals = intervals;
    }

    /** Its name, in one line. */
    public String name() {
        return CardLabels.visible(stage.name());
    }

    /** Which kind of block it is. */
    public String kind() {
        return stage.kind() == StageRecord.Kind.BRANCH ? "branch" : "stage";
    }

    /** How it ended. */
    public String result() {
        if (stage.skipped() != null) {
            return "skipped";
        }
        if (stage.result() != null) {
            return stage.result().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return intervals.running() ? "running" : "unknown: it was cut off";
    }

    /** From its start to its end. */
    public String time() {
        Interval interval = intervals.of(stage.start(), stage.end());
        return CardLabels.length(interval == null ? null : interval.length());
    }

    /** How long steps directly in it waited for an agent. */
    public String agent() {
        return CardLabels.length(waited(Wait.Kind.AGENT));
    }

    /** How long steps directly in it waited for input. */
    public String input() {
        return CardLabels.length(waited(Wait.Kind.INPUT));
    }

    /** What remains of its time without these two. */
    public String run() {
        Interval interval = intervals.of(stage.start(), stage.end());
        List<Interval> waits = new ArrayList<>();
        for (Wait wait : stage.waits()) {
            Interval each = intervals.of(wait.start(), wait.end());
            if (each == null) {
                return CardLabels.UNKNOWN;
            }
            waits.add(each);
        }
        return CardLabels.length(interval == null ? null : interval.length().minus(BuildIntervals.union(waits)));
    }

    private @Nullable Duration waited(Wait.Kind kind) {
        Duration sum = Duration.ZERO;
        for (Wait wait : stage.waits()) {
            if (wait.kind() == kind) {
                Interval interval = intervals.of(wait.start(), wait.end());
                if (interval == null) {
                    return null;
                }
                sum = sum.plus(interval.length());
            }
        }
        return sum;
    }
}
