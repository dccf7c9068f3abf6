package io.jenkins.plugins.millrace.card;

import io.jenkins.plugins.millrace.card.Spans.Span;
import io.jenkins.plugins.millrace.record.BuildRecord;
import io.jenkins.plugins.millrace.record.StageRecord;
import io.jenkins.plugins.millrace.record.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A build as a picture: a row for the queue, one for the whole build, one a stage. Attributes and classes only, so that
 * it stands inline under a content security policy without {@code unsafe-inline}. Every name is escaped here.
 */
final class TimelineSvg {

    /** More stages than this help nobody; the export has them all. */
    static final int ROWS = 120;

    private static final int WIDTH = 1_000;
    private static final int NAMES = 260;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int NAME_CHARACTERS = 36;
    private static final int INDENT = 12;
    private static final int DEEPEST = 6;

    private final BuildRecord build;
    private final Spans spans;
    private final Instant from;
    private final double perMilli;
    private final StringBuilder out = new StringBuilder();
    private int row;

    private TimelineSvg(BuildRecord build, Spans spans, Instant from, Instant to) {
        this.build = build;
        this.spans = spans;
        this.from = from;
        this.perMilli = (double) (WIDTH - NAMES) / Math.max(1, to.toEpochMilli() - from.toEpochMilli());
    }

    /** The picture; empty if nothing has a time. */
    static String of(BuildRecord build, Spans spans) {
        Instant from = build.queuedAt() != null ? build.queuedAt() : build.startedAt();
        Instant to = spans.end();
        if (from == null || to == null) {
            return "";
        }
        return new TimelineSvg(build, spans, from, to).draw();
    }

    private String draw() {
        if (build.queuedAt() != null) {
            row("Queue", 0, "", () -> bar(spans.of(build.queuedAt(), build.startedAt()), "queue", "in the queue"));
        }
        row("Whole build", 0, "", () -> {
            bar(spans.of(build.startedAt(), build.endedAt()), "run", "the whole build");
            waits(build.waitsOutside());
        });
        StageTree.of(build.stages()).stream().limit(ROWS).forEach(placed -> {
            StageRecord stage = placed.stage();
            row(stage.name(), Math.min(placed.depth() + 1, DEEPEST), result(stage), () -> {
                bar(spans.of(stage.start(), stage.end()), stage.skipped() == null ? "run" : "skipped", result(stage));
                waits(stage.waits());
            });
        });
        int height = row * ROW + 2;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"millrace-timeline\" role=\"img\" viewBox=\"0 0 "
                + WIDTH + ' '
                + height + "\" width=\"" + WIDTH + "\" height=\"" + height + "\"><title>Timeline of this build</title>"
                + out
                + "</svg>";
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
        String visible = Words.visible(name);
        out.append("<g class=\"millrace-row millrace-result-")
                .append(Words.xml(result.replaceAll("[^a-z]", "-")))
                .append("\"><text x=\"")
                .append(depth * INDENT)
                .append("\" y=\"")
                .append(row * ROW + BAR)
                .append("\">")
                .append(Words.xml(Words.shortened(visible, NAME_CHARACTERS - depth)))
                .append("<title>")
                .append(Words.xml(visible))
                .append("</title></text>");
        bars.run();
        out.append("</g>");
        row++;
    }

    private void waits(List<Wait> waits) {
        for (Wait wait : waits) {
            boolean agent = wait.kind() == Wait.Kind.AGENT;
            bar(
                    spans.of(wait.start(), wait.end()),
                    agent ? "agent" : "input",
                    agent ? "waiting for an agent" : "waiting for input");
        }
    }

    private void bar(@Nullable Span span, String kind, String words) {
        if (span == null || span.length().isNegative()) {
            return;
        }
        double x = NAMES + (span.start().toEpochMilli() - from.toEpochMilli()) * perMilli;
        double width = Math.max(1, span.length().toMillis() * perMilli);
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"millrace-%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s: %s</title></rect>",
                kind,
                x,
                row * ROW + 3,
                width,
                BAR,
                Words.xml(words),
                Words.length(span.length())));
    }
}
