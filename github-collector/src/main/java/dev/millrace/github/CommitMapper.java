package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.commit.Commit;
import dev.millrace.collect.commit.CommitFacts;
import dev.millrace.facts.FactBatch;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.OriginRules;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Commits to facts, from GraphQL's form and from REST's. Pure. */
final class CommitMapper {

    private final CommitFacts facts;
    private final Accounts accounts;
    private final OriginTexts origins;

    /** @param origins by what the origin of changes is told */
    CommitMapper(ToolInstance tool, OriginRules origins) {
        this.facts = new CommitFacts(tool);
        this.accounts = new Accounts(tool);
        this.origins = new OriginTexts(origins);
    }

    /** A commit of GraphQL's history of the default branch. */
    FactBatch ofGraphQl(JsonNode commit, String repository, String branch) {
        return ofHistory(commit, repository, branch);
    }

    /** A commit of GraphQL's history that is on no default branch. */
    FactBatch ofDeployed(JsonNode commit, String repository) {
        return ofHistory(commit, repository, null);
    }

    private FactBatch ofHistory(JsonNode commit, String repository, @Nullable String branch) {
        List<String> parents = GitHubJson.nodes(commit.path("parents"))
                .map(parent -> GitHubJson.requiredText(parent, "oid"))
                .toList();
        return of(
                new Commit(
                        GitHubJson.requiredText(commit, "oid"),
                        commit.path("message").asText(""),
                        GitHubJson.requiredInstant(commit, "authoredDate"),
                        GitHubJson.requiredInstant(commit, "committedDate"),
                        accounts.actor(commit.path("author").path("user")),
                        parents,
                        commit.path("parents").path("totalCount").asLong(parents.size())),
                commit.path("author"),
                repository,
                branch);
    }

    /** A commit of REST's comparison. */
    FactBatch ofRest(JsonNode commit, String repository, String branch) {
        List<String> parents = StreamSupport.stream(commit.path("parents").spliterator(), false)
                .map(parent -> GitHubJson.requiredText(parent, "sha"))
                .toList();
        JsonNode git = commit.path("commit");
        return of(
                new Commit(
                        GitHubJson.requiredText(commit, "sha"),
                        git.path("message").asText(""),
                        GitHubJson.requiredInstant(git.path("author"), "date"),
                        GitHubJson.requiredInstant(git.path("committer"), "date"),
                        // GraphQL knows people only as authors, and both forms must give the same facts
                        Accounts.type(commit.path("author")) == Actor.Type.HUMAN
                                ? accounts.actor(commit.path("author"))
                                : null,
                        parents,
                        parents.size()),
                git.path("author"),
                repository,
                branch);
    }

    /** The facts of a commit, with what tells its origin. */
    private FactBatch of(Commit commit, JsonNode author, String repository, @Nullable String branch) {
        FactBatch batch = facts.of(commit, repository, branch);
        List<String> authors = origins.authors(Stream.of(author)).toList();
        List<String> trailers = origins.trailers(Stream.of(commit.message())).toList();
        return authors.isEmpty() && trailers.isEmpty()
                ? batch
                : new FactBatch(
                        batch.snapshots().stream()
                                .map(snapshot -> told(snapshot, authors, trailers))
                                .toList(),
                        batch.events(),
                        batch.links(),
                        batch.definitions(),
                        batch.uses(),
                        batch.ledger());
    }

    private static ArtifactSnapshot told(ArtifactSnapshot snapshot, List<String> authors, List<String> trailers) {
        SortedMap<String, List<String>> attributes = new TreeMap<>(snapshot.attributes());
        if (!authors.isEmpty()) {
            attributes.put(Attribute.COMMIT_AUTHORS, authors);
        }
        if (!trailers.isEmpty()) {
            attributes.put(Attribute.ORIGIN_TRAILERS, trailers);
        }
        return snapshot.with(attributes);
    }
}
