package io.jenkins.plugins.millrace.events;

import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import dev.millrace.model.StageRun;
import io.jenkins.plugins.millrace.record.RecordJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stages of a record as the common model has them. */
public final class StageRuns {

    private StageRuns() {}

    /** A stage as the common model has it. */
    public static StageRun of(StageRecord stage) {
        Instant start = stage.start();
        Instant end = stage.end();
        boolean contradictory = start != null && end != null && end.isBefore(start);
        return new StageRun(
                stage.id(),
                stage.parentId(),
                stage.kind() == StageRecord.Kind.STAGE ? StageRun.Kind.STAGE : StageRun.Kind.BRANCH,
                RecordJson.encodable(stage.name()),
                // a clock that was set back inside a stage: the end stands, since later things are measured from it
                contradictory ? null : start,
                end,
                stage.result(),
                stage.skipped(),
                notNegative(stage.waited(Wait.Kind.AGENT)),
                notNegative(stage.waited(Wait.Kind.INPUT)));
    }

    private static @Nullable Duration notNegative(@Nullable Duration length) {
        return length == null || length.isNegative() ? null : length;
    }
}
