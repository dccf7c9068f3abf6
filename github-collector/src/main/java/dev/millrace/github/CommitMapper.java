package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.FactBatch;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.MessageKeys;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Commits to facts, from GraphQL's form and from REST's. Pure. */
final class CommitMapper {

    private static final int SHORT_SHA = 10;
    private static final int MAX_NAMED = 20;
    private static final Pattern PICKED = Pattern.compile("\\(cherry picked from commit ([0-9a-f]{40,64})\\)");
    private static final NativeState COMMITTED = new NativeState("committed", "committed");

    private final ToolInstance tool;
    private final Accounts accounts;

    CommitMapper(ToolInstance tool) {
        this.tool = tool;
        this.accounts = new Accounts(tool);
    }

    private record Commit(
            String sha,
            String message,
            Instant authoredAt,
            Instant committedAt,
            @Nullable Actor author,
            List<String> parents,
            long parentCount) {}

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
        return facts(
                new Commit(
                        GitHubJson.requiredText(commit, "oid"),
                        commit.path("message").asText(""),
                        GitHubJson.requiredInstant(commit, "authoredDate"),
                        GitHubJson.requiredInstant(commit, "committedDate"),
                        accounts.actor(commit.path("author").path("user")),
                        parents,
                        commit.path("parents").path("totalCount").asLong(parents.size())),
                repository,
                branch);
    }

    /** A commit of REST's comparison. */
    FactBatch ofRest(JsonNode commit, String repository, String branch) {
        List<String> parents = StreamSupport.stream(commit.path("parents").spliterator(), false)
                .map(parent -> GitHubJson.requiredText(parent, "sha"))
                .toList();
        JsonNode git = commit.path("commit");
        return facts(
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
                repository,
                branch);
    }

    private FactBatch facts(Commit commit, String repository, @Nullable String branch) {
        String sha = commit.sha().toLowerCase(Locale.ROOT);
        ArtifactId artifact = new ArtifactId(tool, ArtifactKind.COMMIT, sha);
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                artifact,
                sha.substring(0, Math.min(SHORT_SHA, sha.length())),
                firstLine(commit.message()),
                repository,
                null,
                Level.STANDARD,
                null,
                COMMITTED,
                null,
                null,
                commit.authoredAt(),
                commit.committedAt(),
                attributes(commit, branch, repository));
        FlowEvent created = new FlowEvent.Created(
                new EventHeader(EventId.of(artifact, "created"), artifact, commit.committedAt(), 0, commit.author()),
                COMMITTED,
                null);
        List<LedgerEntry> ledger = new ArrayList<>();
        if (commit.parents().size() < commit.parentCount()) {
            ledger.add(new LedgerEntry(
                    tool,
                    artifact.toString(),
                    "parents",
                    commit.parentCount(),
                    commit.parents().size(),
                    "GitHub returns the first 100 parents"));
        }
        return new FactBatch(List.of(snapshot), List.of(created), List.of(), List.of(), List.of(), ledger);
    }

    private static SortedMap<String, List<String>> attributes(
            Commit commit, @Nullable String branch, String repository) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        if (branch == null) {
            attributes.put(Attribute.DEFAULT_BRANCH, List.of("false"));
        } else {
            attributes.put(Attribute.BRANCH, List.of(branch));
        }
        if (!commit.parents().isEmpty()) {
            attributes.put(Attribute.PARENTS, commit.parents());
        }
        List<String> keys = List.copyOf(MessageKeys.in(commit.message()));
        if (!keys.isEmpty()) {
            attributes.put(Attribute.KEYS_IN_COMMITS, keys);
        }
        List<String> reverts = RevertReferences.hashes(Stream.of(commit.message()));
        if (!reverts.isEmpty()) {
            attributes.put(Attribute.REVERTS, reverts);
        }
        List<String> numbers = RevertReferences.pullRequests(Stream.of(commit.message()), repository);
        if (!numbers.isEmpty()) {
            attributes.put(Attribute.REVERTS_PULL_REQUEST, numbers);
        }
        List<String> picked = named(PICKED, commit.message());
        if (!picked.isEmpty()) {
            attributes.put(Attribute.CHERRY_PICKED_FROM, picked);
        }
        return attributes;
    }

    /** The hashes of other commits that git itself writes into a message. */
    private static List<String> named(Pattern pattern, String message) {
        return pattern.matcher(message)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .limit(MAX_NAMED)
                .toList();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
