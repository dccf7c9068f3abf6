package dev.millrace.demo.load;

import dev.millrace.codec.FactLines;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Documents as the Jenkins plugin posts them: builds with what they carry, each known by its number. */
final class Builds {

    static final ToolInstance JENKINS = new ToolInstance("jenkins", "load");

    /** How many events a build has. */
    static final int EVENTS = 3;

    private static final Instant FIRST = Instant.parse("2025-10-01T08:00:00Z");
    private static final NativeState QUEUED = new NativeState("queued", "queued");
    private static final NativeState RUNNING = new NativeState("running", "running");
    private static final NativeState SUCCESS = new NativeState("SUCCESS", "SUCCESS");

    private Builds() {}

    /** NDJSON that holds the builds of these numbers, the last not included. */
    static byte[] document(int from, int to) {
        List<ArtifactSnapshot> snapshots = new ArrayList<>();
        List<FlowEvent> events = new ArrayList<>();
        for (int number = from; number < to; number++) {
            ArtifactId id = id(number);
            Instant at = FIRST.plusSeconds(number);
            TreeMap<String, List<String>> attributes = new TreeMap<>();
            attributes.put("issueKeys", List.of("T0-" + (number % 1_000 + 1)));
            snapshots.add(new ArtifactSnapshot(
                    id,
                    "load #" + number,
                    "load #" + number,
                    "load",
                    null,
                    Level.STANDARD,
                    null,
                    SUCCESS,
                    null,
                    null,
                    at,
                    at.plusSeconds(60),
                    attributes));
            events.add(new FlowEvent.Created(header(id, "created", at), QUEUED, null));
            events.add(new FlowEvent.StateChanged(header(id, "started", at.plusSeconds(5)), QUEUED, RUNNING));
            events.add(new FlowEvent.StateChanged(header(id, "ended", at.plusSeconds(60)), RUNNING, SUCCESS));
        }
        StringBuilder out = new StringBuilder();
        try {
            FactLines.write(new FactBatch(snapshots, events, List.of(), List.of(), List.of(), List.of()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The number of that build. */
    static int number(ArtifactId build) {
        String id = build.nativeId();
        return Integer.parseInt(id, id.indexOf('#') + 1, id.indexOf('@'), 10);
    }

    private static ArtifactId id(int number) {
        return new ArtifactId(
                JENKINS,
                ArtifactKind.BUILD,
                "load#" + number + "@" + FIRST.plusSeconds(number).toEpochMilli());
    }

    private static EventHeader header(ArtifactId build, String local, Instant at) {
        return new EventHeader(EventId.of(build, local), build, at, 0, null);
    }
}
