package io.jenkins.plugins.millrace.capture;

import hudson.model.Run;
import io.jenkins.plugins.millrace.plugins.Plugins;
import java.time.Instant;
import jenkins.metrics.impl.TimeInQueueAction;
import org.jspecify.annotations.Nullable;

/** What the metrics plugin kept of the queue, for builds from before Millrace was there. See {@link Plugins}. */
final class MetricsFacts {

    private MetricsFacts() {}

    /**
     * When the build's item entered the queue: the time in the queue before the build was made, which happens some
     * milliseconds after the item left. Null if metrics kept nothing.
     */
    static @Nullable Instant queuedAt(Run<?, ?> run) {
        TimeInQueueAction action = run.getAction(TimeInQueueAction.class);
        return action == null
                ? null
                : Instant.ofEpochMilli(run.getTimeInMillis()).minusMillis(action.getQueuingDurationMillis());
    }
}
