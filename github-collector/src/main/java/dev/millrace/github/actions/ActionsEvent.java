package dev.millrace.github.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.codec.JsonWords;
import dev.millrace.collect.SourceException;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.api.ShownText;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What started a workflow of GitHub Actions, as far as it leads to a pull request. All of it is text of strangers: what does not
 * look like a repository, a number or a hash is left out.
 *
 * @param name the event's name, such as {@code pull_request}; for messages
 * @param pullRequest its key, {@code owner/name#12}, if the event names one
 * @param commits full hashes that the event is about, the likeliest first; one of them may be the merge of a pull request
 */
public record ActionsEvent(String name, Optional<String> pullRequest, List<String> commits) {

    /** GitHub's own limit for what it delivers. */
    private static final int MAX_BYTES = 25 * 1024 * 1024;

    private static final String REMEDY = "; or name a pull request: millrace step-summary owner/name#12";

    private static final int MAX_NAME = 60;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern NO_COMMIT = Pattern.compile("0+");
    private static final Pattern PULL_REF = Pattern.compile("refs/pull/(\\d{1,9})/(?:merge|head)");
    private static final Pattern QUEUE_REF =
            Pattern.compile("refs/heads/gh-readonly-queue/.{1,250}/pr-(\\d{1,9})-[0-9a-f]{7,64}");

    /** Events that no change brings about. */
    private static final Set<String> OF_REPOSITORY = Set.of("schedule", "workflow_dispatch", "repository_dispatch");

    /** Copies the list. */
    public ActionsEvent {
        commits = List.copyOf(commits);
    }

    /** Whether it is about the whole repository: time passed, or somebody asks. */
    public boolean ofRepository() {
        return pullRequest.isEmpty() && OF_REPOSITORY.contains(name);
    }

    /**
     * The event of the step this process runs in; empty outside of GitHub Actions.
     *
     * @param environment the environment variables
     * @throws SourceException if the file that {@code GITHUB_EVENT_PATH} names cannot be read, or holds no JSON object
     */
    public static Optional<ActionsEvent> ofStep(Map<String, String> environment) {
        String path = environment.getOrDefault("GITHUB_EVENT_PATH", "");
        String repository = environment.getOrDefault("GITHUB_REPOSITORY", "");
        if (path.isBlank() && repository.isBlank()) {
            return Optional.empty();
        }
        JsonNode payload = path.isBlank() ? new ObjectMapper().createObjectNode() : read(Path.of(path));
        return Optional.of(of(payload, environment));
    }

    private static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            JsonNode payload = bytes.length > MAX_BYTES ? null : new ObjectMapper().readTree(bytes);
            if (payload == null || !payload.isObject()) {
                throw new SourceException(
                        file + ", which GITHUB_EVENT_PATH names, does not contain an event of GitHub" + REMEDY);
            }
            return payload;
        } catch (JsonProcessingException e) {
            throw new SourceException(
                    file + ", which GITHUB_EVENT_PATH names, cannot be read: " + JsonWords.of(e) + REMEDY);
        } catch (IOException e) {
            throw new SourceException(
                    file + ", which GITHUB_EVENT_PATH names, cannot be read: " + FileWords.why(e) + REMEDY);
        }
    }

    private static ActionsEvent of(JsonNode payload, Map<String, String> environment) {
        String repository =
                payload.path("repository").path("full_name").asText(environment.getOrDefault("GITHUB_REPOSITORY", ""));
        String name = ShownText.line(environment.getOrDefault("GITHUB_EVENT_NAME", "this event"), MAX_NAME);
        Optional<String> key = GitHubSite.isRepository(repository)
                ? number(payload)
                        .or(() -> number(environment.get("GITHUB_REF")))
                        .map(number -> repository + '#' + number)
                : Optional.empty();
        return new ActionsEvent(name, key, commits(payload, environment));
    }

    private static Optional<Long> number(JsonNode payload) {
        Stream<JsonNode> named = Stream.of(
                payload.at("/pull_request/number"),
                payload.at("/issue/pull_request").isObject() ? payload.at("/issue/number") : payload.at("/none"));
        Stream<JsonNode> listed = Stream.of("workflow_run", "check_run", "check_suite")
                .flatMap(kind -> listed(payload, payload.path(kind).path("pull_requests")));
        return Stream.concat(named, listed)
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue)
                .findFirst()
                .or(() -> number(payload.at("/merge_group/head_ref").asText()));
    }

    /** A run is also listed with pull requests of other repositories, when its branch is compared from a fork. */
    private static Stream<JsonNode> listed(JsonNode payload, JsonNode pullRequests) {
        long here = payload.at("/repository/id").asLong(-1);
        Stream.Builder<JsonNode> numbers = Stream.builder();
        for (JsonNode pullRequest : pullRequests) {
            if (pullRequest.at("/base/repo/id").asLong(here) == here) {
                numbers.add(pullRequest.path("number"));
            }
        }
        return numbers.build();
    }

    private static Optional<Long> number(@Nullable String ref) {
        return Stream.of(PULL_REF, QUEUE_REF)
                .map(pattern -> pattern.matcher(ref == null ? "" : ref))
                .filter(Matcher::matches)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .findFirst();
    }

    private static List<String> commits(JsonNode payload, Map<String, String> environment) {
        Stream<String> told = Stream.of(
                        "/after",
                        "/deployment/sha",
                        "/workflow_run/head_sha",
                        "/workflow_job/head_sha",
                        "/check_run/head_sha",
                        "/check_suite/head_sha",
                        "/sha")
                .map(pointer -> payload.at(pointer).asText(""));
        return Stream.concat(told, Stream.of(environment.getOrDefault("GITHUB_SHA", "")))
                .filter(text ->
                        HASH.matcher(text).matches() && !NO_COMMIT.matcher(text).matches())
                .distinct()
                .toList();
    }
}
