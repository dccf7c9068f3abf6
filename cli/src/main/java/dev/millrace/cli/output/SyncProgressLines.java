package dev.millrace.cli.output;

import dev.millrace.app.sync.SyncObserver;
import dev.millrace.app.sync.WaitCount;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncProgress;
import java.time.Duration;

/** Prints the progress of a run in plain lines, one per page: for logs, in which a bar cannot be redrawn. */
final class SyncProgressLines implements SyncObserver.Progress {

    private final Console console;

    SyncProgressLines(Console console) {
        this.console = console;
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
        console.say("waiting " + WaitCount.words(duration) + " for " + host + ": " + reason);
    }
}
