package dev.millrace.view;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Formats;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.metrics.load.FlowDistribution;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.valuestream.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The drawings of a report. What has more points than can be seen is drawn coarser, and says so. */
final class ReportCharts {

    private static final int MAX_COLUMNS = 60;
    private static final int MAX_DAYS = 200;
    private static final int WEEK = 7;
    private static final List<String> TYPES =
            Stream.of(ItemType.values()).map(Labels::of).toList();

    private ReportCharts() {}

    static Chart velocity(FlowVelocity velocity) {
        List<FlowVelocity.Week> weeks = velocity.weeks();
        int step = weeksInOne(weeks.size());
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < weeks.size(); i += step) {
            points.add(together(weeks.subList(i, Math.min(i + step, weeks.size())), step));
        }
        String unit = step == 1 ? "per ISO week" : "per " + step + " ISO weeks";
        boolean partial = points.stream().anyMatch(Point::partial);
        return new Chart(
                Chart.Kind.COLUMNS,
                "Items done " + unit + ", by type at completion",
                Formats.items(velocity.done().total()) + " done, at most "
                        + Formats.count(
                                points.stream().mapToLong(Point::total).max().orElse(0)) + ' ' + unit
                        + (partial ? ". Marked columns are cut off by the window or by as-of" : ""),
                TYPES,
                points);
    }

    /** So many weeks are drawn as one. */
    static int weeksInOne(int weeks) {
        return Math.max(1, (weeks + MAX_COLUMNS - 1) / MAX_COLUMNS);
    }

    /** The name of some weeks, which is the name of one if they are one. */
    static String weeks(String first, String last) {
        return first.equals(last) ? first : first + " to " + last;
    }

    static Chart load(FlowLoad load) {
        List<FlowLoad.Day> days = load.days();
        int step = step(days.size());
        List<Point> points = new ArrayList<>();
        for (int i = (days.size() - 1) % step; i < days.size(); i += step) {
            FlowLoad.Day day = days.get(i);
            points.add(new Point(day.day().toString(), values(day.items()), false));
        }
        return new Chart(
                Chart.Kind.AREA,
                "Items in progress (WIP) at the end of " + each(step) + ", by type",
                Formats.items(points.get(0).total()) + " on " + points.get(0).label() + ", "
                        + Formats.items(load.items().total()) + " on "
                        + points.get(points.size() - 1).label(),
                TYPES,
                points);
    }

    /** One day in so many is drawn: each, or where they are too many the last of each week or of some weeks. */
    static int step(int days) {
        return days <= MAX_DAYS ? 1 : WEEK * ((days + WEEK * MAX_DAYS - 1) / (WEEK * MAX_DAYS));
    }

    /** What is drawn with that step, such as "each week". */
    static String each(int step) {
        return step == 1 ? "each day" : step == WEEK ? "each week" : "every " + step / WEEK + " weeks";
    }

    static Chart distribution(FlowDistribution distribution) {
        TypeCounts done = distribution.ofDone();
        TypeCounts load = distribution.ofLoad();
        return new Chart(
                Chart.Kind.SHARES,
                "Share of each type among the items done and the items in progress (WIP)",
                Formats.items(done.total()) + " done, " + Formats.items(load.total()) + " in progress",
                TYPES,
                List.of(new Point("Done", values(done), false), new Point("WIP", values(load), false)));
    }

    private static Point together(List<FlowVelocity.Week> weeks, int step) {
        List<Long> values = new ArrayList<>();
        for (ItemType type : ItemType.values()) {
            values.add(weeks.stream().mapToLong(week -> week.done().of(type)).sum());
        }
        boolean partial = weeks.size() < step || weeks.stream().anyMatch(FlowVelocity.Week::partial);
        return new Point(
                weeks(weeks.get(0).isoWeek(), weeks.get(weeks.size() - 1).isoWeek()), values, partial);
    }

    private static List<Long> values(TypeCounts counts) {
        return Stream.of(ItemType.values()).map(counts::of).toList();
    }
}
