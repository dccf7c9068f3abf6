package dev.millrace.document;

import dev.millrace.document.Block.Table;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Items as dots, higher the longer they took, or take. An output that draws no dots shows the table instead.
 *
 * @param title what it shows
 * @param summary what a person who cannot see it should know
 * @param places what stands below the dots from left to right; empty if that is time
 * @param series names of the groups of dots
 * @param dots the items
 * @param levels heights that hold for all dots
 * @param bands heights that differ by place; none where time stands below
 * @param table the same in words and figures
 */
public record Scatter(
        String title,
        String summary,
        List<String> places,
        List<String> series,
        List<Dot> dots,
        List<Level> levels,
        List<Band> bands,
        Table table)
        implements Block {

    /**
     * One item.
     *
     * @param x the position in the list of places, or milliseconds since 1970 in UTC
     * @param millis how long
     * @param series the position in the list of series
     * @param item the position among the items of the page, or a negative number if it is none of them
     * @param label what people call it; untrusted text
     */
    public record Dot(long x, long millis, int series, int item, String label) {
        /** Validates. */
        public Dot {
            Objects.requireNonNull(label, "label");
        }
    }

    /**
     * A height.
     *
     * @param label what it is
     * @param millis how long
     */
    public record Level(String label, long millis) {}

    /**
     * A height by place.
     *
     * @param label what it is
     * @param millis one for each place, empty where there is none
     */
    public record Band(String label, List<OptionalDouble> millis) {
        /** Copies the list. */
        public Band {
            millis = List.copyOf(millis);
        }
    }

    /** Validates: every dot has a series, every band a height for each place. */
    public Scatter {
        places = List.copyOf(places);
        series = List.copyOf(series);
        dots = List.copyOf(dots);
        levels = List.copyOf(levels);
        bands = List.copyOf(bands);
        Objects.requireNonNull(table, "table");
        for (Dot dot : dots) {
            Objects.checkIndex(dot.series(), series.size());
        }
        for (Band band : bands) {
            if (band.millis().size() != places.size()) {
                throw new IllegalArgumentException("chart \"" + title + "\" has " + places.size() + " places, but "
                        + band.label() + " has " + band.millis().size() + " heights");
            }
        }
    }
}
