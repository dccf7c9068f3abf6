package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.Service;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the definition says of services and environments. Where it says nothing, the tools' own words count. */
final class Places {

    private final Definition definition;

    Places(Definition definition) {
        this.definition = definition;
    }

    /**
     * A build or deployment that says of itself what the definition says of it: whether its environment is production, and which
     * one it deploys to if only its job tells. What the tool calls the environment stays, so that two places of one environment do
     * not look like one that is rolled back.
     */
    ArtifactHistory read(ArtifactHistory run) {
        ArtifactKind kind = run.artifact().kind();
        if (definition.services().isEmpty() || (kind != ArtifactKind.BUILD && kind != ArtifactKind.DEPLOYMENT)) {
            return run;
        }
        ArtifactSnapshot snapshot = run.snapshot();
        String told = Attributes.first(snapshot, Attributes.ENVIRONMENT);
        Optional<Service.Environment> said = definition.environment(snapshot, told);
        if (said.isEmpty()) {
            return run;
        }
        SortedMap<String, List<String>> attributes = new TreeMap<>(snapshot.attributes());
        attributes.putIfAbsent(Attributes.ENVIRONMENT, List.of(said.get().name()));
        attributes.put(Attributes.PRODUCTION, List.of(String.valueOf(said.get().production())));
        return attributes.equals(snapshot.attributes())
                ? run
                : new ArtifactHistory(with(snapshot, attributes), run.events(), run.gaps());
    }

    /** The service that an artifact is about; {@code otherwise} where the definition says nothing of it. */
    String service(ArtifactSnapshot artifact, String otherwise) {
        return definition.service(artifact).map(Service::name).orElse(otherwise);
    }

    /** Whose an artifact is. */
    Owner owner(ArtifactSnapshot artifact) {
        return definition.owner(artifact);
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
