package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Real pull requests, reviews and git histories of IETF working groups, for the fake GitHub to serve. */
public final class IetfArchive {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IetfArchive() {}

    /** Where the archive of a repository lies. */
    public static Path folder(String fullName) {
        return Needed.realData("ietf-github").resolve(fullName.replace('/', '+'));
    }

    /** The pull requests as they were at several times, the oldest first. */
    public static List<Path> snapshots(String fullName) throws IOException {
        try (Stream<Path> snapshots = Files.list(folder(fullName).resolve("snapshots"))) {
            return snapshots.sorted().toList();
        }
    }

    /** A repository of the fake with its commits alone. */
    public static FakeRepository history(FakeGitHub gitHub, String fullName) throws IOException {
        FakeRepository repository = gitHub.repository(fullName);
        git(folder(fullName), repository);
        return repository;
    }

    /** Fills a repository of the fake from the archive. */
    public static FakeRepository load(FakeGitHub gitHub, String fullName) throws IOException {
        Path archive = folder(fullName);
        FakeRepository repository = history(gitHub, fullName);
        if (Files.exists(archive.resolve("pulls.json"))) {
            pulls(archive.resolve("pulls.json"), repository);
        }
        if (Files.exists(archive.resolve("archive.json"))) {
            archived(JSON.readTree(archive.resolve("archive.json").toFile()), repository);
        }
        return repository;
    }

    /** The newest commit stands first; it is the head of the default branch. */
    private static void git(Path archive, FakeRepository repository) throws IOException {
        for (String line : Files.readAllLines(archive.resolve("git-commits.jsonl"))) {
            JsonNode commit = JSON.readTree(line);
            List<String> parents = new ArrayList<>();
            commit.path("parents").forEach(parent -> parents.add(parent.asText()));
            String oid = repository.commit(
                    commit.path("sha").asText(),
                    commit.path("subject").asText(),
                    commit.path("authored").asText(),
                    commit.path("committed").asText(),
                    parents.toArray(String[]::new));
            repository.head = repository.head == null ? oid : repository.head;
        }
    }

    /** What one snapshot of the pull requests says, and nothing that stood there before. */
    public static void pulls(Path file, FakeRepository repository) throws IOException {
        repository.pullRequests.clear();
        for (JsonNode rest : JSON.readTree(file.toFile())) {
            Map<String, Object> pr = RestShapes.pullRequest(rest);
            String head = rest.path("head").path("sha").asText();
            String base = rest.path("base").path("sha").asText();
            if (repository.commits.containsKey(head) && repository.commits.containsKey(base)) {
                repository.between(base, head).stream()
                        .map(repository.commits::get)
                        .map(FakeRepository::ownCommit)
                        .forEach(FakeRepository.list(pr, "commits")::add);
            }
            repository.pullRequests.add(pr);
        }
    }

    /** What the archive of archive-repo adds to, or has instead of, the answers of the REST API. */
    private static void archived(JsonNode archive, FakeRepository repository) {
        Map<Integer, Map<String, Object>> known = new HashMap<>();
        repository.pullRequests.forEach(pr -> known.put((Integer) pr.get("number"), pr));
        for (JsonNode pull : archive.path("pulls")) {
            Map<String, Object> pr = known.computeIfAbsent(
                    pull.path("number").asInt(),
                    number -> repository.pullRequest(
                            number, pull.path("createdAt").asText()));
            if (pull.path("headRefName").isTextual()) {
                for (String field : List.of(
                        "title",
                        "body",
                        "url",
                        "state",
                        "updatedAt",
                        "closedAt",
                        "mergedAt",
                        "headRefName",
                        "baseRefName")) {
                    pr.put(field, pull.path(field).textValue());
                }
                pr.put("fullDatabaseId", databaseId(pull.path("id").asText()));
                pr.put(
                        "author",
                        FakeRepository.account("User", pull.path("author").asText(), 7));
                JsonNode oid = pull.path("mergeCommit").path("oid");
                if (oid.isTextual()) {
                    pr.put(
                            "mergeCommit",
                            Map.of("__typename", "Commit", "id", "C_" + oid.asText(), "oid", oid.asText()));
                }
            }
            for (JsonNode review : pull.path("reviews")) {
                FakeRepository.list(pr, "reviews")
                        .add(FakeRepository.review(
                                Long.parseLong(databaseId(review.path("id").asText())),
                                review.path("state").asText(),
                                review.path("createdAt").asText(),
                                FakeRepository.account(
                                        "User", review.path("author").asText(), 8)));
            }
        }
    }

    /** Node ids of that time are Base64 of the type and the number. */
    private static String databaseId(String nodeId) {
        String decoded = new String(Base64.getDecoder().decode(nodeId), StandardCharsets.UTF_8);
        return decoded.replaceAll(".*[A-Za-z]", "");
    }
}
