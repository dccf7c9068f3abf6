package dev.millrace.demo.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Person;
import dev.millrace.demo.company.Service;
import dev.millrace.demo.company.SimulatedDeployment;
import dev.millrace.demo.company.SimulatedDeployment.DeploymentStatus;
import dev.millrace.fake.Wire;
import java.net.URI;
import java.util.List;

/** The company's repositories and deployments as GitHub's REST API shows them. */
final class GitHubRest {

    private static final List<String> USER_URLS = List.of(
            "followers",
            "following",
            "gists",
            "starred",
            "subscriptions",
            "organizations",
            "repos",
            "events",
            "received_events");
    private static final List<String> REPOSITORY_URLS = List.of(
            "archive",
            "assignees",
            "blobs",
            "branches",
            "collaborators",
            "comments",
            "commits",
            "compare",
            "contents",
            "contributors",
            "deployments",
            "downloads",
            "events",
            "forks",
            "git_commits",
            "git_refs",
            "git_tags",
            "hooks",
            "issue_comment",
            "issue_events",
            "issues",
            "keys",
            "labels",
            "languages",
            "merges",
            "milestones",
            "notifications",
            "pulls",
            "releases",
            "stargazers",
            "statuses",
            "subscribers",
            "subscription",
            "tags",
            "teams",
            "trees");
    private static final List<String> COUNTS = List.of(
            "forks",
            "forks_count",
            "network_count",
            "open_issues",
            "open_issues_count",
            "size",
            "stargazers_count",
            "subscribers_count",
            "watchers",
            "watchers_count");
    private static final List<String> FLAGS = List.of(
            "archived",
            "disabled",
            "fork",
            "has_discussions",
            "has_downloads",
            "has_issues",
            "has_pages",
            "has_projects",
            "has_wiki");

    private final URI api;
    private final URI site;

    GitHubRest(URI api, URI site) {
        this.api = api;
        this.site = site;
    }

    ObjectNode repository(Service service) {
        ObjectNode json = Wire.object();
        String url = api + "/repos/" + service.fullName();
        json.put("id", service.number());
        json.put("node_id", "R_" + service.number());
        json.put("name", service.repository());
        json.put("full_name", service.fullName());
        json.put("private", true);
        json.put("html_url", site + "/" + service.fullName());
        json.putNull("description");
        json.put("url", url);
        REPOSITORY_URLS.forEach(name -> json.put(name + "_url", url + '/' + name));
        for (String name : List.of("clone", "git", "ssh", "svn")) {
            json.put(name + "_url", site + "/" + service.fullName() + ".git");
        }
        for (String name : List.of("homepage", "language", "license", "mirror_url")) {
            json.putNull(name);
        }
        COUNTS.forEach(name -> json.put(name, 0));
        FLAGS.forEach(name -> json.put(name, false));
        json.put("default_branch", "main");
        String created = Wire.github(Company.START);
        json.put("created_at", created);
        json.put("updated_at", created);
        json.put("pushed_at", Wire.github(Company.END));
        json.set("owner", account(Company.OWNER, 6_000, "Organization"));
        return json;
    }

    ObjectNode deployment(SimulatedDeployment deployment) {
        ObjectNode json = Wire.object();
        String url = url(deployment);
        json.put("url", url);
        json.put("id", deployment.id());
        json.put("node_id", "DE_" + deployment.id());
        json.put("sha", deployment.sha());
        json.put("ref", "main");
        json.put("task", "deploy");
        json.set("payload", Wire.object());
        json.put("original_environment", deployment.environment());
        json.put("environment", deployment.environment());
        json.putNull("description");
        json.set("creator", person(deployment.creator()));
        json.put("created_at", Wire.github(deployment.createdAt()));
        List<DeploymentStatus> statuses = deployment.statuses();
        json.put(
                "updated_at",
                Wire.github(
                        statuses.isEmpty()
                                ? deployment.createdAt()
                                : statuses.get(statuses.size() - 1).at()));
        json.put("statuses_url", url + "/statuses");
        json.put("repository_url", api + "/repos/" + deployment.service().fullName());
        json.put("transient_environment", false);
        json.put("production_environment", deployment.production());
        return json;
    }

    /** Its statuses, youngest first. */
    ArrayNode statuses(SimulatedDeployment deployment) {
        ArrayNode array = Wire.array();
        for (int i = deployment.statuses().size() - 1; i >= 0; i--) {
            DeploymentStatus status = deployment.statuses().get(i);
            ObjectNode json = array.addObject();
            json.put("url", url(deployment) + "/statuses/" + status.id());
            json.put("id", status.id());
            json.put("node_id", "DES_" + status.id());
            json.put("state", status.state());
            json.set("creator", person(deployment.creator()));
            json.put("description", "");
            json.put("environment", deployment.environment());
            json.put("target_url", "");
            json.put("created_at", Wire.github(status.at()));
            json.put("updated_at", Wire.github(status.at()));
            json.put("deployment_url", url(deployment));
            json.put("repository_url", api + "/repos/" + deployment.service().fullName());
            json.put("environment_url", "");
            json.put("log_url", "");
        }
        return array;
    }

    ObjectNode person(Person person) {
        return account(
                person.bot() ? person.login() + "[bot]" : person.login(),
                7_000 + person.number(),
                person.bot() ? "Bot" : "User");
    }

    private ObjectNode account(String login, long id, String type) {
        ObjectNode json = Wire.object();
        String url = api + "/users/" + login.replace("[", "%5B").replace("]", "%5D");
        json.put("login", login);
        json.put("id", id);
        json.put("node_id", "U_" + id);
        json.put("avatar_url", url + "/avatar");
        json.put("gravatar_id", "");
        json.put("url", url);
        json.put("html_url", site + "/" + login.replace("[", "%5B").replace("]", "%5D"));
        USER_URLS.forEach(name -> json.put(name + "_url", url + '/' + name));
        json.put("type", type);
        json.put("site_admin", false);
        return json;
    }

    private String url(SimulatedDeployment deployment) {
        return api + "/repos/" + deployment.service().fullName() + "/deployments/" + deployment.id();
    }
}
