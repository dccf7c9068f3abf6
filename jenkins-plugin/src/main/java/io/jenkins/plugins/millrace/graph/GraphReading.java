package io.jenkins.plugins.millrace.graph;

import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import java.util.List;

/**
 * What a flow graph tells.
 *
 * @param stages stages and branches in order of creation
 * @param waitsOutside the waits of steps that are in no stage
 * @param links what the steps of the build say it belongs to
 * @param troubles what could not be read and why, in sentences
 */
public record GraphReading(
        List<StageRecord> stages, List<Wait> waitsOutside, List<GraphNode.Links> links, List<String> troubles) {

    /** What a build without a graph tells. */
    public static final GraphReading NOTHING = new GraphReading(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public GraphReading {
        stages = List.copyOf(stages);
        waitsOutside = List.copyOf(waitsOutside);
        links = List.copyOf(links);
        troubles = List.copyOf(troubles);
    }
}
