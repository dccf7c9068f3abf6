package dev.millrace.metrics.time;

import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Stage;
import java.time.Instant;

/**
 * One visit to a waiting stage; source and start identify it however many items it serves.
 *
 * @param source what waits: the issue, a pull request, a build
 * @param stage the waiting stage
 * @param start when it began
 * @param end when it ended, or until when it is known
 * @param open whether it has not ended
 * @param repeat whether the item was in this stage before
 */
record Wait(ArtifactId source, Stage stage, Instant start, Instant end, boolean open, boolean repeat) {}
