package dev.millrace.fake.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The workflow runs of a repository, as REST writes them. A list shows at most 1,000 of a search, as GitHub's does, and answers
 * {@code If-None-Match} with 304 while it is what it was.
 */
public final class FakeRuns {

    private static final int MOST = 1_000;
    private static final String SUITE = "CS_";
    private static final Pattern OF_RUN = Pattern.compile("/(\\d+)(?:/attempts/(\\d+))?(/jobs)?");
    private static final Response NOT_FOUND = Response.of(404, "{\"message\":\"Not Found\"}");

    /** Every attempt, by {@code run.attempt}. */
    private final Map<String, Map<String, Object>> attempts = new HashMap<>();
    /** The last attempts, by run. */
    private final Map<String, Map<String, Object>> runs = new HashMap<>();

    private final Map<String, List<Map<String, Object>>> jobs = new HashMap<>();

    /** Adds an attempt with its jobs in REST's form; that of the highest number is what the list shows of its run. */
    public void add(Map<String, Object> attempt, List<Map<String, Object>> jobsOf) {
        String id = String.valueOf(attempt.get("id"));
        int number = number(attempt);
        attempts.put(id + '.' + number, attempt);
        jobs.put(id + '.' + number, jobsOf);
        runs.merge(id, attempt, (before, now) -> number(before) > number(now) ? before : now);
    }

    /** A run of {@code ci.yml} on a push to main, to be changed before it is added. */
    public static Map<String, Object> run(long id, String createdAt, String status, @Nullable String conclusion) {
        Map<String, Object> run = new HashMap<>();
        run.put("id", id);
        run.put("name", "CI");
        run.put("display_title", "Change " + id);
        run.put("path", ".github/workflows/ci.yml");
        run.put("workflow_id", 7);
        run.put("run_number", id % 100_000);
        run.put("run_attempt", 1);
        run.put("event", "push");
        run.put("head_branch", "main");
        run.put("head_sha", String.format("%040x", id));
        run.put("status", status);
        run.put("conclusion", conclusion);
        run.put("created_at", createdAt);
        run.put("run_started_at", createdAt);
        run.put("updated_at", createdAt);
        run.put("check_suite_node_id", SUITE + id);
        run.put("html_url", "https://github.example/runs/" + id);
        return run;
    }

    /** A job that has ended. */
    public static Map<String, Object> job(
            long id, String name, String createdAt, String startedAt, String completedAt, String conclusion) {
        Map<String, Object> job = new HashMap<>();
        job.put("id", id);
        job.put("name", name);
        job.put("status", "completed");
        job.put("conclusion", conclusion);
        job.put("created_at", createdAt);
        job.put("started_at", startedAt);
        job.put("completed_at", completedAt);
        job.put("labels", List.of("ubuntu-latest"));
        return job;
    }

    /** Forgets a run, as GitHub does after a while. */
    public void forget(long id) {
        runs.remove(String.valueOf(id));
        attempts.keySet().removeIf(key -> key.startsWith(id + "."));
    }

    private static int number(Map<String, Object> attempt) {
        return Integer.parseInt(String.valueOf(attempt.get("run_attempt")));
    }

    /** As GraphQL gives the check suite of a run by its node id, or null. */
    @Nullable Map<String, Object> suite(String id) {
        Map<String, Object> run = id.startsWith(SUITE) ? runs.get(id.substring(SUITE.length())) : null;
        return run == null
                ? null
                : Map.of(
                        "__typename",
                        "CheckSuite",
                        "id",
                        id,
                        "checkRuns",
                        jobs.getOrDefault(run.get("id") + "." + number(run), List.of()).stream()
                                .map(FakeRuns::checkRun)
                                .toList());
    }

    private static Map<String, Object> checkRun(Map<String, Object> job) {
        Map<String, Object> check = new HashMap<>();
        check.put("databaseId", Math.floorMod(Long.parseLong(String.valueOf(job.get("id"))), Integer.MAX_VALUE));
        check.put("name", job.get("name"));
        check.put("conclusion", String.valueOf(job.get("conclusion")).toUpperCase(Locale.ROOT));
        check.put("startedAt", job.get("started_at"));
        check.put("completedAt", job.get("completed_at"));
        return check;
    }

    Response answer(Request request, String below) {
        if (below.isEmpty()) {
            return list(request);
        }
        Matcher matcher = OF_RUN.matcher(below);
        if (!matcher.matches()) {
            return NOT_FOUND;
        }
        Map<String, Object> run = runs.get(matcher.group(1));
        String attempt = matcher.group(1) + '.' + matcher.group(2);
        if (run == null) {
            return NOT_FOUND;
        } else if (matcher.group(3) != null) {
            List<Map<String, Object>> all = jobs.getOrDefault(attempt, List.of());
            ObjectNode answer = Wire.object().put("total_count", all.size());
            answer.set("jobs", Wire.json(page(request, all)));
            return Response.ok(answer);
        } else if (matcher.group(2) != null) {
            return Optional.ofNullable(attempts.get(attempt)).map(Response::ok).orElse(NOT_FOUND);
        }
        return Response.ok(run);
    }

    private Response list(Request request) {
        String created = request.query().getOrDefault("created", "");
        List<Map<String, Object>> found = runs.values().stream()
                .filter(run -> within(String.valueOf(run.get("created_at")), created))
                .sorted(Comparator.comparing((Map<String, Object> run) -> String.valueOf(run.get("created_at")))
                        .thenComparing(run -> String.valueOf(run.get("id")))
                        .reversed())
                .toList();
        ObjectNode answer = Wire.object().put("total_count", found.size());
        answer.set("workflow_runs", Wire.json(page(request, found.subList(0, Math.min(MOST, found.size())))));
        String etag = "W/\"" + Integer.toHexString(answer.toString().hashCode()) + '"';
        return etag.equals(request.headers().get("if-none-match"))
                ? new Response(304, Map.of("ETag", etag), "")
                : Response.ok(answer).with("ETag", etag);
    }

    private static boolean within(String at, String range) {
        Instant instant = OffsetDateTime.parse(at).toInstant();
        if (range.startsWith("<=")) {
            return !instant.isAfter(Instant.parse(range.substring(2)));
        }
        String[] ends = range.split("\\.\\.", -1);
        return ends.length < 2
                || (!instant.isBefore(Instant.parse(ends[0])) && !instant.isAfter(Instant.parse(ends[1])));
    }

    private static List<Map<String, Object>> page(Request request, List<Map<String, Object>> all) {
        int size = request.number("per_page", 30);
        int from = Math.min(all.size(), (request.number("page", 1) - 1) * size);
        return new ArrayList<>(all.subList(from, Math.min(all.size(), from + size)));
    }
}
