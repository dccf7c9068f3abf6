package dev.millrace.demo.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.FieldChange;
import dev.millrace.demo.company.IssueChange;
import dev.millrace.demo.company.IssueType;
import dev.millrace.demo.company.Person;
import dev.millrace.demo.company.Resolution;
import dev.millrace.demo.company.SimulatedIssue;
import dev.millrace.demo.company.SimulatedProject;
import dev.millrace.demo.company.Status;
import dev.millrace.fake.Wire;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The company's issues as Jira Cloud's REST API v3 shows them. */
final class JiraJson {

    private static final Map<String, String> CATEGORY_COLORS =
            Map.of("new", "blue-gray", "indeterminate", "yellow", "done", "green");
    private static final Map<String, Integer> CATEGORY_IDS = Map.of("new", 2, "indeterminate", 4, "done", 3);
    private static final Map<String, String> CATEGORY_NAMES =
            Map.of("new", "To Do", "indeterminate", "In Progress", "done", "Done");

    private final URI site;
    private final Map<String, SimulatedIssue> byKey = new HashMap<>();

    JiraJson(Company company, URI site) {
        this.site = site;
        for (SimulatedIssue issue : company.issues()) {
            byKey.put(issue.key(), issue);
            for (IssueChange change : issue.changes()) {
                for (FieldChange field : change.fields()) {
                    if (field.field().equals("Key") && field.fromText() != null) {
                        byKey.put(field.fromText(), issue);
                    }
                }
            }
        }
    }

    /** An issue with all its fields and its changelog. */
    ObjectNode issue(SimulatedIssue issue) {
        ObjectNode json = Wire.object();
        json.put("expand", "operations,versionedRepresentations,editmeta,changelog,renderedFields");
        json.put("id", Long.toString(issue.id()));
        json.put("self", site + "/rest/api/3/issue/" + issue.id());
        json.put("key", issue.key());
        json.set("fields", fieldsOf(issue));
        ArrayNode histories = json.putObject("changelog").putArray("histories");
        issue.changes().forEach(change -> histories.add(change(change)));
        return json;
    }

    private ObjectNode fieldsOf(SimulatedIssue issue) {
        ObjectNode fields = Wire.object();
        fields.put("summary", issue.title());
        fields.set("project", project(SimulatedProject.of(issue.project())));
        fields.set("issuetype", type(issue.type()));
        String parent = issue.parent();
        if (parent != null) {
            fields.set("parent", related(parent));
        }
        fields.set("status", status(issue.status()));
        fields.set("resolution", resolution(issue.resolution()));
        fields.set("resolutiondate", resolved(issue));
        fields.put("created", Wire.jira(issue.created()));
        fields.put("updated", Wire.jira(issue.updated()));
        fields.set("creator", user(issue.creator()));
        fields.set("reporter", user(issue.creator()));
        Person assignee = issue.assignee();
        fields.set("assignee", assignee == null ? null : user(assignee));
        fields.putArray("labels");
        fields.putArray("components");
        fields.putArray("fixVersions");
        fields.set("issuelinks", links(issue));
        if (issue.flagged()) {
            fields.putArray(FieldChange.FLAG_FIELD)
                    .addObject()
                    .put("self", site + "/rest/api/3/customFieldOption/10019")
                    .put("value", "Impediment")
                    .put("id", "10019");
        } else {
            fields.putNull(FieldChange.FLAG_FIELD);
        }
        return fields;
    }

    /** What the site says of itself. */
    static ObjectNode serverInfo() {
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

    /** The account that collects. */
    static ObjectNode collector() {
        return Wire.object()
                .put("accountId", "712020:00000000-0000-4000-8000-000000000000")
                .put("accountType", "atlassian")
                .put("active", true)
                .put("displayName", "Millrace")
                .put("timeZone", Company.ZONE.getId())
                .put("locale", "en_GB");
    }

    /** The fields of the site. */
    static ArrayNode fields() {
        ArrayNode all = Wire.array();
        for (String name : List.of("summary", "status", "issuetype", "project", "resolution", "assignee", "parent")) {
            ObjectNode field = all.addObject();
            field.put("id", name).put("key", name).put("name", name);
            field.put("custom", false)
                    .put("orderable", true)
                    .put("navigable", true)
                    .put("searchable", true);
            field.putArray("clauseNames").add(name);
            field.putObject("schema")
                    .put("type", name.equals("summary") ? "string" : name)
                    .put("system", name);
        }
        ObjectNode flag = all.addObject();
        flag.put("id", FieldChange.FLAG_FIELD)
                .put("key", FieldChange.FLAG_FIELD)
                .put("name", "Flagged");
        flag.put("custom", true).put("orderable", true).put("navigable", true).put("searchable", true);
        flag.putArray("clauseNames").add("cf[10021]").add("Flagged");
        flag.putObject("schema")
                .put("type", "array")
                .put("items", "option")
                .put("custom", "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes")
                .put("customId", 10_021);
        ObjectNode number = all.addObject();
        number.put("id", "customfield_10310").put("key", "customfield_10310").put("name", "Flow time (days)");
        number.put("custom", true).put("orderable", true).put("navigable", true).put("searchable", true);
        number.putArray("clauseNames").add("cf[10310]").add("Flow time (days)");
        number.putObject("schema")
                .put("type", "number")
                .put("custom", "com.atlassian.jira.plugin.system.customfieldtypes:float")
                .put("customId", 10_310);
        return all;
    }

    private static JsonNode resolved(SimulatedIssue issue) {
        if (issue.resolution() == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        String at = "";
        for (IssueChange change : issue.changes()) {
            if (change.fields().stream().anyMatch(field -> field.field().equals("resolution"))) {
                at = Wire.jira(change.at());
            }
        }
        return JsonNodeFactory.instance.textNode(at);
    }

    private ArrayNode links(SimulatedIssue issue) {
        ArrayNode links = Wire.array();
        for (String blocker : issue.blockedBy()) {
            link(links, issue, blocker, "inwardIssue");
        }
        for (IssueChange change : issue.changes()) {
            for (FieldChange field : change.fields()) {
                if (field.to() != null && String.valueOf(field.toText()).startsWith("This issue blocks ")) {
                    link(links, issue, field.to(), "outwardIssue");
                }
            }
        }
        return links;
    }

    private void link(ArrayNode links, SimulatedIssue issue, String other, String end) {
        SimulatedIssue found = byKey.get(other);
        if (found == null) {
            return;
        }
        ObjectNode link = links.addObject();
        String id = Long.toString(Math.min(issue.id(), found.id()) * 3 % 90_000 + 10_000);
        link.put("id", id);
        link.put("self", site + "/rest/api/3/issueLink/" + id);
        link.set(
                "type",
                Wire.object()
                        .put("id", "10000")
                        .put("name", "Blocks")
                        .put("inward", "is blocked by")
                        .put("outward", "blocks")
                        .put("self", site + "/rest/api/3/issueLinkType/10000"));
        link.set(end, related(other));
    }

    private JsonNode related(String key) {
        SimulatedIssue other = byKey.get(key);
        if (other == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode json = Wire.object();
        json.put("id", Long.toString(other.id()));
        json.put("key", other.key());
        json.put("self", site + "/rest/api/3/issue/" + other.id());
        ObjectNode fields = json.putObject("fields");
        fields.put("summary", other.title());
        fields.set("status", status(other.status()));
        fields.set("issuetype", type(other.type()));
        return json;
    }

    private ObjectNode project(SimulatedProject project) {
        return Wire.object()
                .put("self", site + "/rest/api/3/project/" + project.id())
                .put("id", project.id())
                .put("key", project.key())
                .put("name", project.title())
                .put("projectTypeKey", "software")
                .put("simplified", false);
    }

    private ObjectNode type(IssueType type) {
        return Wire.object()
                .put("self", site + "/rest/api/3/issuetype/" + type.id())
                .put("id", type.id())
                .put("description", "")
                .put("name", type.text())
                .put("subtask", type == IssueType.SUB_TASK)
                .put("hierarchyLevel", type.hierarchyLevel());
    }

    /** A status with its category. */
    ObjectNode status(Status status) {
        ObjectNode json = Wire.object()
                .put("self", site + "/rest/api/3/status/" + status.id())
                .put("description", "")
                .put("iconUrl", site + "/images/icons/status.png")
                .put("name", status.text())
                .put("id", status.id());
        String category = status.category();
        json.putObject("statusCategory")
                .put("self", site + "/rest/api/3/statuscategory/" + CATEGORY_IDS.getOrDefault(category, 1))
                .put("id", CATEGORY_IDS.getOrDefault(category, 1))
                .put("key", category)
                .put("colorName", CATEGORY_COLORS.getOrDefault(category, "medium-gray"))
                .put("name", CATEGORY_NAMES.getOrDefault(category, "No Category"));
        return json;
    }

    private JsonNode resolution(@Nullable Resolution resolution) {
        return resolution == null
                ? JsonNodeFactory.instance.nullNode()
                : Wire.object()
                        .put("self", site + "/rest/api/3/resolution/" + resolution.id())
                        .put("id", resolution.id())
                        .put("description", "")
                        .put("name", resolution.text());
    }

    private ObjectNode user(Person person) {
        return Wire.object()
                .put("self", site + "/rest/api/3/user?accountId=" + person.accountId())
                .put("accountId", person.accountId())
                .put("displayName", person.displayName())
                .put("active", true)
                .put("timeZone", Company.ZONE.getId())
                .put("accountType", person.bot() ? "app" : "atlassian");
    }

    private ObjectNode change(IssueChange change) {
        ObjectNode json = Wire.object();
        json.put("id", Long.toString(change.id()));
        json.set("author", user(change.author()));
        json.put("created", Wire.jira(change.at()));
        ArrayNode items = json.putArray("items");
        for (FieldChange field : change.fields()) {
            ObjectNode item = items.addObject();
            item.put("field", field.field());
            item.put("fieldtype", String.valueOf(field.fieldId()).startsWith("customfield_") ? "custom" : "jira");
            if (field.fieldId() != null) {
                item.put("fieldId", field.fieldId());
            }
            item.put("from", field.from());
            item.put("fromString", field.fromText());
            item.put("to", field.to());
            item.put("toString", field.toText());
        }
        return json;
    }
}
