package io.jenkins.plugins.millrace.capture;

import hudson.model.InvisibleAction;
import java.time.Instant;

/** Kept in {@code build.xml}: when the build's item entered the queue, which Jenkins itself forgets. */
public final class QueueTimeAction extends InvisibleAction {

    private final long enteredMillis;

    QueueTimeAction(Instant entered) {
        this.enteredMillis = entered.toEpochMilli();
    }

    Instant entered() {
        return Instant.ofEpochMilli(enteredMillis);
    }
}
