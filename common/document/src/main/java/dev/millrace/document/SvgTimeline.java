package dev.millrace.document;

import dev.millrace.document.Timeline.Bar;
import dev.millrace.document.Timeline.Lane;
import dev.millrace.document.Timeline.Mark;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Draws a timeline as SVG: attributes and classes, no inline style, no script, so that it shows under a strict content security
 * policy. The classes {@code mr-active}, {@code mr-waiting} and so on let a page choose its own colours.
 */
public final class SvgTimeline {

    private static final int WIDTH = 960;
    private static final int GUTTER = 168;
    private static final int RIGHT = 16;
    private static final int TOP = 22;
    private static final int LANE = 28;
    private static final int BAR = 20;
    private static final int AXIS = 26;
    private static final int LEGEND = 24;
    private static final int TICKS = 8;
    private static final int LANE_NAME = 24;
    private static final double THINNEST = 0.8;

    private final String id;

    /**
     * A renderer for one drawing of a page.
     *
     * @param id begins every id in the drawing; each drawing of a page needs its own: a letter, then letters, digits and dashes
     */
    public SvgTimeline(String id) {
        if (!id.matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "an id begins with a letter and holds letters, digits and dashes: " + id);
        }
        this.id = id;
    }

    /** The drawing as text. */
    public String render(Timeline timeline) {
        Markup out = new Markup();
        write(out, timeline);
        return out.done();
    }

    void write(Markup out, Timeline timeline) {
        int lanesEnd = TOP + timeline.lanes().size() * LANE;
        Svg.open(out, id, timeline.title(), timeline.summary(), WIDTH, lanesEnd + AXIS + LEGEND);
        for (TimeTicks.Tick tick : TimeTicks.between(timeline.from(), timeline.to(), timeline.zone(), TICKS)) {
            double x = x(timeline, tick.at());
            Svg.line(out, x, TOP - 4, x, lanesEnd + 2, "mr-grid");
            Svg.text(out, x, lanesEnd + 16, "middle", "mr-axis", tick.label());
        }
        for (int i = 0; i < timeline.lanes().size(); i++) {
            lane(out, timeline, timeline.lanes().get(i), TOP + i * LANE);
        }
        for (Mark mark : timeline.marks()) {
            mark(out, timeline, mark, lanesEnd);
        }
        Set<SegmentKind> kinds = EnumSet.noneOf(SegmentKind.class);
        timeline.lanes().forEach(lane -> lane.bars().forEach(bar -> kinds.add(bar.kind())));
        List<SegmentKind> shown = List.copyOf(kinds);
        Svg.legend(
                out,
                id,
                GUTTER,
                lanesEnd + AXIS + 14.0,
                shown.stream().map(Paints::of).toList(),
                shown.stream().map(SegmentLabels::of).toList());
        out.closeLine();
    }

    private void lane(Markup out, Timeline timeline, Lane lane, int y) {
        out.open("g", "class", "mr-lane");
        out.element("title", lane.name());
        Svg.text(out, GUTTER - 8.0, y + 14.0, "end", "mr-lane-name", Formats.shorten(lane.name(), LANE_NAME));
        for (Bar bar : lane.bars()) {
            double from = x(timeline, bar.start());
            double width = Math.max(THINNEST, x(timeline, bar.end()) - from);
            Svg.rect(out, id, from, y, width, BAR, Paints.of(bar.kind()), hint(bar));
            String label = bar.detail().isEmpty() ? bar.label() : bar.label() + ", " + bar.detail();
            String fitting = Svg.width(label) + 10 < width ? label : bar.detail();
            if (!fitting.isEmpty() && Svg.width(fitting) + 10 < width) {
                Svg.text(
                        out,
                        from + 5,
                        y + 14.0,
                        "start",
                        "mr-bar-label mr-on-" + bar.kind().text(),
                        fitting);
            }
        }
        out.close();
    }

    private static String hint(Bar bar) {
        String text = bar.label() + " (" + SegmentLabels.of(bar.kind()) + ')';
        return bar.detail().isEmpty() ? text : text + ": " + bar.detail();
    }

    private static void mark(Markup out, Timeline timeline, Mark mark, int lanesEnd) {
        double x = x(timeline, mark.at());
        out.open("g");
        out.element("title", mark.label());
        Svg.line(out, x, TOP - 8, x, lanesEnd, "mr-mark");
        boolean left = x > WIDTH / 2.0;
        Svg.text(out, left ? x - 3 : x + 3, TOP - 9.0, left ? "end" : "start", "mr-mark-label", mark.label());
        out.close();
    }

    private static double x(Timeline timeline, Instant at) {
        double whole = Duration.between(timeline.from(), timeline.to()).toMillis();
        double part = Duration.between(timeline.from(), at).toMillis();
        return GUTTER + part / whole * (WIDTH - GUTTER - RIGHT);
    }
}
