package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.commit.RevertReferences;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.issues.LabelHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.KeyCandidates;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.Link.Rule;
import dev.millrace.model.MessageKeys;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.OriginRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps a pull request of GraphQL, with all its lists read to their end, to facts. Pure. */
final class PullRequestMapper {

    private final ToolInstance tool;
    private final Accounts accounts;
    private final OriginTexts origins;

    /** @param origins by what the origin of changes is told */
    PullRequestMapper(ToolInstance tool, OriginRules origins) {
        this.tool = tool;
        this.accounts = new Accounts(tool);
        this.origins = new OriginTexts(origins);
    }

    /**
     * The repository around a pull request.
     *
     * @param name its full name as GitHub writes it now
     * @param defaultBranch its default branch, or null if it has none
     */
    record Repository(String name, @Nullable String defaultBranch) {}

    /**
     * Everything the pull request says.
     *
     * @throws GitHubJson.FieldException if a field is missing or unreadable
     */
    FactBatch map(JsonNode pullRequest, Repository repository) {
        ArtifactId artifact = id(pullRequest);
        PullRequestStates.History states = PullRequestStates.of(pullRequest, accounts);
        List<FlowEvent> events = new PullRequestEvents(artifact, accounts).map(pullRequest, states);
        LedgerEntry ledger = PullRequestLedger.entry(artifact, pullRequest, states);
        FactBatch facts = new FactBatch(
                List.of(snapshot(artifact, pullRequest, repository, states.current())),
                events,
                links(artifact, pullRequest),
                List.of(),
                uses(repository, states),
                List.of(ledger));
        String handle = GitHubJson.requiredText(pullRequest, "id");
        if (ledger.incomplete()) {
            return facts.with(new Watch.Unfinished(artifact, handle, Watch.Reason.INCOMPLETE));
        }
        boolean ended = !pullRequest.path("state").asText().equals("OPEN");
        return facts.with(new ExistenceFact.Whole(artifact))
                .with(ended ? new Watch.Finished(artifact) : new Watch.Unfinished(artifact, handle, Watch.Reason.OPEN));
    }

    private ArtifactId id(JsonNode pullRequest) {
        return new ArtifactId(tool, ArtifactKind.PULL_REQUEST, GitHubJson.requiredText(pullRequest, "fullDatabaseId"));
    }

    private ArtifactSnapshot snapshot(
            ArtifactId artifact, JsonNode pullRequest, Repository repository, NativeState state) {
        return new ArtifactSnapshot(
                artifact,
                repository.name() + '#' + GitHubJson.requiredText(pullRequest, "number"),
                pullRequest.path("title").asText(""),
                repository.name(),
                null,
                Level.STANDARD,
                null,
                state,
                null,
                url(pullRequest),
                GitHubJson.requiredInstant(pullRequest, "createdAt"),
                GitHubJson.requiredInstant(pullRequest, "updatedAt"),
                attributes(pullRequest, repository));
    }

    private static @Nullable URI url(JsonNode pullRequest) {
        return GitHubJson.text(pullRequest, "url")
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .flatMap(url -> {
                    try {
                        return Optional.of(URI.create(url));
                    } catch (IllegalArgumentException e) {
                        // only a convenience: without it nothing can be clicked, and all figures stand
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    private SortedMap<String, List<String>> attributes(JsonNode pullRequest, Repository repository) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        Optional<String> branch = GitHubJson.text(pullRequest, "headRefName");
        Optional<String> base = GitHubJson.text(pullRequest, "baseRefName");
        put(attributes, Attribute.BRANCH, branch.stream());
        put(attributes, Attribute.BASE, base.stream());
        put(
                attributes,
                Attribute.DEFAULT_BRANCH,
                base.filter(name -> name.equals(repository.defaultBranch())).map(b -> "true").stream());
        put(
                attributes,
                Attribute.LABELS,
                GitHubJson.nodes(pullRequest.path("labels")).flatMap(label -> GitHubJson.text(label, "name").stream()));
        put(
                attributes,
                Attribute.AUTHOR_TYPE,
                Stream.of(Accounts.type(pullRequest.path("author")).name().toLowerCase(Locale.ROOT)));
        put(attributes, Attribute.AUTHOR_ACCOUNT, origins.account(pullRequest.path("author")));
        put(
                attributes,
                Attribute.COMMIT_AUTHORS,
                origins.authors(ownCommits(pullRequest).map(commit -> commit.path("author"))));
        put(attributes, Attribute.ORIGIN_TRAILERS, origins.trailers(messages(pullRequest)));
        put(attributes, Attribute.REVIEWS_OF_APPS, OriginTexts.reviews(pullRequest.path("reviews")));
        put(
                attributes,
                Attribute.KEYS_IN_BRANCH,
                branch.map(KeyCandidates::inBranch).stream().flatMap(Collection::stream));
        put(
                attributes,
                Attribute.KEYS_IN_TITLE,
                KeyCandidates.inText(pullRequest.path("title").asText("")).stream());
        put(attributes, Attribute.KEYS_IN_COMMITS, commitKeys(pullRequest).stream());
        put(
                attributes,
                Attribute.KEYS_IN_BODY,
                KeyCandidates.inText(pullRequest.path("body").asText("")).stream());
        String body = pullRequest.path("body").asText("");
        put(attributes, Attribute.REVERTS, RevertReferences.hashes(Stream.of(body)).stream());
        put(
                attributes,
                Attribute.REVERTS_PULL_REQUEST,
                RevertReferences.pullRequests(Stream.of(body), repository.name()).stream());
        put(attributes, Attribute.HEAD_COMMIT, GitHubJson.text(pullRequest, "headRefOid").stream());
        put(attributes, Attribute.MERGE_COMMIT, mergeCommit(pullRequest).stream());
        put(attributes, Attribute.FORCE_PUSHED_AT, forcePushes(pullRequest));
        put(
                attributes,
                Attribute.LABEL_TIMES,
                LabelHistory.written(LabelHistory.of(pullRequest.path("timelineItems"))).stream());
        put(attributes, Attribute.MERGE_QUEUE_TIMES, mergeQueue(pullRequest));
        return attributes;
    }

    private static void put(SortedMap<String, List<String>> attributes, String name, Stream<String> values) {
        List<String> list = values.toList();
        if (!list.isEmpty()) {
            attributes.put(name, list);
        }
    }

    private static SortedSet<String> commitKeys(JsonNode pullRequest) {
        SortedSet<String> keys = new TreeSet<>();
        messages(pullRequest).forEach(message -> keys.addAll(MessageKeys.in(message)));
        return keys;
    }

    private static Stream<String> messages(JsonNode pullRequest) {
        return ownCommits(pullRequest).map(commit -> commit.path("message").asText(""));
    }

    private static Stream<JsonNode> ownCommits(JsonNode pullRequest) {
        return GitHubJson.nodes(pullRequest.path("commits")).map(node -> node.path("commit"));
    }

    private static Stream<String> forcePushes(JsonNode pullRequest) {
        return GitHubJson.nodes(pullRequest.path("timelineItems"))
                .filter(node -> node.path("__typename").asText().equals("HeadRefForcePushedEvent"))
                .map(node -> GitHubJson.requiredInstant(node, "createdAt").toString());
    }

    private static Stream<String> mergeQueue(JsonNode pullRequest) {
        return GitHubJson.nodes(pullRequest.path("timelineItems")).flatMap(node -> {
            String sign = switch (node.path("__typename").asText()) {
                case "AddedToMergeQueueEvent" -> "+";
                case "RemovedFromMergeQueueEvent" -> "-";
                default -> "";
            };
            return sign.isEmpty()
                    ? Stream.empty()
                    : Stream.of(GitHubJson.requiredInstant(node, "createdAt") + " " + sign);
        });
    }

    /** The commit it became on the base branch, whether by a merge, a squash or a rebase. */
    private static Optional<String> mergeCommit(JsonNode pullRequest) {
        return GitHubJson.instant(pullRequest, "mergedAt")
                .flatMap(at -> GitHubJson.text(pullRequest.path("mergeCommit"), "oid"));
    }

    private List<Link> links(ArtifactId artifact, JsonNode pullRequest) {
        List<Link> links = new ArrayList<>();
        mergeCommit(pullRequest)
                .map(sha -> new ArtifactId(tool, ArtifactKind.COMMIT, sha))
                .ifPresent(commit -> links.add(new Link(artifact, commit, "merged as", Rule.EXPLICIT)));
        GitHubJson.nodes(pullRequest.path("closingIssuesReferences"))
                .map(issue -> ArtifactId.issue(tool, GitHubJson.requiredText(issue, "fullDatabaseId")))
                .distinct()
                .forEach(issue -> links.add(new Link(artifact, issue, "closes", Rule.CLOSING_REFERENCE)));
        return links;
    }

    private List<StateUse> uses(Repository repository, PullRequestStates.History states) {
        Set<NativeState> seen = new LinkedHashSet<>();
        seen.add(states.initial());
        states.changes().forEach(change -> seen.add(change.to()));
        return seen.stream()
                .map(state -> new StateUse(tool, repository.name(), state))
                .toList();
    }
}
