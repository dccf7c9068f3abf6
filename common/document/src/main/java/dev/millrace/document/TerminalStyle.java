package dev.millrace.document;

import dev.millrace.model.SegmentKind;
import java.util.ArrayList;
import java.util.List;

/**
 * How text is set off on a terminal.
 *
 * @param width columns of the terminal
 * @param colours whether it understands colours; without them nothing but text is written
 */
public record TerminalStyle(int width, boolean colours) {

    private static final int NARROWEST = 40;
    private static final int WIDEST = 160;
    private static final String LEGEND_GAP = "   ";
    private static final char ESCAPE = '\u001B';
    private static final String SERIES = "█▓▒░·";

    /** Keeps the width between 40 and 160: narrower breaks every table, wider cannot be read. */
    public TerminalStyle {
        width = Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    /** Formats only, 100 columns: what a file or a pipe gets. */
    public static TerminalStyle plain() {
        return new TerminalStyle(100, false);
    }

    String bold(String text) {
        return with("1", text);
    }

    String dim(String text) {
        return with("2", text);
    }

    /** The sign that stands for a series of a chart, by its place. */
    String series(int i, int times) {
        String[] colours = {"34", "33", "35", "36", "37"};
        int place = i % SERIES.length();
        return with(colours[place], String.valueOf(SERIES.charAt(place)).repeat(times));
    }

    /** The sign that stands for a kind of time, so that nothing depends on colour alone. */
    static char sign(SegmentKind kind) {
        return switch (kind) {
            case NOT_STARTED -> '·';
            case ACTIVE -> '█';
            case WAITING -> '▒';
            case PAUSED -> '░';
            case CLOSED_GAP -> '-';
            case UNMAPPED -> '?';
            case DONE -> '=';
            case CANCELLED -> 'x';
        };
    }

    String kind(SegmentKind kind, String text) {
        return switch (kind) {
            case ACTIVE -> with("34", text);
            case WAITING -> with("33", text);
            case UNMAPPED -> with("31", text);
            case CLOSED_GAP -> with("35", text);
            case DONE -> with("32", text);
            case NOT_STARTED, PAUSED, CANCELLED -> with("2", text);
        };
    }

    /**
     * A sign and what it stands for.
     *
     * @param sign the sign, with its colour if there are colours
     * @param name what it stands for
     */
    record Sign(String sign, String name) {}

    /** What signs stand for, in lines that fit; a sign takes one column. */
    static List<String> legend(List<Sign> signs, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (Sign sign : signs) {
            int length = 2 + DisplayWidth.of(sign.name());
            if (used > 0 && used + LEGEND_GAP.length() + length > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(used > 0 ? LEGEND_GAP : "")
                    .append(sign.sign())
                    .append(' ')
                    .append(sign.name());
            used += length + (used > 0 ? LEGEND_GAP.length() : 0);
        }
        lines.add(line.toString());
        return lines;
    }

    private String with(String code, String text) {
        return colours && !text.isEmpty() ? ESCAPE + "[" + code + 'm' + text + ESCAPE + "[0m" : text;
    }
}
