package dev.millrace.flow.oracle;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StageRun;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to a pull request, a commit, a build or a deployment. */
final class RandomEvidence {

    private static final ToolInstance GITHUB = new ToolInstance("github", "random");
    private static final ToolInstance JENKINS = new ToolInstance("jenkins", "random");
    private static final Actor AUTHOR = Actor.of(GITHUB, "author", Actor.Type.HUMAN);
    private static final List<Actor> REVIEWERS =
            List.of(Actor.of(GITHUB, "reviewer", Actor.Type.HUMAN), Actor.of(GITHUB, "bot", Actor.Type.BOT), AUTHOR);

    private final ArtifactId artifact;
    private final List<FlowEvent> events = new ArrayList<>();
    private final TreeMap<String, List<String>> attributes = new TreeMap<>();
    private @Nullable String state;
    private Instant first = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private long sequence;

    private RandomEvidence(ArtifactKind kind, String key) {
        artifact = new ArtifactId(kind == ArtifactKind.BUILD ? JENKINS : GITHUB, kind, key);
    }

    static RandomEvidence pullRequest(String key) {
        return new RandomEvidence(ArtifactKind.PULL_REQUEST, key);
    }

    static RandomEvidence commit(String key) {
        return new RandomEvidence(ArtifactKind.COMMIT, key);
    }

    static RandomEvidence build(String key, boolean deploys, boolean production) {
        return new RandomEvidence(ArtifactKind.BUILD, key).into(deploys, production);
    }

    static RandomEvidence deployment(String key, boolean production) {
        return new RandomEvidence(ArtifactKind.DEPLOYMENT, key).into(true, production);
    }

    private RandomEvidence into(boolean deploys, boolean production) {
        if (deploys) {
            attributes.put("environment", List.of("somewhere"));
        }
        if (production) {
            attributes.put("production", List.of("true"));
        }
        return this;
    }

    RandomEvidence is(Instant at, String next) {
        NativeState to = new NativeState(next, next);
        if (state == null) {
            first = at;
            events.add(new FlowEvent.Created(header(at, AUTHOR), to, null));
        } else {
            events.add(new FlowEvent.StateChanged(header(at, AUTHOR), new NativeState(state, state), to));
        }
        state = next;
        return this;
    }

    /** Its tool shows that it ended, and never told so. */
    void cutOff(Instant shown, String end) {
        last = shown.isAfter(last) ? shown : last;
        state = end;
    }

    void commit(Instant at, Instant authored) {
        events.add(new FlowEvent.CommitAdded(header(at, AUTHOR), "c".repeat(40), authored));
    }

    void requested(Instant at) {
        events.add(new FlowEvent.ReviewRequested(header(at, AUTHOR), null));
    }

    void reviewed(Instant at, String verdict, int who) {
        events.add(new FlowEvent.Reviewed(header(at, REVIEWERS.get(who)), verdict));
    }

    /** A stage; every fourth one lies in the one before. */
    void stage(Instant start, Instant end, @Nullable Duration agent, @Nullable Duration pause, int nesting) {
        String parent = nesting == 0 && sequence > 0 ? "s" + (sequence - 1) : null;
        StageRun run = new StageRun(
                "s" + sequence, parent, StageRun.Kind.STAGE, "", start, end, "SUCCESS", null, agent, pause);
        events.add(new FlowEvent.StageRan(header(end, null), run));
    }

    ArtifactHistory history() {
        NativeState now = state == null ? null : new NativeState(state, state);
        return new ArtifactHistory(
                new ArtifactSnapshot(
                        artifact,
                        artifact.nativeId(),
                        "",
                        "acme/shop",
                        null,
                        Level.STANDARD,
                        null,
                        now,
                        null,
                        null,
                        first,
                        last.isBefore(first) ? first : last,
                        attributes),
                events,
                List.of());
    }

    private EventHeader header(Instant at, @Nullable Actor actor) {
        sequence++;
        last = at.isAfter(last) ? at : last;
        return new EventHeader(EventId.of(artifact, "e" + sequence), artifact, at, sequence, actor);
    }
}
