package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a pull request, as events. Their ids are made of what happened and when, not of GitHub's node ids: those have
 * changed their format once already, and the same fact must keep its id.
 */
final class PullRequestEvents {

    private final ArtifactId artifact;
    private final Accounts accounts;
    private final Set<String> used = new HashSet<>();

    PullRequestEvents(ArtifactId artifact, Accounts accounts) {
        this.artifact = artifact;
        this.accounts = accounts;
    }

    List<FlowEvent> map(JsonNode pullRequest, PullRequestStates.History states) {
        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(
                header(
                        "created",
                        GitHubJson.requiredInstant(pullRequest, "createdAt"),
                        0,
                        accounts.actor(pullRequest.path("author"))),
                states.initial(),
                null));
        for (PullRequestStates.Change change : states.changes()) {
            events.add(new FlowEvent.StateChanged(
                    header(at(change.to().name(), change.at()), change.at(), change.sequence(), change.actor()),
                    change.from(),
                    change.to()));
        }
        GitHubJson.nodes(pullRequest.path("commits")).map(this::commit).forEach(events::add);
        timeline(pullRequest, "ReviewRequestedEvent").map(this::requested).forEach(events::add);
        reviews(pullRequest, events);
        return events;
    }

    private FlowEvent commit(JsonNode node) {
        JsonNode commit = node.path("commit");
        String sha = GitHubJson.requiredText(commit, "oid").toLowerCase(Locale.ROOT);
        return new FlowEvent.CommitAdded(
                header(
                        "commit." + sha,
                        GitHubJson.requiredInstant(commit, "committedDate"),
                        0,
                        accounts.actor(commit.path("author").path("user"))),
                sha,
                GitHubJson.requiredInstant(commit, "authoredDate"));
    }

    private FlowEvent requested(JsonNode node) {
        Instant at = GitHubJson.requiredInstant(node, "createdAt");
        JsonNode asked = node.path("requestedReviewer");
        // a team is no actor: who of it will review is not known yet
        Actor reviewer = asked.path("__typename").asText().equals("Team") ? null : accounts.actor(asked);
        return new FlowEvent.ReviewRequested(
                header(
                        at("requested", at) + (reviewer == null ? "" : '.' + reviewer.pseudonym()),
                        at,
                        0,
                        accounts.actor(node.path("actor"))),
                reviewer);
    }

    private void reviews(JsonNode pullRequest, List<FlowEvent> events) {
        Map<String, List<JsonNode>> dismissals = new HashMap<>();
        timeline(pullRequest, "ReviewDismissedEvent")
                .forEach(node -> GitHubJson.text(node.path("review"), "fullDatabaseId")
                        .ifPresent(id -> dismissals
                                .computeIfAbsent(id, key -> new ArrayList<>())
                                .add(node)));
        GitHubJson.nodes(pullRequest.path("reviews"))
                // a pending review is visible to its writer only
                .filter(review -> GitHubJson.instant(review, "submittedAt").isPresent())
                .forEach(review -> review(
                        review,
                        dismissals.getOrDefault(GitHubJson.requiredText(review, "fullDatabaseId"), List.of()),
                        events));
    }

    /** GitHub overwrites the verdict of a review that is dismissed; the dismissal remembers it. */
    private void review(JsonNode review, List<JsonNode> dismissals, List<FlowEvent> events) {
        String id = GitHubJson.requiredText(review, "fullDatabaseId");
        Actor reviewer = accounts.actor(review.path("author"));
        String verdict = dismissals.stream()
                .flatMap(node -> GitHubJson.text(node, "previousReviewState").stream())
                .findFirst()
                .orElseGet(() -> GitHubJson.requiredText(review, "state"));
        events.add(new FlowEvent.Reviewed(
                header("review." + id, GitHubJson.requiredInstant(review, "submittedAt"), 0, reviewer), verdict));
        for (JsonNode dismissal : dismissals) {
            Instant at = GitHubJson.requiredInstant(dismissal, "createdAt");
            events.add(new FlowEvent.Reviewed(
                    header(at("review." + id + ".dismissed", at), at, 0, reviewer), FlowEvent.Reviewed.DISMISSED));
        }
    }

    private static Stream<JsonNode> timeline(JsonNode pullRequest, String type) {
        return GitHubJson.nodes(pullRequest.path("timelineItems"))
                .filter(node -> node.path("__typename").asText().equals(type));
    }

    private static String at(String what, Instant when) {
        return what + '@' + when;
    }

    /** Two facts that read alike in one second are two facts. */
    private EventHeader header(String local, Instant at, long sequence, @Nullable Actor actor) {
        String unique = local;
        for (int i = 2; !used.add(unique); i++) {
            unique = local + '~' + i;
        }
        return new EventHeader(EventId.of(artifact, unique), artifact, at, sequence, actor);
    }
}
