package io.jenkins.plugins.millrace.events;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CommitRecord;
import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.HeadRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
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
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A build as facts of the common model. Each fact has the same id whenever it is told, so that a running build can be
 * exported, and exported again when it has ended.
 */
public final class BuildEvents {

    private static final String QUEUED = "queued";
    private static final String RUNNING = "running";

    private final BuildRecord build;
    private final JobNow now;
    private final ArtifactId artifact;
    private final List<FlowEvent> events = new ArrayList<>();

    private BuildEvents(BuildRecord build, JobNow now) {
        this.build = build;
        this.now = now;
        this.artifact = new ArtifactId(
                tool(build.controller()),
                ArtifactKind.BUILD,
                build.job() + "#" + build.number() + "@" + build.scheduledAt().toEpochMilli());
    }

    /** What a controller is called among the tools, by the id that it gives itself. */
    public static ToolInstance tool(String controller) {
        return new ToolInstance("jenkins", controller.toLowerCase(Locale.ROOT));
    }

    /**
     * Writes the facts of that build as UTF-8 NDJSON and leaves the stream open.
     *
     * @param now where the build is found now
     * @param rootUrl where the controller is found, or null if it does not know that
     * @throws IOException if the stream does
     */
    public static void write(BuildRecord build, JobNow now, @Nullable String rootUrl, OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        FactLines.write(of(build, now, rootUrl), writer);
        writer.flush();
    }

    /** The facts of that build. What has no known time is no event; the snapshot has it all the same. */
    public static FactBatch of(BuildRecord build, JobNow now, @Nullable String rootUrl) {
        BuildEvents facts = new BuildEvents(build, now);
        facts.lifeOfTheBuild();
        build.stages().forEach(facts::stage);
        return new FactBatch(
                List.of(facts.snapshot(rootUrl)), facts.events, List.of(), List.of(), List.of(), List.of());
    }

    private void lifeOfTheBuild() {
        Instant entered = build.queuedAt() == null ? build.scheduledAt() : build.queuedAt();
        events.add(new FlowEvent.Created(
                new EventHeader(
                        EventId.of(artifact, "created"),
                        artifact,
                        entered,
                        0,
                        build.related().startedBy()),
                state(QUEUED),
                null));
        if (build.startedAt() != null) {
            events.add(new FlowEvent.StateChanged(header("started", build.startedAt()), state(QUEUED), state(RUNNING)));
        }
        if (build.endedAt() != null && build.result() != null) {
            events.add(new FlowEvent.StateChanged(
                    header("ended", build.endedAt()), state(RUNNING), state(word(build.result()))));
        }
    }

    private void stage(StageRecord stage) {
        // a stage without an end ends with its build; while the build runs there is nothing to tell yet
        Instant at = stage.end() != null ? stage.end() : build.endedAt();
        if (at == null && build.result() != null) {
            at = stage.start(); // both were cut off: that it began is all that is known of it
        }
        if (at != null) {
            events.add(new FlowEvent.StageRan(header("stage." + stage.id(), at), StageRuns.of(stage)));
        }
    }

    private ArtifactSnapshot snapshot(@Nullable String rootUrl) {
        Instant created = build.queuedAt() == null ? build.scheduledAt() : build.queuedAt();
        Instant updated = events.stream()
                .map(FlowEvent::occurredAt)
                .max(Instant::compareTo)
                .orElse(created);
        return new ArtifactSnapshot(
                artifact,
                now.job() + " #" + build.number(),
                RecordJson.encodable(build.displayName()),
                now.job(),
                null,
                Level.STANDARD,
                null,
                state(build.result() == null ? RUNNING : word(build.result())),
                null,
                url(rootUrl),
                created,
                updated,
                attributes());
    }

    private SortedMap<String, List<String>> attributes() {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        put(attributes, Attribute.BRANCH, Stream.ofNullable(build.branch()));
        put(attributes, Attribute.CAUSES, build.causes().stream());
        put(attributes, Attribute.DELETED, Stream.ofNullable(now.deletedAt()).map(Instant::toString));
        put(attributes, Attribute.COMMIT, build.heads().stream().map(HeadRecord::id));
        put(attributes, Attribute.COMMITS, build.commits().stream().map(CommitRecord::id));
        put(
                attributes,
                Attribute.COMMIT_TIMES,
                build.commits().stream()
                        .filter(commit -> commit.at() != null)
                        .map(commit -> commit.id() + ' ' + commit.at()));
        put(attributes, Attribute.JOB, Stream.ofNullable(now.pipeline()));
        put(attributes, Attribute.ISSUE_KEYS, build.issueKeys().stream());
        put(
                attributes,
                Attribute.REPOSITORY,
                build.heads().stream()
                        .flatMap(head -> head.remotes().stream())
                        .map(Repositories::nameOf)
                        .filter(Objects::nonNull));
        put(attributes, Attribute.UNREAD, build.troubles().stream());
        if (build.pipeline()) {
            put(attributes, Attribute.PIPELINE, Stream.of("true"));
            put(attributes, Attribute.AGENT_WAIT_OUTSIDE, Stream.of(outside(Wait.Kind.AGENT)));
            put(attributes, Attribute.INPUT_PAUSE_OUTSIDE, Stream.of(outside(Wait.Kind.INPUT)));
        }
        put(attributes, Attribute.UPSTREAM, build.related().upstream().stream());
        put(attributes, Attribute.PULL_REQUESTS, build.related().pullRequests().stream());
        put(attributes, Attribute.DEPLOY_STAGES, deploying(DeployRecord::environment, " "));
        put(
                attributes,
                Attribute.DEPLOY_DETAILS,
                Stream.of(
                                deploying(DeployRecord::service, " service "),
                                deploying(DeployRecord::version, " version "),
                                deploying(DeployRecord::artifact, " artifact "))
                        .flatMap(each -> each));
        Deploys.of(build).ifPresent(deploy -> {
            put(attributes, Attribute.ENVIRONMENT, Stream.of(deploy.environment()));
            if (deploy.production()) {
                put(attributes, Attribute.PRODUCTION, Stream.of("true"));
            }
        });
        return attributes;
    }

    private Stream<String> deploying(Function<DeployRecord, @Nullable String> what, String between) {
        List<String> values = new ArrayList<>();
        for (StageRecord stage : build.stages()) {
            String value = stage.deployment() == null ? null : what.apply(stage.deployment());
            if (value != null) {
                values.add(stage.id() + between + value);
            }
        }
        return values.stream();
    }

    /** How long steps in no stage stood still, in milliseconds. */
    private String outside(Wait.Kind kind) {
        long sum = 0;
        for (Wait wait : build.waitsOutside()) {
            Duration length = wait.length();
            if (wait.kind() == kind && (length == null || length.isNegative())) {
                return "unknown";
            }
            sum += wait.kind() == kind && length != null ? length.toMillis() : 0;
        }
        return Long.toString(sum);
    }

    private static void put(SortedMap<String, List<String>> attributes, String name, Stream<String> values) {
        List<String> list = values.map(RecordJson::encodable).distinct().toList();
        if (!list.isEmpty()) {
            attributes.put(name, list);
        }
    }

    private @Nullable URI url(@Nullable String rootUrl) {
        try {
            return rootUrl == null || now.deletedAt() != null ? null : URI.create(rootUrl + now.url());
        } catch (IllegalArgumentException e) {
            // an address that is none helps nobody, and must not cost the facts
            return null;
        }
    }

    private EventHeader header(String event, Instant at) {
        return new EventHeader(EventId.of(artifact, event), artifact, at, 0, null);
    }

    private static NativeState state(String word) {
        return new NativeState(word, word);
    }

    private static String word(String result) {
        return result.toLowerCase(Locale.ROOT);
    }
}
