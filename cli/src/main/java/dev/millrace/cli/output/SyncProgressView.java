package dev.millrace.cli.output;

import dev.millrace.app.sync.SyncObserver;

/** Shows how far a sync is: a bar for a person at a terminal, plain lines for a log. */
public record SyncProgressView(Console console) implements SyncObserver {

    @Override
    public Progress begin(String source) {
        return console.interactive() ? new SyncProgressBar(console, source) : new SyncProgressLines(console);
    }
}
