package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The requested fields of an issue. Custom fields have another id on every site, so the site's own list is used.
 *
 * @param flagged ids of the fields that hold the impediment flag
 * @param epicLinks ids of the fields that hold the key of the epic
 * @param epicNames ids of the fields that hold the name of an epic, which only epics have
 */
record JiraFields(List<String> flagged, List<String> epicLinks, List<String> epicNames) {

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
    private static final String EPIC_NAME_TYPE = "com.pyxis.greenhopper.jira:gh-epic-label";

    JiraFields {
        flagged = List.copyOf(flagged);
        epicLinks = List.copyOf(epicLinks);
        epicNames = List.copyOf(epicNames);
    }

    /** The fields if the site does not list its own. */
    static JiraFields unknown() {
        return new JiraFields(List.of(), List.of(), List.of());
    }

    /** From the answer to {@code /field}. */
    static JiraFields of(JsonNode answer) {
        List<String> flagged = new ArrayList<>();
        List<String> epicLinks = new ArrayList<>();
        List<String> epicNames = new ArrayList<>();
        for (JsonNode field : answer) {
            String id = field.path("id").asText();
            // the id becomes a part of URLs
            if (!CUSTOM_ID.matcher(id).matches()) {
                continue;
            }
            if (field.path("name").asText().equalsIgnoreCase("Flagged")
                    || field.path("untranslatedName").asText().equalsIgnoreCase("Flagged")) {
                flagged.add(id);
            } else if (field.path("schema").path("custom").asText().equals(EPIC_LINK_TYPE)) {
                epicLinks.add(id);
            } else if (field.path("schema").path("custom").asText().equals(EPIC_NAME_TYPE)) {
                epicNames.add(id);
            }
        }
        return new JiraFields(flagged, epicLinks, epicNames);
    }

    /** The requested ids. */
    List<String> ids() {
        List<String> all = new ArrayList<>(SYSTEM);
        all.addAll(flagged);
        all.addAll(epicLinks);
        all.addAll(epicNames);
        return all;
    }

    /** The requested ids, separated by commas. */
    String query() {
        return String.join(",", ids());
    }
}
