package io.jenkins.plugins.millrace.events;

import io.jenkins.plugins.millrace.record.BuildRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A build as NDJSON events. */
public final class BuildEvents {

    private BuildEvents() {}

    /**
     * Writes the facts of that build, one a line.
     *
     * @throws IOException if the stream does
     */
    public static void write(BuildRecord build, OutputStream out) throws IOException {
        out.write("{\"millrace\":\"events/1\"}\n".getBytes(StandardCharsets.UTF_8));
    }
}
