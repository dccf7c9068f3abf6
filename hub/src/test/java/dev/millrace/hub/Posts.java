package dev.millrace.hub;

import dev.millrace.codec.FactLines;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Documents to post. Issue n has the key HUB-n and was created and finished. */
final class Posts {

    static final ToolInstance JIRA = ToolInstance.jira("acme");
    static final Instant DAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final NativeState OPEN = new NativeState("1", "Open");
    private static final NativeState DONE = new NativeState("5", "Done");

    private Posts() {}

    static ArtifactId issue(int number) {
        return ArtifactId.issue(JIRA, Integer.toString(number));
    }

    /** Issues of those numbers, the last not included. */
    static String issues(int from, int to) {
        List<ArtifactSnapshot> snapshots = new ArrayList<>();
        List<FlowEvent> events = new ArrayList<>();
        for (int number = from; number < to; number++) {
            ArtifactId issue = issue(number);
            snapshots.add(new ArtifactSnapshot(
                    issue,
                    "HUB-" + number,
                    "a title",
                    "HUB",
                    null,
                    Level.STANDARD,
                    null,
                    DONE,
                    null,
                    null,
                    DAY,
                    DAY.plusSeconds(60),
                    new TreeMap<>()));
            events.add(new FlowEvent.Created(header(issue, "created", 0), OPEN, null));
            events.add(new FlowEvent.StateChanged(header(issue, "done", 60), OPEN, DONE));
        }
        return text(new FactBatch(snapshots, events, List.of(), List.of(), List.of(), List.of()));
    }

    /** A build of that controller that ended, and the link to an issue that it names. */
    static String build(String controller, int number) {
        ArtifactId build = new ArtifactId(
                new ToolInstance("jenkins", controller), ArtifactKind.BUILD, "shop#" + number + "@1772438400000");
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                build,
                "shop #" + number,
                "shop #" + number,
                "shop",
                null,
                Level.STANDARD,
                null,
                DONE,
                null,
                null,
                DAY,
                DAY.plusSeconds(60),
                new TreeMap<>());
        FlowEvent created = new FlowEvent.Created(header(build, "created", 0), OPEN, null);
        Link link = new Link(build, issue(1), "carries", Link.Rule.EXPLICIT);
        return text(new FactBatch(List.of(snapshot), List.of(created), List.of(link), List.of(), List.of(), List.of()));
    }

    /** A pull request of acme/shop that was merged as that commit. */
    static String pullRequest(int number, String mergedAs) {
        ArtifactId pullRequest = new ArtifactId(
                new ToolInstance("github", "com"), ArtifactKind.PULL_REQUEST, Integer.toString(1_000 + number));
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put(Attribute.MERGE_COMMIT, List.of(mergedAs));
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                pullRequest,
                "acme/shop#" + number,
                "a change",
                "acme/shop",
                null,
                Level.STANDARD,
                null,
                DONE,
                null,
                null,
                DAY,
                DAY.plusSeconds(60),
                attributes);
        FlowEvent created = new FlowEvent.Created(header(pullRequest, "created", 0), OPEN, null);
        return text(new FactBatch(List.of(snapshot), List.of(created), List.of(), List.of(), List.of(), List.of()));
    }

    private static EventHeader header(ArtifactId issue, String name, long second) {
        return new EventHeader(EventId.of(issue, name), issue, DAY.plusSeconds(second), 0, null);
    }

    private static String text(FactBatch batch) {
        StringBuilder out = new StringBuilder();
        try {
            FactLines.write(batch, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
