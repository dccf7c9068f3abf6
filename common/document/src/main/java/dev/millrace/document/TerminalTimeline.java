package dev.millrace.document;

import dev.millrace.document.TerminalStyle.Sign;
import dev.millrace.document.Timeline.Bar;
import dev.millrace.document.Timeline.Lane;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws a timeline with one character per interval: the sign of the kind that filled most of it. */
final class TerminalTimeline {

    private static final int LONGEST_NAME = 32;

    private final TerminalStyle style;

    TerminalTimeline(TerminalStyle style) {
        this.style = style;
    }

    List<String> lines(Timeline timeline) {
        int longest = timeline.lanes().stream()
                .mapToInt(lane -> DisplayWidth.of(Escape.terminal(lane.name())))
                .max()
                .orElse(0);
        int name = Math.min(Math.min(LONGEST_NAME, longest), style.width() / 3);
        int room = style.width() - name - 4;
        List<String> lines = new ArrayList<>();
        for (Lane lane : timeline.lanes()) {
            String label = DisplayWidth.fit(Escape.terminal(lane.name()), name);
            lines.add(label + " ".repeat(name - DisplayWidth.of(label)) + "  " + lane(timeline, lane, room));
        }
        String from = Formats.minute(timeline.from(), timeline.zone());
        String to = Formats.minute(timeline.to(), timeline.zone());
        int between = room - from.length() - to.length();
        String axis = between > 0 ? from + " ".repeat(between) + to : DisplayWidth.fit(from + " on", room);
        lines.add(" ".repeat(name + 2) + style.dim(axis));
        legend(timeline, room).forEach(line -> lines.add(" ".repeat(name + 2) + line));
        return lines;
    }

    private String lane(Timeline timeline, Lane lane, int room) {
        StringBuilder line = new StringBuilder();
        SegmentKind run = null;
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < room; i++) {
            SegmentKind kind = mostOf(lane, at(timeline, i, room), at(timeline, i + 1, room));
            if (kind != run) {
                append(line, run, signs);
                run = kind;
            }
            signs.append(kind == null ? ' ' : TerminalStyle.sign(kind));
        }
        append(line, run, signs);
        return line.toString();
    }

    private void append(StringBuilder line, @Nullable SegmentKind kind, StringBuilder signs) {
        line.append(kind == null ? signs.toString() : style.kind(kind, signs.toString()));
        signs.setLength(0);
    }

    private static Instant at(Timeline timeline, int i, int room) {
        Duration whole = Duration.between(timeline.from(), timeline.to());
        return timeline.from().plusMillis(whole.toMillis() / room * i + whole.toMillis() % room * i / room);
    }

    /** The kind that fills most of the interval; null if the lane has nothing in it. */
    private static @Nullable SegmentKind mostOf(Lane lane, Instant from, Instant to) {
        SegmentKind most = null;
        long longest = -1;
        for (Bar bar : lane.bars()) {
            boolean touches = bar.start().isBefore(to) && bar.end().isAfter(from);
            if (touches) {
                Instant first = bar.start().isBefore(from) ? from : bar.start();
                Instant last = bar.end().isAfter(to) ? to : bar.end();
                long length = Duration.between(first, last).toMillis();
                if (length > longest) {
                    longest = length;
                    most = bar.kind();
                }
            }
        }
        return most;
    }

    private List<String> legend(Timeline timeline, int room) {
        Set<SegmentKind> kinds = EnumSet.noneOf(SegmentKind.class);
        timeline.lanes().forEach(lane -> lane.bars().forEach(bar -> kinds.add(bar.kind())));
        List<Sign> signs = kinds.stream()
                .map(kind ->
                        new Sign(style.kind(kind, String.valueOf(TerminalStyle.sign(kind))), SegmentLabels.of(kind)))
                .toList();
        return TerminalStyle.legend(signs, room);
    }
}
