package dev.millrace.chain.graph;

import dev.millrace.flow.PullRequestFlow;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.DeployStages;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.ProductionRule;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the definition says of services and environments. Where it says nothing, the tools' own words count. */
public final class ServiceCatalog {

    private final Definition definition;
    /** The repositories in which the tool's flag of production decides, because something has it. */
    private final Set<String> flagged;

    /** Where those repositories are known. */
    public ServiceCatalog(Definition definition, Set<String> flagged) {
        this.definition = definition;
        this.flagged = Set.copyOf(flagged);
    }

    /** With the repositories in which something captured has the flag of production. */
    public static ServiceCatalog of(Definition definition, KnownFacts store, Knowledge knowledge) {
        Set<String> flagged = new HashSet<>();
        store.forEachArtifact(ArtifactKind.DEPLOYMENT, knowledge, deployment -> {
            if (hasFlag(deployment.snapshot())) {
                flagged.add(deployment.snapshot().project());
            }
        });
        return new ServiceCatalog(definition, flagged);
    }

    /** The repositories in which the tool's flag of production decides. */
    public Set<String> flagged() {
        return flagged;
    }

    /** Whether a deployment has its tool's flag of production. What a stage deploys is told by the name of the stage. */
    public static boolean hasFlag(ArtifactSnapshot deployment) {
        return isOwn(deployment) && Attributes.isTrue(deployment, Attribute.PRODUCTION);
    }

    private static boolean isOwn(ArtifactSnapshot run) {
        return run.artifact().kind() == ArtifactKind.DEPLOYMENT
                && (run.parent() == null || run.parent().kind() != ArtifactKind.BUILD);
    }

    /**
     * A build or deployment that says of itself whether its environment is production, what told that, and which one it deploys to if
     * only its job tells: what the definition says, else the tool's flag, else the name. What the tool calls the environment stays, so
     * that two places of one environment do not look like one that is rolled back.
     */
    public ArtifactHistory read(ArtifactHistory run) {
        ArtifactKind kind = run.artifact().kind();
        if (kind != ArtifactKind.BUILD && kind != ArtifactKind.DEPLOYMENT) {
            return run;
        }
        ArtifactSnapshot snapshot = run.snapshot();
        String told = Attributes.first(snapshot, Attribute.ENVIRONMENT);
        SortedMap<String, List<String>> attributes = new TreeMap<>(snapshot.attributes());
        ProductionRule rule = rule(snapshot, told);
        Optional<Service.Environment> said = definition.environment(snapshot, told);
        if (said.isPresent()) {
            rule = ProductionRule.DEFINITION;
            attributes.putIfAbsent(Attribute.ENVIRONMENT, List.of(said.get().name()));
            attributes.put(
                    Attribute.PRODUCTION, List.of(String.valueOf(said.get().production())));
        } else if (rule != null) {
            attributes.put(Attribute.PRODUCTION, List.of("true"));
        }
        if (rule != null) {
            attributes.put(Attributes.PRODUCTION_RULE, List.of(rule.name()));
        }
        return attributes.equals(snapshot.attributes())
                ? run
                : new ArtifactHistory(with(snapshot, attributes), run.events(), run.gaps());
    }

    /** What of the tool's own words tells that it is production; null if nothing does. */
    private @Nullable ProductionRule rule(ArtifactSnapshot run, @Nullable String environment) {
        boolean said = Attributes.isTrue(run, Attribute.PRODUCTION);
        if (!isOwn(run)) {
            return said ? ProductionRule.NAME : null;
        } else if (said) {
            return ProductionRule.FLAG;
        }
        return environment != null
                        && Attributes.first(run, Attribute.PRODUCTION) == null
                        && !flagged.contains(run.project())
                        && DeployStages.isProduction(environment)
                ? ProductionRule.NAME
                : null;
    }

    /** The service that an artifact is about; {@code otherwise} where the definition says nothing of it. */
    public String service(ArtifactSnapshot artifact, String otherwise) {
        return definition.service(artifact).map(Service::name).orElse(otherwise);
    }

    /** Whose an artifact is. */
    public Owner owner(ArtifactSnapshot artifact) {
        return definition.owner(artifact);
    }

    /** By whom a pull request or commit was written. */
    public Origin origin(ArtifactHistory change) {
        return PullRequestFlow.origin(change, definition.origins()).origin();
    }

    /** What a pull request is if automation made it, else null. */
    @Nullable Automation automation(ArtifactHistory pullRequest) {
        ArtifactSnapshot snapshot = pullRequest.snapshot();
        if (origin(pullRequest) != Origin.AUTOMATION) {
            return null;
        }
        Optional<ValueStream> stream = definition.stream(snapshot);
        return new Automation(
                snapshot.project(),
                stream.map(ValueStream::id).orElse(null),
                definition.team(snapshot).map(Team::name).orElse(null),
                service(snapshot, snapshot.project()),
                false,
                PullRequestFlow.of(
                        pullRequest,
                        stream.orElse(definition.streams().get(0)).delivery(),
                        definition.origins(),
                        Instant.MAX));
    }

    private static ArtifactSnapshot with(ArtifactSnapshot one, SortedMap<String, List<String>> attributes) {
        return new ArtifactSnapshot(
                one.artifact(),
                one.key(),
                one.title(),
                one.project(),
                one.type(),
                one.level(),
                one.parent(),
                one.state(),
                one.resolution(),
                one.url(),
                one.createdAt(),
                one.updatedAt(),
                attributes);
    }
}
