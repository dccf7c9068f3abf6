package dev.millrace.demo;

import dev.millrace.collect.SyncListener;

/** Receives the progress of the demo. */
public interface DemoListener {

    /** The next step begins; the text is a sentence for a person. */
    void step(String text);

    /** Watches one source while it is collected. */
    Watch collecting(String source);

    /** Watches one source; closed at its end. */
    interface Watch extends SyncListener, AutoCloseable {
        @Override
        void close();
    }
}
