package dev.millrace.hub;

import java.util.concurrent.atomic.AtomicBoolean;

/** The steps at which {@link HubProcess} and {@link ProducerProcess} can be told to stand still, so as to be killed there. */
final class Steps {

    /** What a process says once it stands still. */
    static final String HERE = "here";

    private final String wanted;
    private final AtomicBoolean done = new AtomicBoolean();

    /** Stands still at that step, or nowhere if there is no such step. */
    Steps(String wanted) {
        this.wanted = wanted;
    }

    /** Called at each step. */
    void at(String step) {
        if (step.equals(wanted) && done.compareAndSet(false, true)) {
            System.out.println(HERE);
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
