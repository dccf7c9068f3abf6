package dev.millrace.derive;

import dev.millrace.derive.codec.Bodies;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedTable;
import dev.millrace.valuestream.Definition;
import java.time.Instant;
import java.util.Optional;

/** The rows of single artifacts: how a build ended, and when anything happened last. */
final class BuildRows {

    private final Instant asOf;
    private final Definition definition;
    private final Bodies bodies;

    BuildRows(Instant asOf, Definition definition, Bodies bodies) {
        this.asOf = asOf;
        this.definition = definition;
        this.bodies = bodies;
    }

    /** How a build ended, and whose it is; empty if it had not begun. */
    Optional<BuildResult> result(ArtifactHistory build) {
        return BuildResult.of(build, asOf).map(result -> result.of(definition.owner(build.snapshot())));
    }

    void add(ArtifactHistory build, DerivedChanges to) {
        result(build)
                .ifPresent(result -> to.add(
                        DerivedTable.BUILD_RESULT,
                        build.artifact(),
                        result.at().toEpochMilli(),
                        (long) bodies.number(result.owner()),
                        bodies.build(result)));
    }

    /** Notes when the newest fact of an artifact is dated, if that is not long ago. */
    void addRecent(ArtifactHistory artifact, DerivedChanges to) {
        Instant last = Recency.last(artifact);
        if (last.isAfter(asOf.minus(Recency.RECENT))) {
            to.add(DerivedTable.RECENT, artifact.artifact(), last.toEpochMilli());
        }
    }
}
