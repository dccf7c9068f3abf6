package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A deployment and its statuses, in REST's form, to facts. Pure. */
final class DeploymentMapper {

    private static final NativeState PENDING = new NativeState("pending", "pending");
    private static final Set<String> ENDED = Set.of("success", "failure", "error", "inactive");

    private final ToolInstance tool;
    private final Accounts accounts;

    DeploymentMapper(ToolInstance tool) {
        this.tool = tool;
        this.accounts = new Accounts(tool);
    }

    /**
     * Everything they say.
     *
     * @param deployment the deployment
     * @param statuses its statuses, in any order
     * @param repository the full name of its repository
     */
    FactBatch map(JsonNode deployment, List<JsonNode> statuses, String repository) {
        ArtifactId artifact = new ArtifactId(tool, ArtifactKind.DEPLOYMENT, GitHubJson.requiredText(deployment, "id"));
        List<FlowEvent> events = events(artifact, deployment, statuses);
        FlowEvent newest = events.get(events.size() - 1);
        NativeState state = newest instanceof FlowEvent.StateChanged changed ? changed.to() : PENDING;
        Optional<String> sha = GitHubJson.text(deployment, "sha").map(text -> text.toLowerCase(Locale.ROOT));
        return new FactBatch(
                List.of(snapshot(artifact, deployment, sha, state, repository)),
                events,
                sha
                        .map(commit -> new Link(
                                artifact,
                                new ArtifactId(tool, ArtifactKind.COMMIT, commit),
                                "deploys",
                                Link.Rule.EXPLICIT))
                        .stream()
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ExistenceFact.Whole(artifact)),
                List.of(
                        ENDED.contains(state.name())
                                ? new Watch.Finished(artifact)
                                : new Watch.Unfinished(artifact, artifact.nativeId(), Watch.Reason.OPEN)));
    }

    private static ArtifactSnapshot snapshot(
            ArtifactId artifact, JsonNode deployment, Optional<String> sha, NativeState state, String repository) {
        Optional<String> environment = GitHubJson.text(deployment, "environment");
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        environment.ifPresent(name -> attributes.put(Attribute.ENVIRONMENT, List.of(name)));
        sha.ifPresent(commit -> attributes.put(Attribute.COMMIT, List.of(commit)));
        if (deployment.path("production_environment").asBoolean()) {
            attributes.put(Attribute.PRODUCTION, List.of("true"));
        }
        return new ArtifactSnapshot(
                artifact,
                repository + " deploy " + environment.map(name -> name + ' ').orElse("") + artifact.nativeId(),
                environment.orElse(""),
                repository,
                null,
                Level.STANDARD,
                null,
                state,
                null,
                null,
                GitHubJson.requiredInstant(deployment, "created_at"),
                GitHubJson.requiredInstant(deployment, "updated_at"),
                attributes);
    }

    private List<FlowEvent> events(ArtifactId artifact, JsonNode deployment, List<JsonNode> statuses) {
        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(
                new EventHeader(
                        EventId.of(artifact, "created"),
                        artifact,
                        GitHubJson.requiredInstant(deployment, "created_at"),
                        0,
                        accounts.actor(deployment.path("creator"))),
                PENDING,
                null));
        NativeState state = PENDING;
        // ids grow, and several statuses can share a second
        for (JsonNode status : statuses.stream()
                .sorted(Comparator.comparing((JsonNode node) -> GitHubJson.requiredInstant(node, "created_at"))
                        .thenComparing(node -> node.path("id").asLong()))
                .toList()) {
            String word = GitHubJson.requiredText(status, "state").toLowerCase(Locale.ROOT);
            NativeState next = new NativeState(word, word);
            if (!next.equals(state)) {
                String id = GitHubJson.requiredText(status, "id");
                events.add(new FlowEvent.StateChanged(
                        new EventHeader(
                                EventId.of(artifact, "status." + id),
                                artifact,
                                GitHubJson.requiredInstant(status, "created_at"),
                                status.path("id").asLong(),
                                accounts.actor(status.path("creator"))),
                        state,
                        next));
                state = next;
            }
        }
        return events;
    }
}
