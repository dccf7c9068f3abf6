package dev.millrace.document.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn, in the names that ECharts has for it. Colours, fonts and texts of values are not in it: the page that draws it knows
 * whether it is dark, and {@link Unit} says how a value reads.
 *
 * @param name what it shows
 * @param unit what the values are
 * @param xAxis below
 * @param yAxis at the left
 * @param series what is drawn
 * @param named what a reader is told by name at each category; null if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChartOption(
        String name,
        Unit unit,
        Axis xAxis,
        Axis yAxis,
        List<Series> series,
        @Nullable List<List<String>> named) {

    /** Copies the list. */
    ChartOption {
        Objects.requireNonNull(name, "name");
        series = List.copyOf(series);
    }

    /** Nothing is named. */
    ChartOption(String name, Unit unit, Axis xAxis, Axis yAxis, List<Series> series) {
        this(name, unit, xAxis, yAxis, series, null);
    }

    /**
     * What values are.
     *
     * @param of "duration", "share" or "count"
     * @param size what one on the axis stands for: milliseconds of a duration, a hundredth of a share
     * @param suffix what the axis writes behind a number
     */
    record Unit(String of, double size, String suffix) {}

    /**
     * An axis.
     *
     * @param type "value", "category" or "time"
     * @param data the categories, from the left or from below
     * @param max where it ends; null for as far as there are values
     * @param minInterval the least that two marks are apart; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Axis(
            String type,
            @Nullable List<String> data,
            @Nullable Double max,
            @Nullable Integer minInterval) {}

    /**
     * A series.
     *
     * @param type "bar", "line" or "scatter"
     * @param name what it is called
     * @param data its values, see {@link ChartOptions}
     * @param stack the name of what it is stacked on; null if it stands for itself
     * @param areaStyle not null if the area below is filled
     * @param step where a line makes its steps; null for straight lines
     * @param symbol the shape of a point, so that not colour alone tells series apart
     * @param lineStyle the dashes of a line, for the same reason
     * @param markLine horizontal lines
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Series(
            String type,
            String name,
            List<?> data,
            @Nullable String stack,
            @Nullable AreaStyle areaStyle,
            @Nullable String step,
            @Nullable String symbol,
            @Nullable LineStyle lineStyle,
            @Nullable MarkLine markLine) {

        /** The same with horizontal lines. */
        Series with(MarkLine lines) {
            return new Series(type, name, data, stack, areaStyle, step, symbol, lineStyle, lines);
        }
    }

    /** A filled area. */
    record AreaStyle(double opacity) {}

    /** The dashes of a line: "solid", "dashed" or "dotted". */
    record LineStyle(String type) {}

    /** Horizontal lines. */
    record MarkLine(List<Level> data) {}

    /** A horizontal line at a value. */
    record Level(String name, double yAxis) {}

    /** A value that is known in part only. */
    record Partial(Object value, boolean partial) {}
}
