package dev.millrace.fake.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was written at the pull requests and commits of a repository: comments and check runs. */
public final class FakeNotes {

    private static final Pattern COMMENTS = Pattern.compile("/issues/(\\d+)/comments");
    private static final Pattern COMMENT = Pattern.compile("/issues/comments/(\\d+)");
    private static final Pattern CHECKS = Pattern.compile("/commits/([0-9a-f]+)/check-runs");
    private static final Pattern CHECK = Pattern.compile("/check-runs/(\\d+)");

    /** As GraphQL writes them, by the number of the pull request. */
    public final Map<Integer, List<Map<String, Object>>> comments = new TreeMap<>();
    /** As REST writes them, by their ids. */
    public final Map<Long, ObjectNode> checkRuns = new TreeMap<>();
    /** Method and path of everything that was written. */
    public final List<String> written = new ArrayList<>();
    /** Whether nothing may be written, as with the token of a fork. */
    public boolean readOnly;

    private long lastId = 70;

    /** Adds a comment of somebody. */
    public void comment(int number, String body, boolean ours) {
        Map<String, Object> comment = new HashMap<>();
        comment.put("id", "IC_" + ++lastId);
        comment.put("fullDatabaseId", Long.toString(lastId));
        comment.put("viewerDidAuthor", ours);
        comment.put("body", body);
        comments.computeIfAbsent(number, absent -> new ArrayList<>()).add(comment);
    }

    /** The answer to a request of one of these; null if it is about something else. */
    @Nullable Response answer(Request request, String below) {
        Matcher one = CHECKS.matcher(below);
        if (one.matches()) {
            ObjectNode answer = Wire.object();
            List<ObjectNode> found = checkRuns.values().stream()
                    .filter(run -> run.path("head_sha").asText().equals(one.group(1)))
                    .toList();
            answer.put("total_count", found.size());
            found.forEach(answer.putArray("check_runs")::add);
            return Response.ok(answer);
        } else if (request.method().equals("GET")) {
            return null;
        } else if (readOnly) {
            return Response.of(403, "{\"message\":\"Resource not accessible by integration\"}");
        }
        written.add(request.method() + " " + below);
        return write(below, Wire.parse(request.body()));
    }

    private @Nullable Response write(String below, JsonNode body) {
        Matcher comments = COMMENTS.matcher(below);
        Matcher comment = COMMENT.matcher(below);
        Matcher check = CHECK.matcher(below);
        if (comments.matches()) {
            comment(Integer.parseInt(comments.group(1)), body.path("body").asText(), true);
            return Response.of(201, "{\"id\":" + lastId + "}");
        } else if (comment.matches()) {
            this.comments.values().stream()
                    .flatMap(List::stream)
                    .filter(known -> comment.group(1).equals(known.get("fullDatabaseId")))
                    .forEach(known -> known.put("body", body.path("body").asText()));
            return Response.ok(Wire.object());
        } else if (below.equals("/check-runs") || check.matches()) {
            long id = check.matches() ? Long.parseLong(check.group(1)) : ++lastId;
            ObjectNode run =
                    checkRuns.computeIfAbsent(id, absent -> Wire.object().put("id", absent));
            run.setAll((ObjectNode) body);
            return Response.of(check.matches() ? 200 : 201, run.toString());
        }
        return null;
    }
}
