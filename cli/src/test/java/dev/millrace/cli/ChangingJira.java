package dev.millrace.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** A Jira of some 45 issues, in either dialect, where people work on. */
final class ChangingJira implements ChangingTool {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final String[] STATES = {"Open", "In Progress", "In Review", "Done"};

    private final FaultRun.Tool tool;
    private final JiraFake jira;
    private Instant now = Instant.parse("2026-09-01T08:00:00Z");
    private final Set<Integer> deleted = new HashSet<>();
    private final boolean deletes;
    private int issues;
    private int histories;

    /** Where issues may be deleted, too. */
    ChangingJira(FaultRun.Tool tool, boolean deletes) {
        this.tool = tool;
        this.jira = tool == FaultRun.Tool.CLOUD ? JiraCloudFake.empty() : JiraDataCenterFake.empty();
        this.deletes = deletes;
        Random random = new Random(45);
        while (issues < 45) {
            create();
            for (int n = random.nextInt(4); n > 0; n--) {
                work(1 + random.nextInt(issues), random);
            }
        }
    }

    @Override
    public FaultRun.Tool tool() {
        return tool;
    }

    @Override
    public URI url() {
        return jira.baseUrl();
    }

    @Override
    public synchronized void change(Random random) {
        int what = random.nextInt(8);
        int number = 1 + random.nextInt(issues);
        if (what < 2) {
            create();
        } else if (deletes && what < 4) {
            if (deleted.add(number)) {
                jira.delete("FLT-" + number);
            }
        } else if (!deleted.contains(number)) {
            work(number, random);
        }
    }

    @Override
    public void close() {
        jira.close();
    }

    private void tick() {
        now = now.plus(Duration.ofMinutes(7));
        jira.setTime(now);
    }

    private void create() {
        tick();
        issues++;
        ObjectNode issue = JSON.createObjectNode();
        issue.put("id", Integer.toString(1_000 + issues)).put("key", "FLT-" + issues);
        ObjectNode fields = issue.putObject("fields");
        fields.put("summary", "Issue " + issues + ": \u00fc, \u20ac, \ud83d\ude80");
        fields.putObject("project").put("id", "1").put("key", "FLT");
        fields.putObject("issuetype").put("id", "1").put("name", "Bug").put("subtask", false);
        fields.put("created", TIME.format(now)).put("updated", TIME.format(now));
        status(issue, 0);
        issue.putObject("changelog")
                .put("startAt", 0)
                .put("maxResults", 0)
                .put("total", 0)
                .putArray("histories");
        jira.put(issue);
    }

    private void work(int number, Random random) {
        tick();
        int to = random.nextInt(STATES.length);
        jira.change("FLT-" + number, issue -> {
            String from = issue.path("fields").path("status").path("name").asText();
            ObjectNode changelog = (ObjectNode) issue.path("changelog");
            ObjectNode history = ((ArrayNode) changelog.path("histories")).addObject();
            history.put("id", Integer.toString(++histories)).put("created", TIME.format(now));
            history.putObject("author").put("name", "ann").put("key", "ann");
            history.putArray("items")
                    .addObject()
                    .put("field", "status")
                    .put("fieldtype", "jira")
                    .put("from", Integer.toString(index(from) + 1))
                    .put("fromString", from)
                    .put("to", Integer.toString(to + 1))
                    .put("toString", STATES[to]);
            changelog.put("total", changelog.path("histories").size());
            status(issue, to);
        });
    }

    private static int index(String state) {
        for (int i = 0; i < STATES.length; i++) {
            if (STATES[i].equals(state)) {
                return i;
            }
        }
        throw new IllegalStateException(state);
    }

    private static void status(ObjectNode issue, int index) {
        ((ObjectNode) issue.path("fields"))
                .putObject("status")
                .put("id", Integer.toString(index + 1))
                .put("name", STATES[index])
                .putObject("statusCategory")
                .put("key", index == 0 ? "new" : index == 3 ? "done" : "indeterminate");
    }
}
