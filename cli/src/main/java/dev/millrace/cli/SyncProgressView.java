package dev.millrace.cli;

import dev.millrace.app.sync.SyncObserver;

/** Shows how far a sync is: a bar for a person at a terminal, plain lines for a log. */
record SyncProgressView(Console console) implements SyncObserver {

    @Override
    public Progress begin(String source) {
        return console.interactive() ? new SyncProgressBar(console, source) : new SyncProgressLines(console);
    }
}
