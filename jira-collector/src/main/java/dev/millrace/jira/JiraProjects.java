package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Lists the projects that an account sees. Reads only, and one page only: a person chooses among them. */
public final class JiraProjects {

    private static final int MOST = 200;

    private JiraProjects() {}

    /**
     * Their keys, in Jira's order, at most {@value #MOST}; empty if the Jira does not list them.
     *
     * @throws dev.millrace.http.HttpException if there is no answer at all
     */
    public static List<String> of(JiraSettings settings, HttpTransport transport) {
        JiraSettings known = settings.loggedIn(transport);
        Probe probe = new Probe(transport, known.authorization(), "application/json", new JiraAdvice(known.baseUrl()));
        HttpReply reply = probe.get(URI.create(known.baseUrl() + "/rest/api/2/project"));
        List<String> keys = new ArrayList<>();
        for (JsonNode project : reply.isSuccess() ? Probe.json(reply) : List.<JsonNode>of()) {
            String key = project.path("key").asText();
            if (key.matches("[A-Z][A-Z0-9_]{0,49}") && keys.size() < MOST) {
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }
}
