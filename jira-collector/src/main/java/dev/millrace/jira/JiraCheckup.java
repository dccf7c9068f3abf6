package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.DoctorFinding;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.Probe;
import dev.millrace.http.StatusAdvice;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks that a Jira can be read as it is configured. Reads only. */
public final class JiraCheckup {

    private static final String ALL_FIGURES =
            "Millrace cannot see its issues, so every figure leaves them out without a warning: "
                    + "Jira does not report what an account may not see.";
    private static final String BROWSE = "BROWSE_PROJECTS";
    private static final String EDIT = "EDIT_ISSUES";
    private static final String LINK = "LINK_ISSUES";

    private final JiraSettings settings;
    private final IssueWrites publish;
    private final StatusAdvice advice;
    private final Probe probe;
    private final List<DoctorFinding> findings = new ArrayList<>();

    private JiraCheckup(JiraSettings settings, IssueWrites publish, HttpTransport transport) {
        this.settings = settings;
        this.publish = publish;
        String host = String.valueOf(settings.baseUrl().getHost()).toLowerCase(Locale.ROOT);
        this.advice = host.endsWith(".atlassian.net") || host.equals("api.atlassian.com")
                ? new CloudAdvice(settings.baseUrl())
                : new JiraAdvice(settings.baseUrl());
        this.probe = new Probe(transport, settings.authorization(), "application/json", advice);
    }

    /**
     * What is wrong; empty if it can be read as it is configured.
     *
     * @param publish what is to be written into its issues
     * @throws dev.millrace.http.HttpException if there is no answer at all
     */
    public static List<DoctorFinding> of(JiraSettings settings, IssueWrites publish, HttpTransport transport) {
        JiraCheckup checkup = new JiraCheckup(
                Objects.requireNonNull(settings, "settings").loggedIn(transport),
                Objects.requireNonNull(publish, "publish"),
                Objects.requireNonNull(transport, "transport"));
        checkup.run();
        return List.copyOf(checkup.findings);
    }

    private void run() {
        HttpReply info = get("/rest/api/2/serverInfo");
        JsonNode said = Probe.json(info);
        boolean isJira = info.isSuccess() && (said.has("version") || said.has("deploymentType") || said.has("baseUrl"));
        if (!isJira && info.status() != 401 && info.status() != 403) {
            findings.add(DoctorFinding.error(
                    "not-a-jira",
                    settings.baseUrl().toString(),
                    info.isSuccess()
                            ? "the answer does not come from a Jira: it is a web page, perhaps a login page or a "
                                    + "proxy"
                            : "HTTP " + info.status() + " instead of the server information of a Jira",
                    "Nothing can be read from this site until this is fixed.",
                    advice.whatToDo(404, settings.authorization())));
            return;
        }
        boolean cloud = "Cloud".equalsIgnoreCase(said.path("deploymentType").asText());
        String api = cloud ? "/rest/api/3" : "/rest/api/2";
        boolean gateway =
                "api.atlassian.com".equalsIgnoreCase(settings.baseUrl().getHost());
        if (!settings.authorization().isAnonymous() && !gateway) {
            HttpReply self = get(api + "/myself");
            if (self.status() == 401 || self.status() == 403) {
                String code = self.status() == 401 ? "token-refused" : "account-refused";
                findings.add(DoctorFinding.error(
                        code,
                        settings.baseUrl().toString(),
                        "HTTP " + self.status() + ": Jira rejects the credentials",
                        "Nothing can be read from this site until this is fixed; Jira Cloud would answer as "
                                + "if it had no issues.",
                        (cloud ? new CloudAdvice(settings.baseUrl()) : advice)
                                .whatToDo(self.status(), settings.authorization())));
                return;
            }
        }
        if (settings.projects().isEmpty()) {
            permission(api, null);
        }
        settings.projects().forEach(project -> permission(api, project));
    }

    private void permission(String api, @Nullable String project) {
        String about = project == null ? settings.baseUrl().toString() : "project " + project;
        HttpReply reply = get(api + "/mypermissions?permissions=" + String.join(",", BROWSE, EDIT, LINK)
                + (project == null ? "" : "&projectKey=" + URLEncoder.encode(project, StandardCharsets.UTF_8)));
        if (reply.status() == 404 && project != null) {
            findings.add(DoctorFinding.error(
                    "no-such-project",
                    about,
                    "there is no project " + project + ", or the account may not see it: Jira does not report which",
                    ALL_FIGURES,
                    "Check the key in jira.projects; request the permission Browse projects in " + project + "."));
            return;
        }
        if (!reply.isSuccess()) {
            if (reply.status() == 401 || reply.status() == 403) {
                findings.add(DoctorFinding.error(
                        "token-refused",
                        about,
                        "HTTP " + reply.status() + " for the request of the permissions",
                        ALL_FIGURES,
                        advice.whatToDo(reply.status(), settings.authorization())));
            }
            return; // a site that has no such question says nothing
        }
        JsonNode permissions = Probe.json(reply).path("permissions");
        if (lacks(permissions, BROWSE)) {
            findings.add(DoctorFinding.error(
                    "missing-permission",
                    about,
                    who() + " may not browse " + (project == null ? "any project" : about),
                    ALL_FIGURES,
                    settings.authorization().isAnonymous()
                            ? "Configure a token of an account that has the permission Browse projects."
                            : ask("Browse projects", project)));
            return;
        }
        if (publish.property() && lacks(permissions, EDIT)) {
            findings.add(DoctorFinding.error(
                    "missing-permission",
                    about,
                    who() + " may not edit issues in " + (project == null ? "any project" : about),
                    "millrace publish cannot write the issue property there: the panel stays empty. No figure is missing.",
                    ask("Edit issues", project)));
        }
        if (publish.link() && lacks(permissions, LINK)) {
            findings.add(DoctorFinding.error(
                    "missing-permission",
                    about,
                    who() + " may not link issues in " + (project == null ? "any project" : about),
                    "millrace publish cannot write the link to the hub there. No figure is missing.",
                    ask("Link issues", project)));
        }
    }

    /** Only what Jira says is known: a permission that the answer does not name is not missing. */
    private static boolean lacks(JsonNode permissions, String name) {
        JsonNode have = permissions.path(name).path("havePermission");
        return have.isBoolean() && !have.asBoolean();
    }

    private String who() {
        return settings.authorization().isAnonymous() ? "anonymous users" : "the account";
    }

    private static String ask(String permission, @Nullable String project) {
        return "Ask an administrator to give the account the permission " + permission
                + (project == null ? "." : " in " + project + '.');
    }

    private HttpReply get(String path) {
        return probe.get(URI.create(settings.baseUrl() + path));
    }
}
