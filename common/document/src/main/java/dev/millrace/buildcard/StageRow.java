package dev.millrace.buildcard;

import dev.millrace.buildcard.BuildIntervals.Interval;
import dev.millrace.buildcard.StageContext.Usual;
import dev.millrace.document.Formats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stage in numbers. Every text is plain: the view escapes it. */
public final class StageRow {

    private static final int NAME = 80;
    private static final String MATRIX = "Matrix - ";

    private final StageRecord stage;
    private final int depth;
    private final BuildIntervals intervals;
    private final CriticalPath.@Nullable Share path;
    private final StageContext context;

    StageRow(
            StageRecord stage,
            int depth,
            BuildIntervals intervals,
            CriticalPath.@Nullable Share path,
            StageContext context) {
        this.stage = stage;
        this.depth = depth;
        this.intervals = intervals;
        this.path = path;
        this.context = context;
    }

    StageRecord stage() {
        return stage;
    }

    /** How many stages and branches are around it. */
    int depth() {
        return depth;
    }

    /** Its name, in one line. A cell of a Declarative matrix is called by its axes alone. */
    public String name() {
        String name = CardLabels.shortened(CardLabels.visible(stage.name()), NAME);
        return name.startsWith(MATRIX) ? name.substring(MATRIX.length()) : name;
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

    /** How often it was tried again; empty if never. */
    String retries() {
        return stage.retries() == 0 ? "" : ", " + Formats.count(stage.retries(), "retry", "retries");
    }

    /** From its start to its end. */
    public String time() {
        return CardLabels.length(length());
    }

    private @Nullable Duration length() {
        Interval interval = intervals.of(stage.start(), stage.end());
        return interval == null ? null : interval.length();
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
        List<Interval> waits = new ArrayList<>();
        for (Wait wait : stage.waits()) {
            Interval each = intervals.of(wait.start(), wait.end());
            if (each == null) {
                return CardLabels.UNKNOWN;
            }
            waits.add(each);
        }
        Duration length = length();
        return CardLabels.length(length == null ? null : length.minus(BuildIntervals.union(waits)));
    }

    /** Whether a part of the critical path is its own. */
    boolean onPath() {
        return path != null && !path.own().isZero();
    }

    /** The part of the critical path that is its own. */
    public String ownOnPath() {
        return path == null ? CardLabels.UNKNOWN : CardLabels.length(path.own());
    }

    /** By how much the build would be shorter at most without it. */
    public String saves() {
        return path == null ? CardLabels.UNKNOWN : CardLabels.length(path.saves());
    }

    /** Where its log is found, relative to the build's page; null if nowhere. */
    @Nullable String log() {
        return context.log(stage.id());
    }

    /** What it usually takes, with a sign if this time is longer than what 85 of 100 take at most; empty if that is not known. */
    public String usual() {
        Usual usual = stage.skipped() == null ? context.usual(stage.id()) : null;
        if (usual == null) {
            return "";
        }
        Duration length = length();
        boolean late = length != null && length.compareTo(usual.p85()) > 0;
        return (late ? "▲ " : "") + "usually " + CardLabels.about(usual.median()) + ", 85% within "
                + CardLabels.about(usual.p85());
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
