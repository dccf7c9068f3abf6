package dev.millrace.cli;

import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jira Data Center of any size that makes its issues from a seed when they are requested, so that it takes no memory: each with 20
 * history entries, 16 of them changes of the status and 4 of the assignee.
 */
final class LargeJira implements AutoCloseable {

    static final int ENTRIES = 20;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");
    private static final long MOST_SECONDS_APART = 86_400;
    private static final List<String> STATES = List.of("Open", "In Progress", "In Review", "Done");
    private static final List<String> CATEGORIES = List.of("new", "indeterminate", "indeterminate", "done");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final int issues;
    private final long seed;
    private final AtomicInteger searches = new AtomicInteger();
    private final LoopbackServer server = new LoopbackServer(this::answer, (request, answer) -> {});

    LargeJira(int issues, long seed) {
        this.issues = issues;
        this.seed = seed;
    }

    URI url() {
        return server.url();
    }

    int searches() {
        return searches.get();
    }

    /** A sum over all changes of the status, whatever their order: what a store has to hold. */
    long checksum() {
        long sum = 0;
        for (int number = 1; number <= issues; number++) {
            sum += issue(number, null);
        }
        return sum;
    }

    /** The part of the sum that one change makes. */
    static long part(String issue, Instant at, String state) {
        return (issue + ' ' + at.toEpochMilli() + ' ' + state).hashCode();
    }

    long statusChanges() {
        return (long) issues * (ENTRIES - ENTRIES / 5);
    }

    @Override
    public void close() {
        server.close();
    }

    private Response answer(Request request) {
        String path = request.path().replaceFirst("^/rest/api/2/", "");
        return switch (path) {
            case "serverInfo" ->
                json("{\"deploymentType\":\"Server\",\"version\":\"9.12.7\",\"baseUrl\":\"" + url()
                        + "\",\"serverTime\":\"" + NOW + "\"}");
            case "status" -> json(states());
            case "field" -> json("[]");
            case "search" -> search(request);
            default -> Response.of(404, "{}");
        };
    }

    private Response search(Request request) {
        searches.incrementAndGet();
        // every issue was updated long before the site's time
        int all = request.query().getOrDefault("jql", "").contains("updated >=") ? 0 : issues;
        int from = number(request, "startAt");
        int to = Math.min(all, from + number(request, "maxResults"));
        StringBuilder page = new StringBuilder("{\"startAt\":" + from + ",\"total\":" + all + ",\"issues\":[");
        for (int index = from; index < to; index++) {
            page.append(index == from ? "" : ",");
            issue(index + 1, page);
        }
        return json(page.append("]}").toString());
    }

    private static int number(Request request, String name) {
        Matcher number = NUMBER.matcher(request.query().getOrDefault(name, "0"));
        return number.find() ? Integer.parseInt(number.group()) : 0;
    }

    private static Response json(String body) {
        return Response.of(200, body).at(NOW);
    }

    private static String states() {
        StringBuilder all = new StringBuilder("[");
        for (int state = 0; state < STATES.size(); state++) {
            all.append(state == 0 ? "" : ",").append(status(state));
        }
        return all.append(']').toString();
    }

    private static String status(int state) {
        return "{\"id\":\"" + state + "\",\"name\":\"" + STATES.get(state) + "\",\"statusCategory\":{\"key\":\""
                + CATEGORIES.get(state) + "\"}}";
    }

    /** Appends the issue, if there is something to append to, and returns its part of the sum. */
    private long issue(int number, StringBuilder page) {
        Random random = new Random(seed * 31 + number);
        Instant created = FIRST.plusSeconds(number * 60L);
        Instant at = created;
        int state = 0;
        long sum = 0;
        StringBuilder histories = new StringBuilder();
        for (int entry = 1; entry <= ENTRIES; entry++) {
            at = at.plusSeconds(1 + random.nextLong(MOST_SECONDS_APART));
            boolean person = entry % 5 == 0;
            int next = (state + 1 + random.nextInt(STATES.size() - 1)) % STATES.size();
            if (!person) {
                sum += part(String.valueOf(number), at, STATES.get(next));
            }
            if (page != null) {
                histories
                        .append(entry == 1 ? "" : ",")
                        .append("{\"id\":\"")
                        .append(number * 100L + entry)
                        .append("\",\"created\":\"")
                        .append(at)
                        .append("\",\"author\":{\"name\":\"u")
                        .append(random.nextInt(200))
                        .append("\"},\"items\":[")
                        .append(person ? item("assignee", "u1", "u" + entry) : item(state, next))
                        .append("]}");
            } else {
                random.nextInt(200);
            }
            state = person ? state : next;
        }
        if (page != null) {
            page.append("{\"id\":\"")
                    .append(number)
                    .append("\",\"key\":\"BIG-")
                    .append(number)
                    .append("\",\"fields\":{\"summary\":\"Issue ")
                    .append(number)
                    .append(
                            "\",\"project\":{\"key\":\"BIG\"},\"issuetype\":{\"id\":\"1\",\"name\":\"Story\"},\"created\":\"")
                    .append(created)
                    .append("\",\"updated\":\"")
                    .append(at)
                    .append("\",\"status\":")
                    .append(status(state))
                    .append("},\"changelog\":{\"total\":")
                    .append(ENTRIES)
                    .append(",\"histories\":[")
                    .append(histories)
                    .append("]}}");
        }
        return sum;
    }

    private static String item(int from, int to) {
        return "{\"field\":\"status\",\"fieldtype\":\"jira\",\"from\":\"" + from + "\",\"fromString\":\""
                + STATES.get(from) + "\",\"to\":\"" + to + "\",\"toString\":\"" + STATES.get(to) + "\"}";
    }

    private static String item(String field, String from, String to) {
        return "{\"field\":\"" + field + "\",\"fieldtype\":\"jira\",\"from\":\"" + from + "\",\"fromString\":\"" + from
                + "\",\"to\":\"" + to + "\",\"toString\":\"" + to + "\"}";
    }
}
