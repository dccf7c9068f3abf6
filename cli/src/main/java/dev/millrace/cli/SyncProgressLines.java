package dev.millrace.cli;

import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncProgress;
import java.time.Duration;

/** Tells how far a run is in plain lines, one per page: for logs, which cannot be drawn over. */
final class SyncProgressLines implements SyncListener {

    private final Console console;
    private final WaitCount waits;

    SyncProgressLines(Console console, WaitCount waits) {
        this.console = console;
        this.waits = waits;
    }

    @Override
    public void page(SyncProgress progress) {
        String of = progress.total().isPresent() ? " of " + progress.total().getAsLong() : "";
        console.say(progress.source() + ": page " + progress.page() + ", " + progress.done() + of + " items, "
                + progress.stored().newEvents() + " new events");
    }

    @Override
    public void problem(SyncProblem problem) {
        console.say("problem: " + problem.item() + ": " + problem.reason());
    }

    @Override
    public void waiting(String host, Duration duration, String reason) {
        waits.add(duration);
        console.say("waiting " + WaitCount.words(duration) + " for " + host + ": " + reason);
    }
}
