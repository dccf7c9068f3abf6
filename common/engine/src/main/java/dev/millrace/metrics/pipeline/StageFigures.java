package dev.millrace.metrics.pipeline;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.List;

/**
 * A stage over the builds of a job.
 *
 * @param path the names of the stages around it and its own, from the outermost on; hostile text
 * @param time its time in the builds in which every run of it passed
 * @param runs how often it ran
 * @param failed how many of these runs failed or were aborted
 * @param onPath in how many of the builds with a critical path it has a part of its own in that path
 * @param ownOnPath that part, over all builds with a critical path: 0 where it has none
 * @param saves by how much a build would be shorter, at most, if the stage took no time; over all builds with a critical path
 */
public record StageFigures(
        List<String> path,
        Figure<Percentiles<Duration>> time,
        long runs,
        long failed,
        long onPath,
        Figure<Percentiles<Duration>> ownOnPath,
        Figure<Percentiles<Duration>> saves) {

    /** Copies the list. */
    public StageFigures {
        path = List.copyOf(path);
    }

    /** Its own name. */
    public String name() {
        return path.get(path.size() - 1);
    }

    /** How far its 85th percentile is from its median; 0 if its time is unknown. */
    Duration spread() {
        return time.measured().map(found -> found.p85().minus(found.p50())).orElse(Duration.ZERO);
    }

    Duration median() {
        return time.measured().map(Percentiles::p50).orElse(Duration.ZERO);
    }
}
