package dev.millrace.metrics.quality;

import dev.millrace.metrics.ItemRef;
import java.util.List;

/**
 * Something that weakens the figures or needs a look.
 *
 * @param items how many items it concerns
 * @param occurrences how often it occurs in them, at least {@code items}
 * @param examples some of these items, in the order of their ids, at most {@value #EXAMPLES}
 */
public record QualityFinding(long items, long occurrences, List<ItemRef> examples) {

    /** How many items are named. */
    public static final int EXAMPLES = 5;

    /** Copies the list. */
    public QualityFinding {
        examples = List.copyOf(examples);
    }
}
