package dev.millrace.demo.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.IssueChange;
import dev.millrace.demo.company.SimulatedIssue;
import dev.millrace.demo.company.Status;
import dev.millrace.fake.Answer;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Jira Cloud on loopback that keeps the company's issues. Read only. */
public final class FakeJiraCloud implements AutoCloseable {

    private static final Pattern ISSUE = Pattern.compile("/issue/([^/]+)(/changelog)?");
    private static final int DEFAULT_PAGE = 50;
    /** With fields Jira gives fewer issues than one asks for; how many it does not say. */
    private static final int MAX_ISSUES = 60;
    /** Small enough that the changes of one issue lie on several pages. */
    private static final int MAX_CHANGES = 250;

    private static final int MAX_BATCH = 1_000;
    private static final int MAX_FIELDS = 10;

    /** The requests that meet a burst limit. */
    private static final Set<Integer> REFUSED = Set.of(6, 13);

    private final Company company;
    private final LoopbackServer server;
    private final JiraJson json;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** Starts it. */
    public FakeJiraCloud(Company company) {
        this(company, (request, answer) -> {});
    }

    /** Starts it, and lets somebody watch. */
    FakeJiraCloud(Company company, LoopbackServer.Observer observer) {
        this.company = company;
        this.server = new LoopbackServer(request -> this.answer(request), observer);
        this.json = new JiraJson(company, Company.JIRA);
    }

    /** Where it listens; its answers call themselves {@link Company#JIRA}. */
    public URI url() {
        return server.url();
    }

    /** How many requests it has had. */
    public int requests() {
        return requests.get();
    }

    /** How many of them it has refused because of a limit. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(Request request) {
        int number = requests.incrementAndGet();
        if (REFUSED.contains(number)) {
            refused.incrementAndGet();
            return errors(429, "Rate limit exceeded.")
                    .with("Retry-After", "1")
                    .with("X-RateLimit-Limit", "350")
                    .with("X-RateLimit-Remaining", "0")
                    .with("RateLimit-Reason", "jira-burst-based");
        }
        String path = request.path().replaceFirst("^/rest/api/(?:2|3|latest)", "");
        boolean isPublic = path.equals("/serverInfo");
        if (request.authorization() == null && !isPublic) {
            return errors(401, "Client must be authenticated to access this resource.");
        }
        try {
            return switch (request.method() + ' ' + path) {
                case "GET /serverInfo" -> Answer.ok(serverInfo());
                case "GET /myself" -> Answer.ok(JiraJson.collector());
                case "GET /status" -> Answer.ok(statuses());
                case "GET /field" -> Answer.ok(JiraJson.fields());
                case "GET /search", "POST /search" -> removed();
                case "GET /search/jql" -> search(asBody(request));
                case "POST /search/jql" -> search(Wire.parse(request.body()));
                case "POST /search/approximate-count" -> count(Wire.parse(request.body()));
                case "POST /changelog/bulkfetch" -> changelogs(Wire.parse(request.body()));
                default -> request.method().equals("GET") ? issue(request, path) : errors(404, "Not found.");
            };
        } catch (JiraQuery.JqlException e) {
            return errors(400, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode serverInfo() {
        ObjectNode info = Wire.object();
        info.put("baseUrl", Company.JIRA.toString());
        info.put("version", "1001.0.0-SNAPSHOT");
        info.putArray("versionNumbers").add(1001).add(0).add(0);
        info.put("deploymentType", "Cloud");
        info.put("buildNumber", 100_291);
        info.put("buildDate", Wire.jira(Company.START));
        info.put("serverTime", Wire.jira(Company.END));
        info.put("scmInfo", "0000000000000000000000000000000000000000");
        info.put("serverTitle", "Jira");
        return info;
    }

    private ArrayNode statuses() {
        ArrayNode all = Wire.array();
        for (Status status : Status.values()) {
            all.add(json.status(status));
        }
        return all;
    }

    private static JsonNode asBody(Request request) {
        ObjectNode body = Wire.object();
        request.query().forEach(body::put);
        body.put("maxResults", request.number("maxResults", DEFAULT_PAGE));
        ArrayNode fields = body.putArray("fields");
        split(request.query().getOrDefault("fields", "")).forEach(fields::add);
        return body;
    }

    private Answer search(JsonNode body) {
        List<SimulatedIssue> found =
                JiraQuery.parse(body.path("jql").asText("")).run(company.issues());
        Set<String> wanted = new LinkedHashSet<>();
        body.path("fields").forEach(field -> wanted.addAll(split(field.asText())));
        int asked = body.path("maxResults").asInt(DEFAULT_PAGE);
        int size = wanted.isEmpty() ? asked : Math.min(asked, MAX_ISSUES);
        int from = place(body.path("nextPageToken"));
        int to = Math.min(found.size(), from + Math.max(1, size));
        ObjectNode answer = Wire.object();
        ArrayNode issues = answer.putArray("issues");
        for (SimulatedIssue issue : found.subList(Math.min(from, to), to)) {
            if (wanted.isEmpty()) {
                issues.addObject().put("id", Long.toString(issue.id()));
            } else {
                issues.add(json.issue(issue, wanted));
            }
        }
        if (to < found.size()) {
            answer.put("nextPageToken", token(to));
        }
        return Answer.ok(answer);
    }

    private Answer count(JsonNode body) {
        int count = JiraQuery.parse(body.path("jql").asText(""))
                .run(company.issues())
                .size();
        return Answer.ok(Wire.object().put("count", count));
    }

    /** Changes by date and issue, whatever the order of the issues asked for; the changes of one issue may span pages. */
    private Answer changelogs(JsonNode body) {
        if (body.path("issueIdsOrKeys").size() > MAX_BATCH
                || body.path("fieldIds").size() > MAX_FIELDS) {
            return errors(400, "At most " + MAX_BATCH + " issues and " + MAX_FIELDS + " fields can be asked for.");
        }
        Set<String> fieldIds = new LinkedHashSet<>();
        body.path("fieldIds").forEach(field -> fieldIds.add(field.asText()));
        record Entry(SimulatedIssue issue, IssueChange change) {}
        List<Entry> entries = new ArrayList<>();
        Set<SimulatedIssue> issues = new LinkedHashSet<>();
        body.path("issueIdsOrKeys").forEach(idOrKey -> {
            SimulatedIssue issue = json.find(idOrKey.asText());
            if (issue != null) {
                issues.add(issue);
            }
        });
        for (SimulatedIssue issue : issues) {
            for (IssueChange change : issue.changes()) {
                boolean wanted = fieldIds.isEmpty()
                        || change.fields().stream()
                                .anyMatch(field -> fieldIds.contains(Objects.toString(field.fieldId(), "")));
                if (wanted) {
                    entries.add(new Entry(issue, change));
                }
            }
        }
        entries.sort(Comparator.comparing((Entry entry) -> entry.change().at())
                .thenComparing(entry -> entry.issue().id()));
        int from = place(body.path("nextPageToken"));
        int size = Math.max(1, Math.min(MAX_CHANGES, body.path("maxResults").asInt(MAX_CHANGES)));
        int to = Math.min(entries.size(), from + size);
        Map<Long, ArrayNode> histories = new LinkedHashMap<>();
        for (Entry entry : entries.subList(Math.min(from, to), to)) {
            histories.computeIfAbsent(entry.issue().id(), id -> Wire.array()).add(json.change(entry.change(), true));
        }
        ObjectNode answer = Wire.object();
        ArrayNode logs = answer.putArray("issueChangeLogs");
        histories.forEach((id, changes) ->
                logs.addObject().put("issueId", Long.toString(id)).set("changeHistories", changes));
        if (to < entries.size()) {
            answer.put("nextPageToken", token(to));
        }
        return Answer.ok(answer);
    }

    private Answer issue(Request request, String path) {
        Matcher matcher = ISSUE.matcher(path);
        SimulatedIssue issue = matcher.matches() ? json.find(matcher.group(1)) : null;
        if (issue == null) {
            return errors(404, "Issue does not exist or you do not have permission to see it.");
        }
        return matcher.group(2) == null
                ? Answer.ok(json.issue(issue, split(request.query().getOrDefault("fields", "*all"))))
                : Answer.ok(changelog(request, issue));
    }

    private ObjectNode changelog(Request request, SimulatedIssue issue) {
        int from = Math.min(request.number("startAt", 0), issue.changes().size());
        int size = Math.min(request.number("maxResults", 100), 100);
        int to = Math.min(issue.changes().size(), from + size);
        ObjectNode page = Wire.object();
        page.put("self", Company.JIRA + request.path());
        page.put("maxResults", size);
        page.put("startAt", from);
        page.put("total", issue.changes().size());
        page.put("isLast", to == issue.changes().size());
        ArrayNode values = page.putArray("values");
        issue.changes().subList(from, to).forEach(change -> values.add(json.change(change, false)));
        return page;
    }

    private static Answer removed() {
        return errors(
                410,
                "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration"
                        + " guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046");
    }

    private static Answer errors(int status, String message) {
        ObjectNode body = Wire.object();
        body.putArray("errorMessages").add(message);
        body.putObject("errors");
        return new Answer(status, Map.of(), body.toString());
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String token(int place) {
        return Base64.getUrlEncoder().encodeToString(("demo:" + place).getBytes(StandardCharsets.UTF_8));
    }

    private static int place(JsonNode token) {
        if (!token.isTextual()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token.textValue()), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("demo:".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new JiraQuery.JqlException("The provided next page token is invalid or has expired.");
        }
    }
}
