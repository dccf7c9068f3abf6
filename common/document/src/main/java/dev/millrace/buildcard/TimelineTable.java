package dev.millrace.buildcard;

import dev.millrace.buildcard.BuildIntervals.Interval;
import dev.millrace.document.Markup;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A build as a picture: a row for the queue, one for the whole build, one a stage. Names and results are text beside the bars, so
 * that they can be read at any width. Attributes and classes only, so that it stands inline under a content security policy without
 * {@code unsafe-inline}.
 */
final class TimelineTable {

    /** So many stages are shown at first, the others on request. */
    static final int SHOWN = 30;

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");
    private static final int WIDTH = 1000;
    private static final int BAR = 14;
    private static final int PATH = 3;
    private static final int DEEPEST = 6;
    private static final double NARROWEST = 3;

    private final Markup out;
    private final BuildRecord build;
    private final BuildIntervals intervals;
    private final Instant from;
    private final double perMilli;

    private TimelineTable(Markup out, BuildRecord build, BuildIntervals intervals, Instant from, Instant to) {
        this.out = out;
        this.build = build;
        this.intervals = intervals;
        this.from = from;
        this.perMilli = (double) WIDTH / Math.max(1, to.toEpochMilli() - from.toEpochMilli());
    }

    /** Draws it; nothing if nothing has a time. */
    static void draw(Markup out, BuildRecord build, BuildIntervals intervals, List<StageRow> stages) {
        Instant from = build.queuedAt() != null ? build.queuedAt() : build.startedAt();
        Instant to = intervals.end();
        if (from != null && to != null) {
            new TimelineTable(out, build, intervals, from, to).draw(stages);
        }
    }

    private void draw(List<StageRow> stages) {
        out.open("table", "class", "millrace-timeline");
        out.element("caption", "Timeline of this build").open("tbody");
        if (build.queuedAt() != null) {
            Interval queue = intervals.of(build.queuedAt(), build.startedAt());
            row("", "Queue", 0, null, length(queue), "", () -> {
                bar(queue, "queue", "in the queue");
                waits(build.waitsOutside().stream()
                        .filter(wait -> wait.kind().inQueue())
                        .toList());
            });
        }
        Interval whole = intervals.of(build.startedAt(), build.endedAt());
        row("", "Whole build", 0, null, length(whole), "", () -> {
            bar(whole, "run", "the whole build");
            waits(build.waitsOutside().stream()
                    .filter(wait -> !wait.kind().inQueue())
                    .toList());
        });
        stages.stream().limit(SHOWN).forEach(this::stage);
        out.close().closeLine();
        if (stages.size() > SHOWN) {
            out.open("details");
            out.element("summary", "Show the other " + (stages.size() - SHOWN) + " stages");
            out.open("table", "class", "millrace-timeline").open("tbody");
            stages.stream().skip(SHOWN).forEach(this::stage);
            out.close().close().closeLine();
        }
    }

    private void stage(StageRow row) {
        StageRecord stage = row.stage();
        String words = row.result() + (stage.skipped() == null ? ", " + row.time() : "") + row.retries();
        row(
                "millrace-result-" + NO_LETTERS.matcher(row.result()).replaceAll("-"),
                row.name(),
                Math.min(row.depth() + 1, DEEPEST),
                row.log(),
                words,
                row.usual(),
                () -> {
                    Interval interval = intervals.of(stage.start(), stage.end());
                    bar(interval, stage.skipped() == null ? "run" : "skipped", words);
                    waits(stage.waits());
                    if (row.onPath()) {
                        path(interval);
                    }
                });
    }

    private static String length(@Nullable Interval interval) {
        return CardLabels.length(interval == null ? null : interval.length());
    }

    private void row(
            String cssClass, String name, int depth, @Nullable String link, String words, String usual, Runnable bars) {
        out.open("tr", "class", ("millrace-row " + cssClass).strip());
        out.open("th", "scope", "row", "class", "millrace-name millrace-depth-" + depth);
        if (link == null) {
            out.text(name);
        } else {
            out.element("a", name, "href", link);
        }
        out.close();
        out.open("td", "class", "millrace-bars");
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + ' ' + (BAR + PATH),
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        bars.run();
        out.close().close();
        out.element("td", words, "class", "millrace-words");
        out.element("td", usual, "class", "millrace-usual");
        out.closeLine();
    }

    private void waits(List<Wait> waits) {
        for (Wait wait : waits) {
            String cssClass = switch (wait.kind()) {
                case AGENT, EXECUTOR -> "agent";
                case INPUT -> "input";
                case DOWNTIME -> "downtime";
                case QUIET, BLOCKED -> "queue";
            };
            bar(intervals.of(wait.start(), wait.end()), cssClass, CardLabels.wait(wait));
        }
    }

    private void bar(@Nullable Interval interval, String kind, String words) {
        if (interval != null && !interval.length().isNegative()) {
            rect(interval, "millrace-" + kind, 0, BAR);
            out.element("title", words + ": " + CardLabels.length(interval.length()))
                    .close();
        }
    }

    /** A line under the bar. */
    private void path(@Nullable Interval interval) {
        if (interval != null && !interval.length().isNegative()) {
            rect(interval, "millrace-path", BAR, PATH);
            out.element("title", "on the critical path").close();
        }
    }

    private void rect(Interval interval, String cssClass, int y, int height) {
        double x = (interval.start().toEpochMilli() - from.toEpochMilli()) * perMilli;
        double width = Math.max(NARROWEST, interval.length().toMillis() * perMilli);
        out.open(
                "rect",
                "class",
                cssClass,
                "x",
                tenth(Math.min(x, WIDTH - NARROWEST)),
                "y",
                Integer.toString(y),
                "width",
                tenth(width),
                "height",
                Integer.toString(height));
    }

    private static String tenth(double value) {
        long tenths = Math.round(value * 10);
        return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + '.' + Math.abs(tenths) % 10;
    }
}
