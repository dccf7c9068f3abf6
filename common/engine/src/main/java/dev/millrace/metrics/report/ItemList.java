package dev.millrace.metrics.report;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items behind the figures of a report.
 *
 * @param items those in progress, the oldest first; then those that stopped, the latest first; then the others
 * @param left how many more there are than a list holds
 * @param paces how old the items done in the window were when they left each stage, in the order of the stream
 * @param names what people call the other artifacts of their timelines, as far as it was looked up
 */
public record ItemList(List<ListedItem> items, long left, List<Pace> paces, Map<ArtifactId, Named> names) {

    /** More items than this are counted, and not listed. */
    public static final int MOST = 25_000;

    /**
     * How old items were when they left a stage for the last time.
     *
     * @param stage the stage
     * @param age from their start on
     */
    public record Pace(Stage stage, Figure<Percentiles<Duration>> age) {}

    /**
     * What people call an artifact.
     *
     * @param key its key; hostile text
     * @param url where it can be looked at, or null
     */
    public record Named(String key, @Nullable URI url) {
        /** Validates. */
        public Named {
            Objects.requireNonNull(key, "key");
        }
    }

    /** Copies the collections. */
    public ItemList {
        items = List.copyOf(items);
        paces = List.copyOf(paces);
        names = Map.copyOf(names);
    }

    /** The same with what people call the other artifacts. */
    public ItemList named(Map<ArtifactId, Named> known) {
        return new ItemList(items, left, paces, known);
    }
}
