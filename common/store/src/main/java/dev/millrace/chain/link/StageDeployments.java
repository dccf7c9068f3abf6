package dev.millrace.chain.link;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.DeployStages;
import dev.millrace.model.DeployStages.Deploy;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.RunState;
import dev.millrace.model.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a deployment of every stage of a build that deploys. The stage and not the build is the deployment: a build that compiles for
 * ten minutes, waits two days for an approval and then deploys to staging and to production is one build and two deployments, each
 * with its own begin, end and result, and a smoke test that fails afterwards does not undo them. The id follows from the build's and
 * the stage's, so that the same build gives the same deployments again.
 */
final class StageDeployments {

    private static final String STAGE_OF = "stage of";
    private static final String SUCCESS = "success";
    private static final String UNKNOWN = "unknown";
    private static final Set<String> ARRIVED = Set.of("SUCCESS", "UNSTABLE");
    private static final Map<String, String> DETAILS =
            Map.of("version", Attribute.VERSION, "service", Attribute.SERVICE, "artifact", Attribute.ARTIFACT);
    private static final int LONGEST_ID = 1_000;

    private final ArtifactHistory build;
    private final List<ArtifactSnapshot> snapshots = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private StageDeployments(ArtifactHistory build) {
        this.build = build;
    }

    /** The deployments of a build; an empty batch if none of its stages deploys. */
    static FactBatch of(ArtifactHistory build) {
        StageDeployments made = new StageDeployments(build);
        List<StageRan> stages = new ArrayList<>();
        build.events().forEach(event -> {
            if (event instanceof StageRan ran) {
                stages.add(ran);
            }
        });
        Map<String, StageRan> byId = new HashMap<>();
        stages.forEach(ran -> byId.put(ran.run().id(), ran));
        for (Deploy deploy : DeployStages.in(
                stages.stream().map(StageRan::run).toList(),
                DeployStages.declared(build.snapshot().attributes()))) {
            StageRan ran = byId.get(deploy.run().id());
            if (ran != null) {
                made.add(deploy, ran.occurredAt(), within(deploy.run(), stages));
            }
        }
        return new FactBatch(made.snapshots, made.events, made.links, List.of(), List.of(), List.of());
    }

    private void add(Deploy deploy, Instant told, List<StageRun> parts) {
        StageRun run = deploy.run();
        String id = build.artifact().nativeId() + "/" + run.id();
        if (run.start() == null || id.length() > LONGEST_ID) {
            return;
        }
        ArtifactId artifact = new ArtifactId(build.artifact().tool(), ArtifactKind.DEPLOYMENT, id);
        Instant end = run.end() == null ? told : run.end();
        boolean cutOff =
                run.end() == null && RunState.unseenEnd(build, Instant.MAX).isPresent();
        String ended = endedAs(run);
        snapshots.add(new ArtifactSnapshot(
                artifact,
                build.snapshot().key() + " deploy " + deploy.environment(),
                run.name(),
                build.snapshot().project(),
                null,
                Level.STANDARD,
                build.artifact(),
                new NativeState(ended, ended),
                null,
                build.snapshot().url(),
                run.start(),
                end,
                attributes(deploy)));
        events.add(new FlowEvent.Created(header(artifact, "created", run.start(), 0), state("pending"), null));
        events.add(
                new StateChanged(header(artifact, "started", run.start(), 1), state("pending"), state("in_progress")));
        for (StageRun part : parts) {
            Instant at = part.end() == null ? end : part.end();
            events.add(new StageRan(header(artifact, "stage." + part.id(), at, 2), part));
        }
        if (!cutOff) {
            events.add(new StateChanged(header(artifact, "ended", end, 3), state("in_progress"), state(ended)));
        }
        links.add(new Link(artifact, build.artifact(), STAGE_OF, Link.Rule.EXPLICIT));
    }

    private SortedMap<String, List<String>> attributes(Deploy deploy) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        for (String name : List.of(Attribute.COMMIT, Attribute.REPOSITORY, Attribute.BRANCH, Attribute.JOB)) {
            List<String> values = Attributes.all(build.snapshot(), name);
            if (!values.isEmpty()) {
                attributes.put(name, values);
            }
        }
        attributes.put(Attribute.BUILD, List.of(build.artifact().toString()));
        attributes.put(Attribute.ENVIRONMENT, List.of(deploy.environment()));
        if (deploy.production()) {
            attributes.put(Attribute.PRODUCTION, List.of("true"));
        }
        DETAILS.forEach((word, attribute) -> {
            String start = deploy.run().id() + ' ' + word + ' ';
            List<String> values = Attributes.all(build.snapshot(), Attribute.DEPLOY_DETAILS).stream()
                    .filter(value -> value.startsWith(start))
                    .map(value -> value.substring(start.length()))
                    .toList();
            if (!values.isEmpty()) {
                attributes.put(attribute, values);
            }
        });
        return attributes;
    }

    /** The stage's own result; where it has none, because it was cut off, that of its build unless that went well without it. */
    private String endedAs(StageRun run) {
        if (run.result() != null) {
            return ARRIVED.contains(run.result()) ? SUCCESS : run.result().toLowerCase(Locale.ROOT);
        }
        String last = RunState.unseenEnd(build, Instant.MAX)
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .orElse(UNKNOWN);
        for (FlowEvent event : build.events()) {
            if (event instanceof StateChanged change
                    && RunState.isEnd(change.to().name())) {
                last = change.to().name().toLowerCase(Locale.ROOT);
            }
        }
        return last.equals(SUCCESS) ? UNKNOWN : last;
    }

    /** The stage itself and whatever lies in it. */
    private static List<StageRun> within(StageRun outer, List<StageRan> stages) {
        Set<String> inside = new HashSet<>(Set.of(outer.id()));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (StageRan ran : stages) {
                String parent = ran.run().parentId();
                grown |= parent != null
                        && inside.contains(parent)
                        && inside.add(ran.run().id());
            }
        }
        return stages.stream()
                .map(StageRan::run)
                .filter(run -> inside.contains(run.id()))
                .toList();
    }

    private static EventHeader header(ArtifactId artifact, String event, Instant at, long sequence) {
        return new EventHeader(EventId.of(artifact, event), artifact, at, sequence, null);
    }

    private static NativeState state(String word) {
        return new NativeState(word, word);
    }
}
