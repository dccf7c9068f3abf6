package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.fake.github.FakeRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real objects that were recorded from the REST API, in the form in which GraphQL tells the same. */
final class RestShapes {

    private RestShapes() {}

    static Map<String, Object> pullRequest(JsonNode rest) {
        Map<String, Object> pr = new HashMap<>();
        pr.put("__typename", "PullRequest");
        pr.put("id", "PR_" + rest.path("id").asText());
        pr.put("fullDatabaseId", rest.path("id").asText());
        pr.put("number", rest.path("number").asInt());
        pr.put("title", rest.path("title").asText());
        pr.put("body", rest.path("body").asText(""));
        pr.put("url", rest.path("html_url").asText());
        boolean merged = rest.path("merged_at").isTextual();
        pr.put("state", merged ? "MERGED" : rest.path("state").asText().equals("open") ? "OPEN" : "CLOSED");
        pr.put("isDraft", rest.path("draft").asBoolean(false));
        pr.put("createdAt", rest.path("created_at").asText());
        pr.put("updatedAt", rest.path("updated_at").asText());
        pr.put("closedAt", rest.path("closed_at").textValue());
        pr.put("mergedAt", rest.path("merged_at").textValue());
        pr.put("headRefName", rest.path("head").path("ref").asText());
        pr.put("headRefOid", rest.path("head").path("sha").asText());
        pr.put("baseRefName", rest.path("base").path("ref").asText());
        // REST shows a trial merge on every open pull request; GraphQL tells the commit only once there was a merge
        if (merged && rest.path("merge_commit_sha").isTextual()) {
            String sha = rest.path("merge_commit_sha").asText();
            pr.put("mergeCommit", Map.of("__typename", "Commit", "id", "C_" + sha, "oid", sha));
        }
        pr.put("author", account(rest.path("user")));
        List<Object> labels = new ArrayList<>();
        rest.path("labels")
                .forEach(label -> labels.add(Map.of(
                        "id", "L" + labels.size(), "name", label.path("name").asText())));
        pr.put("labels", labels);
        for (String list : List.of("commits", "reviews", "timelineItems", "closingIssuesReferences")) {
            pr.put(list, new ArrayList<>());
        }
        return pr;
    }

    static Map<String, Object> account(JsonNode user) {
        if (!user.path("login").isTextual()) {
            return null;
        }
        return FakeRepository.account(
                user.path("type").asText("Mannequin"),
                user.path("login").asText(),
                user.path("id").asInt());
    }

    static Map<String, Object> review(JsonNode rest) {
        return FakeRepository.review(
                rest.path("id").asLong(),
                rest.path("state").asText(),
                rest.path("submitted_at").asText(),
                account(rest.path("user")));
    }

    /** Adds the commit to the repository, and gives it as a pull request shows it. */
    static Map<String, Object> ownCommit(JsonNode rest, FakeRepository repository) {
        JsonNode git = rest.path("commit");
        String oid = repository.commit(
                rest.path("sha").asText(),
                git.path("message").asText(),
                git.path("author").path("date").asText(),
                git.path("committer").path("date").asText());
        Map<String, Object> author = new HashMap<>();
        author.put("user", account(rest.path("author")));
        repository.commits.get(oid).put("author", author);
        return FakeRepository.ownCommit(repository.commits.get(oid));
    }
}
