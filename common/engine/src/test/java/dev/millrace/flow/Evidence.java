package dev.millrace.flow;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ChainedChange;
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

/** Tells the history of a pull request, a build or a deployment in a few words, for tests. */
final class Evidence {

    private static final ToolInstance GITHUB = new ToolInstance("github", "test");
    private static final ToolInstance JENKINS = new ToolInstance("jenkins", "test");
    private static final Actor AUTHOR = Actor.of(GITHUB, "author", Actor.Type.HUMAN);
    private static final Actor REVIEWER = Actor.of(GITHUB, "reviewer", Actor.Type.HUMAN);
    private static final Actor BOT = Actor.of(GITHUB, "bot", Actor.Type.BOT);

    private final ArtifactId artifact;
    private final String key;
    private final List<FlowEvent> events = new ArrayList<>();
    private final TreeMap<String, List<String>> attributes = new TreeMap<>();
    private String state = "open";
    private String title = "";
    private long sequence;

    private Evidence(ArtifactKind kind, String key) {
        this.artifact = new ArtifactId(kind == ArtifactKind.BUILD ? JENKINS : GITHUB, kind, key);
        this.key = key;
    }

    static Evidence pullRequest(String key) {
        return new Evidence(ArtifactKind.PULL_REQUEST, key);
    }

    static Evidence build(String key, String queued, String started, String ended, String result) {
        return new Evidence(ArtifactKind.BUILD, key).ran(queued, started, ended, result);
    }

    /** A build that began, of which only the result is known after that. */
    static Evidence cutOff(String key, String queued, String started, String result) {
        Evidence build =
                new Evidence(ArtifactKind.BUILD, key).opened(queued, "queued").to(started, "running");
        build.state = result;
        return build;
    }

    static Evidence production(String key, String queued, String started, String ended, String result) {
        Evidence deployment = new Evidence(ArtifactKind.DEPLOYMENT, key);
        deployment.attributes.put("environment", List.of("production"));
        deployment.attributes.put("production", List.of("true"));
        return deployment.ran(queued, started, ended, result);
    }

    /** A deployment to somewhere before production. */
    static Evidence staging(String key, String queued, String started, String ended, String result) {
        Evidence deployment = new Evidence(ArtifactKind.DEPLOYMENT, key);
        deployment.attributes.put("environment", List.of("staging"));
        return deployment.ran(queued, started, ended, result);
    }

    /** A commit that went to the trunk without a pull request. */
    static Evidence trunkCommit(String key, String at) {
        return new Evidence(ArtifactKind.COMMIT, key).opened(at, "committed");
    }

    Evidence with(String attribute, String value) {
        attributes.put(attribute, List.of(value));
        return this;
    }

    Evidence titled(String words) {
        title = words;
        return this;
    }

    Evidence opened(String at, String first) {
        state = first;
        events.add(new FlowEvent.Created(header(at, AUTHOR), new NativeState(first, first), null));
        return this;
    }

    Evidence to(String at, String next) {
        events.add(new FlowEvent.StateChanged(
                header(at, AUTHOR), new NativeState(state, state), new NativeState(next, next)));
        state = next;
        return this;
    }

    Evidence review(String at, String verdict) {
        events.add(new FlowEvent.Reviewed(header(at, REVIEWER), verdict));
        return this;
    }

    Evidence botReview(String at, String verdict) {
        events.add(new FlowEvent.Reviewed(header(at, BOT), verdict));
        return this;
    }

    Evidence reviewRequested(String at) {
        events.add(new FlowEvent.ReviewRequested(header(at, AUTHOR), REVIEWER));
        return this;
    }

    Evidence commit(String at) {
        return commit(at, at);
    }

    /** A commit made at one instant and written, as git says, at another. */
    Evidence commit(String at, String authoredAt) {
        events.add(new FlowEvent.CommitAdded(header(at, AUTHOR), "c".repeat(40), Instant.parse(authoredAt)));
        return this;
    }

    Evidence authorReview(String at, String verdict) {
        events.add(new FlowEvent.Reviewed(header(at, AUTHOR), verdict));
        return this;
    }

    Evidence stage(String start, String end, Duration pause, Duration agentWait) {
        StageRun run = new StageRun(
                "s" + sequence,
                null,
                StageRun.Kind.STAGE,
                "stage",
                Instant.parse(start),
                Instant.parse(end),
                "SUCCESS",
                null,
                agentWait,
                pause);
        events.add(new FlowEvent.StageRan(header(end, null), run));
        return this;
    }

    ArtifactHistory history() {
        Instant first = events.get(0).occurredAt();
        return new ArtifactHistory(
                new ArtifactSnapshot(
                        artifact,
                        key,
                        title,
                        "acme/shop",
                        null,
                        Level.STANDARD,
                        null,
                        new NativeState(state, state),
                        null,
                        null,
                        first,
                        events.stream()
                                .map(FlowEvent::occurredAt)
                                .max(Instant::compareTo)
                                .orElse(first),
                        attributes),
                events,
                List.of());
    }

    /** A change of a service that had its first production deployment at that instant, or never. */
    ChainedChange change(String firstProduction, Evidence... attempts) {
        return new ChainedChange(
                history(),
                List.of(attempts).stream().map(Evidence::history).toList(),
                new ChainedChange.Service("acme/shop", firstProduction == null ? null : Instant.parse(firstProduction)),
                true);
    }

    /** The same, of which it is not known what contains it. */
    ChainedChange untracedChange(String firstProduction) {
        ChainedChange change = change(firstProduction);
        return new ChainedChange(change.source(), change.attempts(), change.service(), false);
    }

    private Evidence ran(String queued, String started, String ended, String result) {
        opened(queued, "queued");
        if (started != null) {
            to(started, "running");
        }
        return ended == null ? this : to(ended, result);
    }

    private EventHeader header(String at, Actor actor) {
        sequence++;
        return new EventHeader(EventId.of(artifact, "e" + sequence), artifact, Instant.parse(at), sequence, actor);
    }
}
