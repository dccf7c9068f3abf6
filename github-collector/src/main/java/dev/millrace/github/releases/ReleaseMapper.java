package dev.millrace.github.releases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Releases and tags that stand for deployments, to facts: they begin and succeed in the instant of their publication. Pure. */
final class ReleaseMapper {

    private static final NativeState RUNNING = new NativeState("in_progress", "in_progress");
    private static final NativeState SUCCESS = new NativeState("success", "success");

    private final ToolInstance tool;

    ReleaseMapper(ToolInstance tool) {
        this.tool = tool;
    }

    /** The deployment that a release stands for; empty if its number is not known. */
    Optional<ArtifactId> ofRelease(JsonNode release) {
        return GitHubJson.text(release, "databaseId").map(id -> artifact("release." + id));
    }

    private ArtifactId artifact(String id) {
        return new ArtifactId(tool, ArtifactKind.DEPLOYMENT, id);
    }

    /**
     * A published release.
     *
     * @throws GitHubJson.FieldException if a field is missing or unreadable
     */
    FactBatch release(JsonNode release, String environment, String repository) {
        return deployment(
                ofRelease(release).orElseThrow(),
                GitHubJson.requiredText(release, "tagName"),
                GitHubJson.text(release.path("tagCommit"), "oid"),
                GitHubJson.requiredInstant(release, "publishedAt"),
                environment,
                repository,
                GitHubJson.text(release, "url")
                        .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                        .flatMap(ReleaseMapper::uri)
                        .orElse(null));
    }

    /** A tag; empty if it names no commit, or an instant cannot be read of it. */
    Optional<FactBatch> tag(JsonNode tag, String environment, String repository) {
        JsonNode target = tag.path("target");
        boolean annotated = target.path("__typename").asText().equals("Tag");
        Optional<String> commit = GitHubJson.text(annotated ? target.path("target") : target, "oid");
        Optional<Instant> at = annotated
                ? GitHubJson.instant(target.path("tagger"), "date")
                : GitHubJson.instant(target, "committedDate");
        String name = GitHubJson.requiredText(tag, "name");
        return commit.isEmpty() || at.isEmpty()
                ? Optional.empty()
                : Optional.of(deployment(
                        // a name is unique in its repository only
                        artifact("tag." + repository + '.' + name),
                        name,
                        commit,
                        at.get(),
                        environment,
                        repository,
                        null));
    }

    private FactBatch deployment(
            ArtifactId artifact,
            String version,
            Optional<String> commit,
            Instant at,
            String environment,
            String repository,
            @Nullable URI url) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put(Attribute.ENVIRONMENT, List.of(environment));
        attributes.put(Attribute.VERSION, List.of(version));
        Optional<String> sha = commit.map(text -> text.toLowerCase(Locale.ROOT));
        sha.ifPresent(text -> attributes.put(Attribute.COMMIT, List.of(text)));
        return new FactBatch(
                List.of(new ArtifactSnapshot(
                        artifact,
                        repository + " deploy " + environment + ' ' + version,
                        environment,
                        repository,
                        null,
                        Level.STANDARD,
                        null,
                        SUCCESS,
                        null,
                        url,
                        at,
                        at,
                        attributes)),
                List.of(
                        new FlowEvent.Created(header(artifact, "created", at, 0), RUNNING, null),
                        new FlowEvent.StateChanged(header(artifact, "published", at, 1), RUNNING, SUCCESS)),
                sha
                        .map(text -> new Link(
                                artifact,
                                new ArtifactId(tool, ArtifactKind.COMMIT, text),
                                "deploys",
                                Link.Rule.EXPLICIT))
                        .stream()
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ExistenceFact.Whole(artifact)),
                List.of());
    }

    private static EventHeader header(ArtifactId artifact, String event, Instant at, long sequence) {
        return new EventHeader(EventId.of(artifact, event), artifact, at, sequence, null);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            // only a convenience: without it nothing can be clicked, and all figures stand
            return Optional.empty();
        }
    }
}
