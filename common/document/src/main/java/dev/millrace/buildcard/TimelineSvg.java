package dev.millrace.buildcard;

import dev.millrace.buildcard.BuildIntervals.Interval;
import dev.millrace.document.Markup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A build as a picture: a row for the queue, one for the whole build, one a stage. Attributes and classes only, so that
 * it stands inline under a content security policy without {@code unsafe-inline}. Every name is escaped here.
 */
final class TimelineSvg {

    /** More stages are not readable; the export has them all. */
    static final int ROWS = 120;

    /** About the room that Jenkins' build page has for it on a small window: wider, it shrinks, and its names with it. */
    private static final int WIDTH = 640;

    private static final int NAMES = 210;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int NAME_CHARACTERS = 28;
    private static final int INDENT = 12;
    private static final int DEEPEST = 6;

    private final BuildRecord build;
    private final BuildIntervals intervals;
    private final Instant from;
    private final double perMilli;
    private final Markup out;
    private int row;

    private TimelineSvg(Markup out, BuildRecord build, BuildIntervals intervals, Instant from, Instant to) {
        this.out = out;
        this.build = build;
        this.intervals = intervals;
        this.from = from;
        this.perMilli = (double) (WIDTH - NAMES) / Math.max(1, to.toEpochMilli() - from.toEpochMilli());
    }

    /** Draws it; nothing if nothing has a time. */
    static void draw(Markup out, BuildRecord build, BuildIntervals intervals) {
        Instant from = build.queuedAt() != null ? build.queuedAt() : build.startedAt();
        Instant to = intervals.end();
        if (from != null && to != null) {
            new TimelineSvg(out, build, intervals, from, to).draw();
        }
    }

    private void draw() {
        List<StageTree.Placed> stages =
                StageTree.of(build.stages()).stream().limit(ROWS).toList();
        int height = (stages.size() + (build.queuedAt() == null ? 1 : 2)) * ROW + 2;
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "millrace-timeline",
                "role",
                "img",
                "viewBox",
                "0 0 " + WIDTH + ' ' + height,
                "width",
                Integer.toString(WIDTH),
                "height",
                Integer.toString(height));
        out.element("title", "Timeline of this build");
        if (build.queuedAt() != null) {
            row("Queue", 0, "", () -> bar(intervals.of(build.queuedAt(), build.startedAt()), "queue", "in the queue"));
        }
        row("Whole build", 0, "", () -> {
            bar(intervals.of(build.startedAt(), build.endedAt()), "run", "the whole build");
            waits(build.waitsOutside());
        });
        stages.forEach(placed -> {
            StageRecord stage = placed.stage();
            row(stage.name(), Math.min(placed.depth() + 1, DEEPEST), result(stage), () -> {
                bar(
                        intervals.of(stage.start(), stage.end()),
                        stage.skipped() == null ? "run" : "skipped",
                        result(stage));
                waits(stage.waits());
            });
        });
        out.closeLine();
    }

    private static String result(StageRecord stage) {
        if (stage.skipped() != null) {
            return "skipped";
        }
        return stage.result() == null
                ? "no result"
                : stage.result().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void row(String name, int depth, String result, Runnable bars) {
        String visible = CardLabels.visible(name);
        out.open("g", "class", "millrace-row millrace-result-" + result.replaceAll("[^a-z]", "-"));
        out.open("text", "x", Integer.toString(depth * INDENT), "y", Integer.toString(row * ROW + BAR));
        out.text(CardLabels.shortened(visible, NAME_CHARACTERS - depth));
        out.element("title", visible).close();
        bars.run();
        out.close();
        row++;
    }

    private void waits(List<Wait> waits) {
        for (Wait wait : waits) {
            boolean agent = wait.kind() == Wait.Kind.AGENT;
            bar(
                    intervals.of(wait.start(), wait.end()),
                    agent ? "agent" : "input",
                    agent ? "waiting for an agent" : "waiting for input");
        }
    }

    private void bar(@Nullable Interval interval, String kind, String words) {
        if (interval == null || interval.length().isNegative()) {
            return;
        }
        double x = NAMES + (interval.start().toEpochMilli() - from.toEpochMilli()) * perMilli;
        double width = Math.max(1, interval.length().toMillis() * perMilli);
        out.open(
                "rect",
                "class",
                "millrace-" + kind,
                "x",
                tenth(x),
                "y",
                Integer.toString(row * ROW + 3),
                "width",
                tenth(width),
                "height",
                Integer.toString(BAR));
        out.element("title", words + ": " + CardLabels.length(interval.length()))
                .close();
    }

    private static String tenth(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
