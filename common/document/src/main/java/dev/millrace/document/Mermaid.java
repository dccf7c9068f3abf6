package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Timeline.Bar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws as Mermaid, which GitHub shows. A number before every name keeps it from being read as a word of Mermaid's own. */
final class Mermaid {

    /** More bars nobody reads at a glance, and each is a row. */
    private static final int MAX_BARS = 12;

    private Mermaid() {}

    /** The first lane, which is the item's own flow: the longest bars, in their order. The lanes below it are in the tables. */
    static String gantt(Timeline timeline) {
        StringBuilder out = new StringBuilder("```mermaid\ngantt\n");
        out.append("    title ").append(Escape.mermaid(timeline.title())).append('\n');
        out.append("    dateFormat x\n    axisFormat %d %b\n    todayMarker off\n");
        List<Bar> all = timeline.lanes().isEmpty()
                ? List.of()
                : joined(timeline.lanes().get(0).bars());
        Set<Bar> longest = all.stream()
                .sorted(Comparator.comparing(Mermaid::length).reversed())
                .limit(MAX_BARS)
                .collect(Collectors.toSet());
        int row = 0;
        for (Bar bar : all) {
            if (longest.contains(bar)) {
                row++;
                String detail = bar.detail().isEmpty() ? "" : " " + bar.detail();
                out.append("    ")
                        .append(row)
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
        out.append("```\n\nBlue: active; red: waiting; grey: done.");
        return row < all.size()
                ? out + " The " + row + " longest of " + all.size() + " parts are drawn; the tables have all."
                : out.toString();
    }

    /** Bars that touch each other and are called the same are one. */
    private static List<Bar> joined(List<Bar> bars) {
        List<Bar> joined = new ArrayList<>();
        for (Bar bar : bars) {
            Bar before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null
                    && before.kind() == bar.kind()
                    && before.label().equals(bar.label())
                    && before.end().equals(bar.start())) {
                String detail =
                        bar.detail().isEmpty() ? "" : Formats.duration(Duration.between(before.start(), bar.end()));
                joined.set(joined.size() - 1, new Bar(before.start(), bar.end(), bar.kind(), bar.label(), detail));
            } else {
                joined.add(bar);
            }
        }
        return joined;
    }

    private static Duration length(Bar bar) {
        return Duration.between(bar.start(), bar.end());
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
