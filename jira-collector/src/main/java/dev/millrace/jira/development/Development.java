package dev.millrace.jira.development;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.model.ArtifactId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Requests which pull requests and commits Jira connects with an issue. It sends nothing for an issue that shows neither a remote link in
 * its changelog nor anything in its development panel.
 *
 * <p>The development panel has no published API. Its address is the one that Jira's own pages use, the same on Cloud and Data Center.
 */
public final class Development {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NOT_FOUND = 404;
    private static final int MOST = 200;
    /** How the changelog names a remote link; Cloud has changed the word. */
    private static final Set<String> REMOTE_LINK = Set.of("remoteissuelink", "remoteworkitemlink");
    /** The name of the application of the links that publish writes. */
    private static final String OURS = "(Millrace)\"";

    private final JsonClient client;
    private final URI site;
    private final String api;
    private final Map<String, String> refusals = new LinkedHashMap<>();

    /**
     * Of one site.
     *
     * @param api the path of the API, such as {@code /rest/api/3}
     */
    public Development(JsonClient client, URI site, String api) {
        this.client = client;
        this.site = site;
        this.api = api;
    }

    /**
     * What stands for each pull request and commit of an issue, at most {@value #MOST}.
     *
     * @param issue the issue with its changelog
     * @param panels ids of the fields that sum up the development panel
     */
    public List<ArtifactId> of(JsonNode issue, List<String> panels) {
        Set<ArtifactId> found = new LinkedHashSet<>();
        String id = issue.path("id").asText();
        if (id.matches("\\d{1,18}")) {
            if (hasRemoteLink(issue.path("changelog"))) {
                found.addAll(ShownCode.linked(ask("remote links", api + "/issue/" + id + "/remotelink")));
            }
            for (String panel : panels) {
                JsonNode summary = summary(issue.path("fields").path(panel));
                for (String type : List.of("pullrequest", "repository")) {
                    summary.path(type).path("byInstanceType").properties().stream()
                            .filter(tool -> tool.getValue().path("count").asLong() > 0)
                            .forEach(tool -> found.addAll(ShownCode.shown(ask(
                                    "development panel",
                                    "/rest/dev-status/1.0/issue/detail?issueId=" + id + "&applicationType="
                                            + URLEncoder.encode(tool.getKey(), StandardCharsets.UTF_8) + "&dataType="
                                            + type))));
                }
            }
        }
        return found.stream().limit(MOST).toList();
    }

    /** What Jira refused to show, each once, with what to do. */
    public List<String> refusals() {
        return List.copyOf(refusals.values());
    }

    private JsonNode ask(String what, String address) {
        if (refusals.containsKey(what)) {
            return MissingNode.getInstance();
        }
        try {
            return client.get(URI.create(site + address)).body();
        } catch (HttpStatusException e) {
            if (e.status() >= 400 && e.status() < 500 && e.status() != 429) {
                if (e.status() != NOT_FOUND) { // of one issue that was deleted meanwhile it says nothing
                    refusals.put(
                            what,
                            "Jira does not show the " + what + " of issues, so links to pull requests are missing: "
                                    + e.getMessage() + " Without developmentLinks, Millrace does not request it");
                }
                return MissingNode.getInstance();
            }
            throw e;
        }
    }

    private static boolean hasRemoteLink(JsonNode changelog) {
        for (JsonNode history : changelog.path("histories")) {
            for (JsonNode item : history.path("items")) {
                String field = item.path("field").asText();
                String words =
                        item.path("toString").asText() + item.path("fromString").asText();
                if (REMOTE_LINK.contains(field.toLowerCase(Locale.ROOT)) && !words.endsWith(OURS)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The field holds text that holds JSON: {@code {pullrequest={...}, json={"cachedValue":{"summary":{...}}}}}. */
    private static JsonNode summary(JsonNode field) {
        String text = field.asText();
        int begin = text.indexOf("json={");
        int end = text.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text.substring(begin + "json=".length(), end))
                    .path("cachedValue")
                    .path("summary");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
