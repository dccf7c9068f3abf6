package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The requested fields of an issue. Custom fields have another id on every site, so the site's own list is used.
 *
 * @param flagged ids of the fields that hold the impediment flag
 * @param epicLinks ids of the fields that hold the key of the epic
 * @param epicNames ids of the fields that hold the name of an epic, which only epics have
 * @param sprints ids of the fields that hold the sprints
 * @param names the names of the fields of flag and sprint with their ids: Data Center's changelogs have no ids of fields
 * @param panels ids of the fields that sum up the development panel; requested only for {@link JiraSettings#developmentLinks}
 */
record JiraFields(
        List<String> flagged,
        List<String> epicLinks,
        List<String> epicNames,
        List<String> sprints,
        Map<String, String> names,
        List<String> panels) {

    private static final List<String> SYSTEM = List.of(
            "summary",
            "project",
            "issuetype",
            "parent",
            "status",
            "resolution",
            "resolutiondate",
            "created",
            "updated",
            "creator",
            "labels",
            "components",
            "fixVersions",
            "priority",
            "issuelinks");

    private static final Pattern CUSTOM_ID = Pattern.compile("customfield_\\d{1,18}");
    private static final String EPIC_LINK_TYPE = "com.pyxis.greenhopper.jira:gh-epic-link";
    private static final String SPRINT_TYPE = "com.pyxis.greenhopper.jira:gh-sprint";
    private static final String PANEL_TYPE =
            "com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf";
    private static final String FLAGGED = "Flagged";
    private static final String EPIC_NAME_TYPE = "com.pyxis.greenhopper.jira:gh-epic-label";

    JiraFields {
        flagged = List.copyOf(flagged);
        epicLinks = List.copyOf(epicLinks);
        epicNames = List.copyOf(epicNames);
        sprints = List.copyOf(sprints);
        names = Map.copyOf(names);
        panels = panels == null ? List.of() : List.copyOf(panels); // an earlier version wrote none
    }

    /** The fields if the site does not list its own. */
    static JiraFields unknown() {
        return new JiraFields(List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    /** From the answer to {@code /field}. */
    static JiraFields of(JsonNode answer) {
        List<String> flagged = new ArrayList<>();
        List<String> epicLinks = new ArrayList<>();
        List<String> epicNames = new ArrayList<>();
        List<String> sprints = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        List<String> panels = new ArrayList<>();
        for (JsonNode field : answer) {
            String id = field.path("id").asText();
            // the id becomes a part of URLs
            if (!isCustom(id)) {
                continue;
            }
            String type = field.path("schema").path("custom").asText();
            if (isFlag(field)) {
                flagged.add(id);
                names.put(field.path("name").asText(), id);
            } else if (type.equals(SPRINT_TYPE)) {
                sprints.add(id);
                names.put(field.path("name").asText(), id);
            } else if (type.equals(EPIC_LINK_TYPE)) {
                epicLinks.add(id);
            } else if (type.equals(EPIC_NAME_TYPE)) {
                epicNames.add(id);
            } else if (type.equals(PANEL_TYPE)) {
                panels.add(id);
            }
        }
        return new JiraFields(flagged, epicLinks, epicNames, sprints, names, panels);
    }

    /** Whether this is the id of a field that an administrator or an app made. */
    static boolean isCustom(String id) {
        return CUSTOM_ID.matcher(id).matches();
    }

    /** Its own name is in the language of the account or of the site; JQL knows the field by its first name in any language. */
    private static boolean isFlag(JsonNode field) {
        List<String> known = new ArrayList<>(List.of(
                field.path("name").asText(), field.path("untranslatedName").asText()));
        field.path("clauseNames").forEach(clause -> known.add(clause.asText()));
        return known.stream().anyMatch(FLAGGED::equalsIgnoreCase);
    }

    /** The id of a field that a changelog names by its id, by its name, or by both; empty if it is none of flag and sprint. */
    Optional<String> named(String id, String name) {
        return id.isEmpty()
                ? Optional.ofNullable(names.get(name))
                : Optional.of(id).filter(one -> flagged.contains(one) || sprints.contains(one));
    }

    /** The same without the summary of the development panel, which Jira takes long to make. */
    JiraFields withoutPanels() {
        return new JiraFields(flagged, epicLinks, epicNames, sprints, names, List.of());
    }

    /** The requested ids. */
    List<String> ids() {
        List<String> all = new ArrayList<>(SYSTEM);
        all.addAll(flagged);
        all.addAll(epicLinks);
        all.addAll(epicNames);
        all.addAll(sprints);
        all.addAll(panels);
        return all;
    }

    /** The requested ids, separated by commas. */
    String query() {
        return String.join(",", ids());
    }
}
