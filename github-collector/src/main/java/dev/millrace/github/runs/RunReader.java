package dev.millrace.github.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.TooHeavyException;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests runs, their attempts and their jobs. REST and not GraphQL, because only REST has the attempts and the queue time of a job;
 * and our own calls, because the client library has neither of them, nor the count by which the list is cut into windows.
 */
final class RunReader {

    static final int LIST_PAGE = 100;
    /** GitHub lists no more of one search. */
    static final int MOST_LISTED = 1_000;

    private static final int NOT_MODIFIED = 304;
    private static final int MOST_JOB_PAGES = 30;

    private final JsonClient rest;
    private final GraphQlClient graphql;
    private final String base;

    RunReader(URI apiUrl, RepositoryName repository, JsonClient rest, GraphQlClient graphql) {
        this.rest = rest;
        this.graphql = graphql;
        this.base = apiUrl + "/repos/" + repository + "/actions/runs";
    }

    /**
     * A page of a list.
     *
     * @param changed whether the list is another than the one of the etag that was sent; if not, it is not given again
     * @param runs newest first
     * @param total how many GitHub counts in all pages
     * @param etag names what the answer said
     * @param at GitHub's clock
     */
    record RunList(
            boolean changed,
            List<JsonNode> runs,
            long total,
            @Nullable String etag,
            Optional<Instant> at) {}

    /** The newest runs, unless they are what they were when GitHub gave that etag. */
    RunList newest(@Nullable String etag) {
        HttpCall call = HttpCall.get(URI.create(base + "?per_page=" + LIST_PAGE));
        try {
            return list(rest.send(etag == null ? call : call.withHeader("If-None-Match", etag)));
        } catch (HttpStatusException e) {
            if (e.status() == NOT_MODIFIED) {
                return new RunList(false, List.of(), 0, etag, e.serverTime());
            }
            throw e;
        }
    }

    /** A page of those that were created from that instant, or from the beginning, to that one, both included. */
    RunList window(@Nullable Instant from, Instant to, int page) {
        String range = from == null ? "<=" + to : from + ".." + to;
        return list(rest.get(URI.create(base + "?created=" + URLEncoder.encode(range, StandardCharsets.UTF_8)
                + "&per_page=" + LIST_PAGE + "&page=" + page)));
    }

    private static RunList list(JsonReply reply) {
        List<JsonNode> runs = StreamSupport.stream(
                        reply.body().path("workflow_runs").spliterator(), false)
                .toList();
        return new RunList(
                true,
                runs,
                reply.body().path("total_count").asLong(runs.size()),
                reply.reply().headers().first("ETag").orElse(null),
                reply.reply().serverTime());
    }

    /** One run as it is now. */
    JsonNode run(String id) {
        return rest.get(URI.create(base + '/' + id)).body();
    }

    /** An attempt that is not the last. */
    JsonNode attempt(String run, long attempt) {
        return rest.get(URI.create(base + '/' + run + "/attempts/" + attempt)).body();
    }

    /** All jobs of an attempt. */
    List<JsonNode> jobs(String run, long attempt) {
        List<JsonNode> jobs = new ArrayList<>();
        for (int page = 1; page <= MOST_JOB_PAGES; page++) {
            JsonNode answer = rest.get(URI.create(base + '/' + run + "/attempts/" + attempt + "/jobs?per_page="
                            + LIST_PAGE + "&page=" + page))
                    .body();
            JsonNode some = answer.path("jobs");
            some.forEach(jobs::add);
            if (some.isEmpty() || jobs.size() >= answer.path("total_count").asLong()) {
                break;
            }
        }
        return jobs;
    }

    /**
     * The jobs of the last attempts of many runs in one call, in REST's form but without the instant at which they were queued, and
     * without labels; by the ids of the runs. A run that is missing has jobs that GitHub does not give so.
     */
    Map<String, List<JsonNode>> jobsAtOnce(List<JsonNode> runs) {
        ObjectNode variables = GraphQlClient.variables();
        ArrayNode ids = variables.putArray("ids");
        List<JsonNode> asked = runs.stream()
                .filter(run -> GitHubJson.text(run, "check_suite_node_id").isPresent())
                .toList();
        asked.forEach(run -> ids.add(run.path("check_suite_node_id").asText()));
        Map<String, List<JsonNode>> jobs = new HashMap<>();
        if (asked.isEmpty()) {
            return jobs;
        }
        JsonNode suites;
        try {
            suites = graphql.answer(GraphQlQuery.CHECK_SUITES, variables).data().path("nodes");
        } catch (TooHeavyException e) {
            int half = asked.size() / 2;
            if (half > 0) {
                jobs.putAll(jobsAtOnce(asked.subList(0, half)));
                jobs.putAll(jobsAtOnce(asked.subList(half, asked.size())));
            }
            return jobs;
        }
        for (int i = 0; i < asked.size(); i++) {
            JsonNode checks = suites.path(i).path("checkRuns");
            List<JsonNode> found = new ArrayList<>();
            GitHubJson.nodes(checks).map(RunReader::job).forEach(found::add);
            if (checks.path("nodes").isArray()
                    && found.size() >= checks.path("totalCount").asLong()) {
                jobs.put(asked.get(i).path("id").asText(), found);
            }
        }
        return jobs;
    }

    private static JsonNode job(JsonNode check) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.set("id", check.path("databaseId"));
        job.set("name", check.path("name"));
        job.set("started_at", check.path("startedAt"));
        job.set("completed_at", check.path("completedAt"));
        GitHubJson.text(check, "conclusion").ifPresent(word -> job.put("conclusion", word.toLowerCase(Locale.ROOT)));
        return job;
    }
}
