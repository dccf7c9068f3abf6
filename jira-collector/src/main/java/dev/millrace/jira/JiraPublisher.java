package dev.millrace.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import dev.millrace.http.StatusAdvice;
import dev.millrace.model.ArtifactId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes figures into the issues of a Jira: an issue property, a link to the item's page, and number fields.
 *
 * <p>Neither comes back as an event: a property leaves no trace in the changelog, and a link leaves an entry of a field that no
 * event is made of. So does a number field. Both move the issue's {@code updated}, so that the next sync reads it once more and finds nothing new.
 */
public final class JiraPublisher {

    /** The property that the panel reads. */
    public static final String PROPERTY = "millrace.flow";

    private static final int NOT_FOUND = 404;

    private final JiraSettings settings;
    private final HttpTransport transport;
    private @Nullable String api;
    private @Nullable NumberFields fields;

    /** Writes into that Jira; sends nothing before the first write. */
    public JiraPublisher(JiraSettings settings, HttpTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.settings = Objects.requireNonNull(settings, "settings").loggedIn(transport);
    }

    /** The property from which Jira draws the lozenge beside the name of an app's issue context. */
    public static String lozenge(String app) {
        return "com.atlassian.jira.issue:" + app + ":millrace-context:status";
    }

    /**
     * Sets a property of an issue.
     *
     * @param key {@link #PROPERTY}, or another
     * @param json what it is to hold, at most 32,768 characters
     * @throws HttpStatusException if Jira refuses it; the message says what to do
     */
    public void property(ArtifactId issue, String key, String json) {
        send(new HttpCall(
                "PUT",
                address(issue, "/properties/" + encoded(key)),
                HttpHeaders.none(),
                settings.authorization(),
                HttpBody.json(json),
                true));
    }

    /**
     * Sets the link of an issue to a page; one that was set before is replaced, for it has the same global id.
     *
     * @param page where it leads
     * @param title what people read
     * @param ended whether the item ended; Jira then strikes the title through
     * @param icon an address that browsers load the icon of the state from
     * @param state what the icon says in words
     * @throws HttpStatusException if Jira refuses it; the message says what to do
     */
    public void link(ArtifactId issue, URI page, String title, boolean ended, URI icon, String state) {
        ObjectNode link = JsonNodeFactory.instance.objectNode();
        link.put("globalId", globalId(issue));
        link.putObject("application").put("type", "dev.millrace").put("name", "Millrace");
        link.put("relationship", "flow");
        ObjectNode object = link.putObject("object");
        object.put("url", page.toString()).put("title", title);
        object.putObject("icon").put("url16x16", icon.toString()).put("title", state);
        object.putObject("status").put("resolved", ended);
        // the global id makes the second of two equal posts change nothing
        send(HttpCall.post(address(issue, "/remotelink"), HttpBody.json(link.toString()))
                .with(settings.authorization())
                .asRepeatable());
    }

    /**
     * Sets number fields of an issue.
     *
     * @param numbers the numbers by the ids or names of fields; an empty one clears the field
     * @throws SourceException if the site has no such number field; says which it has
     * @throws HttpStatusException if Jira refuses it; the message says what to do
     */
    public void numbers(ArtifactId issue, Map<String, Optional<BigDecimal>> numbers) {
        NumberFields known = numberFields();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = body.putObject("fields");
        numbers.forEach((field, number) -> fields.put(known.id(field), number.orElse(null)));
        send(new HttpCall(
                "PUT",
                address(issue, ""),
                HttpHeaders.none(),
                settings.authorization(),
                HttpBody.json(body.toString()),
                true));
    }

    private NumberFields numberFields() {
        NumberFields known = fields;
        if (known == null) {
            known = NumberFields.of(
                    new JsonClient(transport, settings.authorization(), new Advice(new JiraAdvice(settings.baseUrl())))
                            .get(URI.create(settings.baseUrl() + api() + "/field"))
                            .body());
            fields = known;
        }
        return known;
    }

    /**
     * Sets the property of a project from which the app's project page and gadget are drawn.
     *
     * @param project its key
     * @throws HttpStatusException if Jira refuses it; the message says what to do
     */
    public void projectProperty(String project, String json) {
        send(new HttpCall(
                "PUT",
                projectAddress(project),
                HttpHeaders.none(),
                settings.authorization(),
                HttpBody.json(json),
                true));
    }

    /** Removes the property of a project; one that is not there is no failure. */
    public void removeProjectProperty(String project) {
        remove(projectAddress(project));
    }

    private URI projectAddress(String project) {
        return URI.create(
                settings.baseUrl() + api() + "/project/" + encoded(project) + "/properties/" + encoded(PROPERTY));
    }

    /** Removes a property of an issue; one that is not there, or whose issue is gone, is no failure. */
    public void removeProperty(ArtifactId issue, String key) {
        remove(address(issue, "/properties/" + encoded(key)));
    }

    /** Removes the link of an issue; one that is not there, or whose issue is gone, is no failure. */
    public void removeLink(ArtifactId issue) {
        remove(address(issue, "/remotelink?globalId=" + encoded(globalId(issue))));
    }

    private void remove(URI what) {
        HttpCall call = new HttpCall("DELETE", what, HttpHeaders.none(), settings.authorization(), null, true);
        HttpReply reply = transport.send(call.withHeader("Accept", "application/json"));
        if (!reply.isSuccess() && reply.status() != NOT_FOUND) {
            throw new HttpStatusException(call, reply, new Advice(new JiraAdvice(settings.baseUrl())));
        }
    }

    private static String globalId(ArtifactId issue) {
        return "system=millrace&id=" + issue;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI address(ArtifactId issue, String rest) {
        return URI.create(settings.baseUrl() + api() + "/issue/" + issue.nativeId() + rest);
    }

    private void send(HttpCall call) {
        HttpReply reply = transport.send(call.withHeader("Accept", "application/json"));
        if (!reply.isSuccess()) {
            throw new HttpStatusException(call, reply, new Advice(new JiraAdvice(settings.baseUrl())));
        }
    }

    /** Cloud answers version 2 as well, but promises it for version 3 only. */
    private String api() {
        String known = api;
        if (known == null) {
            HttpReply info = transport.send(HttpCall.get(URI.create(settings.baseUrl() + "/rest/api/2/serverInfo"))
                    .with(settings.authorization())
                    .withHeader("Accept", "application/json"));
            String host = String.valueOf(settings.baseUrl().getHost()).toLowerCase(Locale.ROOT);
            boolean cloud = isCloud(info) || host.endsWith(".atlassian.net") || host.equals("api.atlassian.com");
            known = cloud ? "/rest/api/3" : "/rest/api/2";
            api = known;
        }
        return known;
    }

    private static boolean isCloud(HttpReply info) {
        try {
            JsonNode said = JsonMapper.builder().build().readTree(info.text());
            return said != null
                    && "Cloud".equalsIgnoreCase(said.path("deploymentType").asText());
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    /** What a refused write means. */
    private record Advice(StatusAdvice reading) implements StatusAdvice {
        @Override
        public String whatToDo(int status, Authorization who) {
            return switch (status) {
                case 400 ->
                    "A field that is to be written must be a number field on the edit screen of the project; an"
                            + " administrator puts it there.";
                case 401 ->
                    who.isAnonymous()
                            ? "Anonymous users may not write: configure a token."
                            : reading.whatToDo(status, who);
                case 403 ->
                    "The account behind " + who.setting()
                            + " may not write there: it needs the permissions Edit issues (for"
                            + " the panel and number fields), Link issues (for the link) or Administer projects (for the project page) in"
                            + " the project; a token with scopes needs"
                            + " write:jira-work.";
                case 404 ->
                    "The issue is gone, or the account may not see or edit it: Jira does not report " + "which.";
                default -> StatusAdvice.general().whatToDo(status, who);
            };
        }
    }
}
