package dev.millrace.demo;

import dev.millrace.demo.company.SimulatedBuild;
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
import dev.millrace.model.StageRun;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds as facts, the way {@code docs/events.md} says that a build tool writes them. */
final class BuildFacts {

    /** The company's Jenkins. */
    static final ToolInstance JENKINS = new ToolInstance("jenkins", "demo");

    private static final NativeState QUEUED = new NativeState("queued", "queued");
    private static final NativeState RUNNING = new NativeState("running", "running");
    private static final String SITE = "https://jenkins.fernmoor.example/job/";

    private BuildFacts() {}

    /** The builds as one batch, in their order. */
    static FactBatch of(List<SimulatedBuild> builds) {
        List<ArtifactSnapshot> snapshots = new ArrayList<>();
        List<FlowEvent> events = new ArrayList<>();
        for (SimulatedBuild build : builds) {
            ArtifactId id = id(build);
            snapshots.add(snapshot(id, build));
            events.add(new FlowEvent.Created(header(id, "created", build.queuedAt()), QUEUED, null));
            events.add(new FlowEvent.StateChanged(header(id, "started", build.startedAt()), QUEUED, RUNNING));
            for (int i = 0; i < build.stages().size(); i++) {
                events.add(stage(id, i + 1, build.stages().get(i)));
            }
            events.add(new FlowEvent.StateChanged(
                    header(id, "ended", build.endedAt()), RUNNING, new NativeState(build.result(), build.result())));
        }
        return new FactBatch(snapshots, events, List.of(), List.of(), List.of(), List.of());
    }

    /** The identity of a build: a job that is made anew begins at number 1 again, so the instant belongs to it. */
    static ArtifactId id(SimulatedBuild build) {
        return new ArtifactId(
                JENKINS,
                ArtifactKind.BUILD,
                build.job() + '#' + build.number() + '@' + build.queuedAt().toEpochMilli());
    }

    private static ArtifactSnapshot snapshot(ArtifactId id, SimulatedBuild build) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put(Attribute.REPOSITORY, List.of(build.service().fullName()));
        attributes.put(Attribute.BRANCH, List.of(build.branch()));
        attributes.put(Attribute.COMMIT, List.of(build.sha()));
        if (!build.carries().isEmpty()) {
            attributes.put(Attribute.COMMITS, build.carries());
        }
        if (!build.issues().isEmpty()) {
            attributes.put(Attribute.ISSUE_KEYS, build.issues());
        }
        String environment = build.environment();
        if (environment != null) {
            attributes.put(Attribute.ENVIRONMENT, List.of(environment));
            if (environment.equals("production")) {
                attributes.put(Attribute.PRODUCTION, List.of("true"));
            }
        }
        return new ArtifactSnapshot(
                id,
                build.job() + " #" + build.number(),
                "#" + build.number(),
                build.job(),
                null,
                Level.STANDARD,
                null,
                new NativeState(build.result(), build.result()),
                null,
                URI.create(SITE + build.job().replace("/", "/job/") + '/' + build.number() + '/'),
                build.queuedAt(),
                build.endedAt(),
                attributes);
    }

    private static FlowEvent stage(ArtifactId id, int number, SimulatedBuild.Stage stage) {
        String local = Integer.toString(number);
        return new FlowEvent.StageRan(
                header(id, "stage." + local, stage.end()),
                new StageRun(
                        local,
                        null,
                        StageRun.Kind.STAGE,
                        stage.name(),
                        stage.start(),
                        stage.end(),
                        stage.result(),
                        null,
                        stage.agentWait(),
                        stage.inputPause()));
    }

    private static EventHeader header(ArtifactId id, String local, Instant at) {
        return new EventHeader(EventId.of(id, local), id, at, 0, null);
    }
}
