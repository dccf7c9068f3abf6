package dev.millrace.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Items of three tools as {@code events/1}, one of every kind that is easy to get wrong, and the definition by which they are read. The
 * definition says much that no tool says: another answer without it is the rule here.
 */
final class HandMadeItems {

    /** The pull request that is an item of its own. */
    static final String ALONE = "acme/shop#9";

    /** That one, and those of issues. */
    static final List<String> PULL_REQUESTS =
            List.of("acme/shop#1", "acme/shop#2", "acme/shop#7", ALONE, "acme/tools#20");

    static final List<String> STREAMS = List.of("shop", "ops");

    /** What production is, what a state means and from which day on, whose work it is, and when they work. */
    static final String DEFINITION = """
            version: hand-made
            streams:
              - id: shop
                name: Web shop
                scope: {projects: SHOP, repositories: acme/shop}
                states:
                  - {name: Selected, stage: waiting-for-test}
                  - {name: Polishing, stage: waiting-for-test}
                types: {feature: Story, defect: Bug, debt: Chore}
                versions:
                  - from: 2026-10-12
                    states:
                      - {name: Selected, stage: to-do}
                      - {name: Polishing, stage: in-progress}
                    types: {feature: [Story, Chore], defect: Bug}
                  - from: 2026-11-20
                    states: [{name: In Progress, stage: in-review}, {name: Polishing, stage: done}]
                    types: {risk: [Story, Bug, Chore]}
              - id: ops
                name: Operations
                stages:
                  - {id: asked, kind: new}
                  - {id: queued, kind: waiting, waitingFor: queue}
                  - {id: at-work, kind: active}
                  - {id: closed, kind: done}
                states:
                  - {name: Open, stage: asked}
                  - {name: In Progress, stage: at-work}
                  - {name: In Review, stage: queued}
                  - {name: Done, stage: closed}
                otherStates: unmapped
                done: tracked
                reopen: {policy: first-done}
                notDelivered: [Abandoned]
            teams:
              - id: payments
                name: Payments
                scope: {projects: SHOP}
                calendar:
                  zone: Europe/Berlin
                  hours: {weekdays: "09:00-17:00"}
                  holidays: [2026-10-05]
              - {id: operations, scope: {projects: OPS, repositories: acme/tools}}
            services:
              - id: shop
                scope: {repositories: acme/shop, jobs: shop/*}
                environments:
                  - {name: customers, matches: [customer-*], production: true}
            """;

    private static final Map<String, String> CATEGORIES = Map.of(
            "Open", "new",
            "Selected", "indeterminate",
            "In Progress", "indeterminate",
            "Polishing", "indeterminate",
            "In Review", "indeterminate",
            "Done", "done");

    private final JsonMapper json = JsonMapper.builder().build();
    private final StringBuilder lines = new StringBuilder("{\"millrace\":\"events/1\"}\n");
    private final Map<String, ObjectNode> issues = new TreeMap<>();
    private final Map<String, String> trunks = new HashMap<>();
    private final List<ObjectNode> events = new ArrayList<>();
    private int count;

    private HandMadeItems() {}

    /** All of them, one fact a line. */
    static String facts() {
        HandMadeItems made = new HandMadeItems();
        made.write();
        return made.lines.toString();
    }

    /** Keys of all issues but sub-tasks. */
    static List<String> issues() {
        HandMadeItems made = new HandMadeItems();
        made.write();
        return made.issues.values().stream()
                .filter(issue -> issue.path("level").asText().equals("standard"))
                .map(issue -> issue.path("key").asText())
                .sorted()
                .toList();
    }

    private void write() {
        CATEGORIES.forEach((name, category) ->
                line(named(name).put("fact", "state").put("tool", "jira:work").put("category", category)));
        commit("acme/shop", "first/shop", "01T05");
        deployment("0", "acme/shop", "customer-eu", "first/shop", "01T06");
        commit("acme/tools", "first/tools", "01T05");
        deployment("10", "acme/tools", "production", "first/tools", "01T06");
        // done in Jira before it is delivered, which only the definition's word on the environment can tell
        issue("SHOP-1", "Story", "01T08", "02T08 In Progress", "05T12 In Review", "06T10 Done");
        pullRequest("acme/shop#1", "SHOP-1", "02T10", "06T09");
        build("shop/main", 1, "acme/shop#1", "06T09");
        deployment("1", "acme/shop", "customer-eu", "acme/shop#1", "08T15");
        issue("SHOP-2", "Bug", "02T08", "06T08 In Progress", "09T08 Done", "12T08 In Progress", "13T08 Done");
        pullRequest("acme/shop#2", "SHOP-2", "07T08", "08T08");
        deployment("2", "acme/shop", "customer-us", "acme/shop#2", "13T12");
        // waited nowhere, and most of its kind do not wait
        issue("SHOP-3", "Bug", "02T08", "07T08 In Progress", "13T08 Done");
        issue("SHOP-4", "Chore", "05T08", "09T08 In Progress", "16T08 Done");
        issue("SHOP-5", "Chore", "06T08", "07T08 In Progress", "08T08 Done");
        snapshot("SHOP-5").put("level", "sub-task").put("parent", "jira:work:issue:SHOP-4");
        issue("SHOP-6", "Story", "05T08", "07T08 In Progress", "14T08 Done");
        snapshot("SHOP-6").put("resolution", "Won't Do");
        issue("SHOP-7", "Story", "20T08", "21T08 In Progress", "27T08 Polishing");
        pullRequest("acme/shop#7", "SHOP-7", "22T08", null);
        issue("SHOP-8", "Bug", "01T08", "02T08 In Progress", "03T08 Done", "20T08 In Progress", "22T08 Done");
        // from the 12th on these states mean something else
        issue("SHOP-10", "Chore", "01T08", "02T08 Selected", "06T08 Polishing", "08T08 Done");
        issue("SHOP-11", "Chore", "09T08", "13T08 Selected", "15T08 Polishing", "19T08 Done");
        // three that were reviewed, and one that was seen not to be
        for (int n = 12; n <= 14; n++) {
            issue("SHOP-" + n, "Story", "07T08", "08T08 In Progress", "09T0" + (n - 10) + " In Review", "11T08 Done");
        }
        issue("SHOP-15", "Story", "12T08", "13T08 In Progress", "17T08 Done");
        issue("SHOP-16", "Story", "25T08");
        issue("SHOP-17", "Bug", "02T08", "06T08 In Progress", "09T08 Done", "12T08 In Progress", "13T08 Done");
        pullRequest(ALONE, null, "14T08", "16T08");
        deployment("9", "acme/shop", "customer-eu", ALONE, "17T08");
        issue("OPS-20", "Story", "05T08", "06T08 In Progress", "08T08 In Review", "12T08 Done");
        pullRequest("acme/tools#20", "OPS-20", "06T12", "07T12");
        deployment("20", "acme/tools", "production", "acme/tools#20", "15T08");
        issue(
                "OPS-21",
                "Bug",
                "05T08",
                "06T08 In Progress",
                "07T08 Polishing",
                "08T08 In Progress",
                "12T08 Done",
                "14T08 Open");
        issue("OPS-22", "Bug", "05T08", "06T08 In Progress", "12T08 Done");
        snapshot("OPS-22").put("resolution", "Won't Do");
        issue("OPS-23", "Bug", "18T08", "19T08 In Progress");
        event("jira:work:issue:OPS-23", "flag-changed", "21T08").put("raised", true);
        event("jira:work:issue:OPS-23", "flag-changed", "23T08").put("raised", false);
        issues.values().forEach(this::line);
        events.forEach(this::line);
    }

    /** An issue; each state is a day and hour of October and a name. */
    private void issue(String key, String type, String created, String... states) {
        String artifact = "jira:work:issue:" + key;
        String project = key.replaceAll("-.*", "");
        ObjectNode snapshot = artifact(artifact, key, project, created);
        snapshot.put("level", "standard").set("type", named(type));
        snapshot.putObject("attributes");
        String from = "Open";
        event(artifact, "created", created).set("state", named(from));
        for (String moved : states) {
            String to = moved.substring(moved.indexOf(' ') + 1);
            ObjectNode change = event(artifact, "state-changed", moved.substring(0, moved.indexOf(' ')));
            change.set("from", named(from));
            change.set("to", named(to));
            from = to;
        }
        snapshot.set("state", named(from));
        issues.put(key, snapshot);
    }

    /** A pull request that a person reviewed at its half; its merge commit bears its name. */
    private void pullRequest(String key, @Nullable String issue, String opened, @Nullable String merged) {
        String artifact = "github:acme:pull-request:" + key;
        ObjectNode snapshot = artifact(artifact, key, key.replaceAll("#.*", ""), opened);
        ObjectNode attributes = snapshot.putObject("attributes");
        if (issue != null) {
            attributes.putArray("keys.title").add(issue);
        }
        event(artifact, "created", opened).set("state", named("open"));
        event(artifact, "review-requested", opened);
        if (merged != null) {
            attributes.putArray("mergeCommit").add(sha(key));
            attributes.putArray("defaultBranch").add("true");
            ObjectNode change = event(artifact, "state-changed", merged);
            change.set("from", named("open"));
            change.set("to", named("merged"));
            commit(key.replaceAll("#.*", ""), key, merged);
        }
        line(snapshot);
    }

    /** A commit of the trunk upon the one before. */
    private void commit(String repository, String name, String at) {
        String artifact = "github:acme:commit:" + sha(name);
        ObjectNode snapshot = artifact(artifact, sha(name).substring(0, 10), repository, at);
        ObjectNode attributes = snapshot.putObject("attributes");
        attributes.putArray("branch").add("main");
        String parent = trunks.put(repository, sha(name));
        if (parent != null) {
            attributes.putArray("parents").add(parent);
        }
        line(snapshot);
        event(artifact, "created", at).set("state", named("committed"));
    }

    private void build(String job, int number, String pullRequest, String at) {
        String artifact = "jenkins:ci:build:" + job + '#' + number + '@' + at(at).toEpochMilli();
        ObjectNode snapshot = artifact(artifact, job + " #" + number, job, at);
        ObjectNode attributes = snapshot.putObject("attributes");
        attributes.putArray("commit").add(sha(pullRequest));
        attributes.putArray("commits").add(sha(pullRequest));
        attributes.putArray("branch").add("main");
        attributes.putArray("repository").add(pullRequest.replaceAll("#.*", ""));
        line(snapshot);
        ran(artifact, at, at(at).plusSeconds(40), at(at).plusSeconds(1_000), "queued", "running");
    }

    private void deployment(String id, String repository, String environment, String pullRequest, String at) {
        String artifact = "github:acme:deployment:" + id;
        ObjectNode snapshot = artifact(artifact, repository + " deployment " + id, repository, at);
        ObjectNode attributes = snapshot.putObject("attributes");
        attributes.putArray("commit").add(sha(pullRequest));
        attributes.putArray("environment").add(environment);
        line(snapshot);
        ran(artifact, at, at(at).plusSeconds(30), at(at).plusSeconds(600), "pending", "in_progress");
    }

    private void ran(String artifact, String queued, Instant begun, Instant ended, String first, String second) {
        event(artifact, "created", queued).set("state", named(first));
        ObjectNode start = event(artifact, "state-changed", queued).put("occurredAt", begun.toString());
        start.set("from", named(first));
        start.set("to", named(second));
        ObjectNode end = event(artifact, "state-changed", queued).put("occurredAt", ended.toString());
        end.set("from", named(second));
        end.set("to", named("success"));
    }

    private ObjectNode snapshot(String key) {
        return Objects.requireNonNull(issues.get(key));
    }

    private ObjectNode artifact(String id, String key, String project, String created) {
        return json.createObjectNode()
                .put("fact", "snapshot")
                .put("artifact", id)
                .put("key", key)
                .put("title", "About " + key)
                .put("project", project)
                .put("level", "standard")
                .put("createdAt", at(created).toString())
                .put("updatedAt", at(created).toString());
    }

    /** An event that is written with all others when everything has been told. */
    private ObjectNode event(String artifact, String kind, String at) {
        ObjectNode event = json.createObjectNode()
                .put("fact", "event")
                .put("id", artifact + "#" + ++count)
                .put("artifact", artifact)
                .put("kind", kind)
                .put("occurredAt", at(at).toString())
                .put("sequence", count);
        events.add(event);
        return event;
    }

    private ObjectNode named(String name) {
        return json.createObjectNode().put("id", name).put("name", name);
    }

    private void line(ObjectNode fact) {
        lines.append(fact).append('\n');
    }

    /** An hour of a day of October: {@code 06T09}. */
    private static Instant at(String dayAndHour) {
        return Instant.parse("2026-10-" + dayAndHour + ":00:00Z");
    }

    private static String sha(String pullRequest) {
        return String.format("%040x", new BigInteger(1, pullRequest.getBytes(StandardCharsets.UTF_8)));
    }
}
