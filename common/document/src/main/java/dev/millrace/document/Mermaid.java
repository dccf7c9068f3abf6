package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Timeline.Bar;
import dev.millrace.document.Timeline.Lane;

/** Draws as Mermaid, which GitHub shows. A number before every name keeps it from being read as a word of Mermaid's own. */
final class Mermaid {

    /** More than this GitHub takes too long to draw. */
    private static final int MAX_BARS = 200;

    private Mermaid() {}

    static String gantt(Timeline timeline) {
        StringBuilder out = new StringBuilder("```mermaid\ngantt\n");
        out.append("    title ").append(Escape.mermaid(timeline.title())).append('\n');
        out.append("    dateFormat x\n    axisFormat %Y-%m-%d\n    todayMarker off\n");
        int bars = 0;
        for (Lane lane : timeline.lanes()) {
            out.append("    section ").append(Escape.mermaid(lane.name())).append('\n');
            for (Bar bar : lane.bars()) {
                bars++;
                if (bars > MAX_BARS) {
                    continue;
                }
                String detail = bar.detail().isEmpty() ? "" : " " + bar.detail();
                out.append("    ")
                        .append(bars)
                        .append(". ")
                        .append(Escape.mermaid(bar.label() + detail))
                        .append(" :")
                        .append(tag(bar))
                        .append(bar.start().toEpochMilli())
                        .append(", ")
                        .append(bar.end().toEpochMilli())
                        .append('\n');
            }
        }
        out.append("```");
        return bars > MAX_BARS
                ? out + "\n\nThe first " + MAX_BARS + " of " + bars + " segments are drawn; the tables have all."
                : out.toString();
    }

    static String pie(Chart chart, Point point) {
        StringBuilder out = new StringBuilder("```mermaid\npie showData title ");
        out.append(Escape.mermaid(point.label())).append('\n');
        for (int s = 0; s < chart.series().size(); s++) {
            long value = point.values().get(s);
            if (value > 0) {
                out.append("    \"")
                        .append(Escape.mermaid(chart.series().get(s)))
                        .append("\" : ")
                        .append(value)
                        .append('\n');
            }
        }
        return out.append("```").toString();
    }

    /** Mermaid has three looks besides its plain one. */
    private static String tag(Bar bar) {
        return switch (bar.kind()) {
            case ACTIVE -> "active, ";
            case WAITING, UNMAPPED -> "crit, ";
            case DONE, CANCELLED, CLOSED_GAP -> "done, ";
            case NOT_STARTED, PAUSED -> "";
        };
    }
}
