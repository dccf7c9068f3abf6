package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.github.GitHubExtent;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.releases.ReleaseDeployment;
import dev.millrace.github.runs.RunDeployment;
import dev.millrace.http.Credentials;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Glob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code github} part of the configuration. */
class GitHubSitesTest {

    private static final String TOKEN = "ghp_notARealToken";

    @TempDir
    private Path folder;

    @Test
    void smallest_entry_names_repositories_and_a_token() throws Exception {
        MillraceConfig config = read("""
                github:
                  - repositories: [acme/shop, acme/*]
                    token: {env: GITHUB_TOKEN}
                """);

        assertThat(config.jira()).isEmpty();
        GitHubSite site = config.github().get(0);
        assertThat(site.tool()).isEqualTo(new ToolInstance("github", "github.com"));
        assertThat(site.apiUrl()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(site.repositories()).containsExactly("acme/shop", "acme/*");
        assertThat(site.pageSize()).isEqualTo(35);
        assertThat(site.credentials())
                .isInstanceOfSatisfying(
                        Credentials.BearerToken.class,
                        bearer -> assertThat(bearer.token().reveal()).isEqualTo(TOKEN));
        assertThat(config.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com, https://api.github.com, github.com",
        "https://www.github.com/, https://api.github.com, github.com",
        "https://api.github.com, https://api.github.com, github.com",
        "https://api.github.com/graphql, https://api.github.com, github.com",
        "https://acme.ghe.com, https://api.acme.ghe.com, acme.ghe.com",
        "https://api.acme.ghe.com, https://api.acme.ghe.com, acme.ghe.com",
        "https://github.example.org, https://github.example.org/api/v3, github.example.org",
        "https://github.example.org/api/v3/, https://github.example.org/api/v3, github.example.org",
        "https://github.example.org/api/graphql, https://github.example.org/api/v3, github.example.org",
        "https://api.example.org:8443, https://api.example.org:8443/api/v3, api.example.org",
        "http://localhost:8080/api/v3, http://localhost:8080/api/v3, localhost",
    })
    void address_may_be_that_of_people_or_that_of_programs(URI url, URI api, String id) throws Exception {
        GitHubSite site = read("github:\n  - url: " + url
                        + "\n    repositories: [a/b]\n    token: {env: GITHUB_TOKEN}\n")
                .github()
                .get(0);

        assertThat(site.apiUrl()).isEqualTo(api);
        assertThat(site.tool().id()).isEqualTo(id);
    }

    @Test
    void every_setting_of_what_is_read_is_taken() throws Exception {
        MillraceConfig config = read("""
                github:
                  - repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                    webhookSecret: {env: GITHUB_TOKEN}
                    jobDays: 0
                    runs: false
                    issues: false
                    project: 3
                    deployments:
                      - {workflow: deploy.yml}
                      - {workflow: CI, job: "ship *", environment: staging}
                      - {release: "v*"}
                      - {tag: "ship-*", environment: staging}
                """);

        GitHubSite site = config.github().get(0);
        assertThat(site.webhook().orElseThrow().secret().orElseThrow().reveal()).isEqualTo(TOKEN);
        assertThat(site.extent())
                .isEqualTo(new GitHubExtent(
                        false,
                        Duration.ZERO,
                        false,
                        OptionalInt.of(3),
                        List.of(
                                new RunDeployment(new Glob("deploy.yml"), null, "production"),
                                new RunDeployment(new Glob("CI"), new Glob("ship *"), "staging")),
                        List.of(
                                new ReleaseDeployment(ReleaseDeployment.Kind.RELEASE, new Glob("v*"), "production"),
                                new ReleaseDeployment(ReleaseDeployment.Kind.TAG, new Glob("ship-*"), "staging"))));
    }

    @Test
    void default_extent_has_issues_only_without_a_jira() throws Exception {
        String yaml = "github: [{repositories: [a/b], token: {env: GITHUB_TOKEN}}]\n";

        assertThat(read(yaml).github().get(0).extent()).isEqualTo(GitHubExtent.STANDARD.withIssues(true));
        assertThat(read(yaml + "jira: [{url: \"https://jira.example.org\"}]\n")
                        .github()
                        .get(0)
                        .extent())
                .isEqualTo(GitHubExtent.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobDays: -1                                        | github[0].jobDays | 0 to 400",
                "jobDays: 401                                       | github[0].jobDays | 0 to 400",
                "jobDays: soon                                      | github[0].jobDays | 0 to 400",
                "runs: often                                        | github[0].runs    | true or false",
                "issues: 1                                          | github[0].issues  | true or false",
                "project: 0                                         | github[0].project | 1 to",
                "project: Board                                     | github[0].project | 1 to",
                "deployments: yes                                   | github[0].deployments | list",
                "deployments: [{workflow: a, tag: b}]               | github[0].deployments[0] | one of workflow, release and tag",
                "deployments: [{environment: production}]           | github[0].deployments[0] | one of workflow, release and tag",
                "deployments: [{release: v1, job: ship}]            | github[0].deployments[0] | job without a workflow",
                "deployments: [{workflows: a}]                      | github[0].deployments[0] | workflow",
                "webhookSecret: hunter2                             | github[0].webhookSecret | must not be in this file",
                "webhookSecret: {env: NOBODY}                       | github[0].webhookSecret.env | is not set",
                "webhookSecret: {env: SHORT_SECRET}                 | github[0].webhookSecret | at least 16 characters",
            })
    void wrong_value_is_told_with_its_place_and_what_is_right(String setting, String place, String wanted) {
        assertThat(mistakes("github:\n  - repositories: [acme/shop]\n    token: {env: GITHUB_TOKEN}\n    " + setting
                        + "\n"))
                .anyMatch(mistake -> mistake.contains(place) && mistake.contains(wanted));
    }

    @Test
    void all_mistakes_are_told_at_once_with_their_places() {
        assertThat(mistakes("""
                github:
                  - repos: [acme/shop]
                    repositores: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                  - repositories: [shop, "https://github.com/acme/shop.git", git@github.com:acme/shop.git, acme/Shop, acme/shop]
                    pageSize: 101
                  - repositories: []
                    token: ghp_notARealToken
                """))
                .containsExactly(
                        "millrace.yml:2:5: github[0]: unknown key \"repos\"; known here: id, url, repositories, token,"
                                + " pageSize, webhookSecret, runs, jobDays, issues, project, deployments",
                        "millrace.yml:2:5: github[0].repositories: is missing: the repositories to collect from, such as"
                                + " [owner/name], or [owner/*] for all of an owner",
                        "millrace.yml:3:5: github[0]: unknown key \"repositores\"; did you mean \"repositories\"?",
                        "millrace.yml:5:5: github[1].token: is missing: GitHub returns no pull requests without"
                                + " one; write token: {env: GITHUB_TOKEN}",
                        "millrace.yml:5:20: github[1].repositories[0]: must be a repository such as owner/name, but is"
                                + " \"shop\"",
                        "millrace.yml:5:26: github[1].repositories[1]: must be a repository such as owner/name, but is"
                                + " \"https://github.com/acme/shop.git\"; did you mean \"acme/shop\"?",
                        "millrace.yml:5:62: github[1].repositories[2]: must be a repository such as owner/name, but is"
                                + " \"git@github.com:acme/shop.git\"; did you mean \"acme/shop\"?",
                        "millrace.yml:5:103: github[1].repositories[4]: acme/shop is listed already, as"
                                + " github[1].repositories[3]",
                        "millrace.yml:6:15: github[1].pageSize: must be a whole number from 1 to 100, but is \"101\"",
                        "millrace.yml:7:19: github[2].repositories: needs at least a repository, such as owner/name",
                        "millrace.yml:8:12: github[2].token: a token must not be in this file. Put it into "
                                + "an environment variable and write token: {env: GITHUB_TOKEN}, or into a file of its "
                                + "own and write token: {file: PATH}. If this file was ever committed or shared, "
                                + "revoke the token");
    }

    @Test
    void one_github_may_be_read_with_a_token_for_each_owner_but_not_two_under_one_id() throws Exception {
        String twoOwners = """
                github:
                  - repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                  - repositories: [other/shop]
                    token: {env: OTHER_TOKEN}
                """;
        assertThat(read(twoOwners).github())
                .extracting(site -> site.tool().id())
                .containsOnly("github.com");

        assertThat(mistakes(twoOwners.replace("[other/shop]", "[Acme/Shop]")))
                .containsExactly("millrace.yml:4:20: github[1].repositories[0]: Acme/Shop is listed already, as"
                        + " github[0].repositories[0]");
        assertThat(mistakes("""
                github:
                  - id: work
                    repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                  - id: work
                    url: https://github.example.org
                    repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                """).get(0))
                .isEqualTo(
                        "millrace.yml:5:5: github[1]: has the same id as an entry for another address (work), so their"
                                + " data would mix; give one of them another id");
    }

    @Test
    void a_file_may_name_no_tool_because_builds_report_to_the_hub_by_themselves() throws Exception {
        MillraceConfig config = read("store: x.db\nzone: Europe/Berlin\nserve: {port: 8378}\n");

        assertThat(config.collects()).isFalse();
        assertThat(config.serve().port()).contains(8378);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void commands_that_talk_to_no_tool_need_no_token() throws Exception {
        Path file = write("github:\n  - repositories: [a/b]\n    token: {env: NOT_SET}\n");

        assertThat(reader().readWithoutTokens(file).github().get(0).credentials())
                .isEqualTo(new Credentials.NotLookedUp());
    }

    @Test
    void token_over_http_is_a_warning() throws Exception {
        assertThat(read("github:\n  - url: http://github.example.org\n    repositories: [a/b]\n"
                                + "    token: {env: GITHUB_TOKEN}\n")
                        .warnings())
                .singleElement()
                .asString()
                .contains("github[0].token: is sent over http");
    }

    @Test
    void site_refuses_what_is_no_repository() {
        ToolInstance tool = new ToolInstance("github", "x");
        URI url = URI.create("https://api.github.com");
        for (String bad : List.of("", "a", "a/b/c", "../x", "a/..", "a/ *", "*/a", "*/*")) {
            assertThatThrownBy(() -> new GitHubSite(
                            tool,
                            url,
                            List.of(bad),
                            new Credentials.Anonymous(),
                            25,
                            GitHubExtent.STANDARD,
                            Optional.empty()))
                    .hasMessageContaining("owner/name");
        }
    }

    private MillraceConfig read(String yaml) throws IOException {
        return reader().read(write(yaml));
    }

    private static ConfigReader reader() {
        return new ConfigReader(Map.of("GITHUB_TOKEN", TOKEN, "OTHER_TOKEN", TOKEN, "SHORT_SECRET", "short"));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("millrace.yml"), yaml);
    }

    private List<String> mistakes(String yaml) {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(thrown).as("the file is refused").isNotNull();
        return thrown.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/millrace.yml", "millrace.yml"))
                .toList();
    }
}
