package dev.millrace.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code millrace doctor}: what the tokens may not do, and which figures that costs. */
class DoctorPermissionsAcceptanceTest extends ExaminedSites {

    @Test
    void a_token_that_is_refused_is_named_by_its_setting() throws Exception {
        jira("/rest/api/2/myself", 401, "{}");
        server.stubFor(get(urlPathEqualTo("/api/v3/rate_limit")).willReturn(json(401, "{}")));

        Run run = millrace().run("doctor");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("HTTP 401: Jira rejects the credentials", "check jira[0].token.env in ")
                .contains("HTTP 401: GitHub rejects the token", "check github[0].token.env in ")
                .doesNotContain(TOKEN);
    }

    @Test
    void a_project_that_may_not_be_browsed_or_is_not_there_costs_every_figure() throws Exception {
        jira("/rest/api/2/mypermissions", 200, "{\"permissions\":{\"BROWSE_PROJECTS\":{\"havePermission\":false}}}");
        assertThat(codes(millrace())).containsExactly("missing-permission", "store-absent");

        jira("/rest/api/2/mypermissions", 404, "{}");
        Run run = millrace().run("doctor");
        assertThat(words(run))
                .contains("there is no project ABC, or the account may not see it")
                .contains("every figure leaves them out without a warning");
    }

    @Test
    void what_publish_lacks_is_told_and_only_if_it_is_to_be_written() throws Exception {
        jira(
                "/rest/api/2/mypermissions",
                200,
                "{\"permissions\":{\"BROWSE_PROJECTS\":{\"havePermission\":true},"
                        + "\"EDIT_ISSUES\":{\"havePermission\":false},\"LINK_ISSUES\":{\"havePermission\":false}}}");
        assertThat(codes(millrace())).containsExactly("store-absent");

        String yaml = Files.readString(directory.resolve("millrace.yml"));
        Run run = with(yaml + "publish: {jira: both}\nserve: {url: \"https://flow.example.org\"}\n")
                .run("doctor");
        assertThat(words(run))
                .contains("the account may not edit issues in project ABC", "the panel stays empty")
                .contains("the account may not link issues in project ABC");
    }

    @Test
    void what_a_github_token_lacks_is_told_with_the_figures_it_costs() throws Exception {
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop/deployments"))
                .willReturn(json(403, "{}").withHeader("X-Accepted-GitHub-Permissions", "deployments=read")));

        Run run = millrace().run("doctor");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("acme/shop: HTTP 403: the token lacks Deployments: read (the repository is private)")
                .contains("deployment frequency, lead time for changes and the other DORA metrics")
                .contains("This call needs deployments=read.");
    }

    @Test
    void a_repository_that_cannot_be_read_or_was_renamed_and_a_token_that_wants_single_sign_on_are_told()
            throws Exception {
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop")).willReturn(json(404, "{}")));
        assertThat(codes(millrace())).containsExactly("repository-not-readable", "store-absent");

        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop"))
                .willReturn(json(403, "{}")
                        .withHeader(
                                "X-GitHub-SSO",
                                "required; url=https://github.com/orgs/acme-inc/sso?authorization_request=AZSC")));
        Run run = millrace().run("doctor");
        assertThat(words(run))
                .contains("The organisation acme-inc requires that the token is authorised")
                .doesNotContain("AZSC");

        server.stubFor(
                get(urlPathEqualTo("/api/v3/repos/acme/shop")).willReturn(json(200, "{\"full_name\":\"acme/store\"}")));
        assertThat(codes(millrace())).containsExactly("repository-renamed", "store-absent");
    }

    @Test
    void a_token_that_expires_soon_is_a_warning_and_one_that_may_more_than_needed_a_note() throws Exception {
        server.stubFor(get(urlPathEqualTo("/api/v3/rate_limit"))
                .willReturn(json(200, "{}")
                        .withHeader("X-OAuth-Scopes", "repo, delete_repo, admin:org")
                        .withHeader("github-authentication-token-expiration", "2026-11-08 12:00:00 UTC")));

        Run run = millrace().run("doctor");

        assertThat(words(run))
                .contains("the token expires at 2026-11-08T12:00:00Z")
                .contains("the token may do more than Millrace needs: admin:org, delete_repo");
        assertThat(codes(millrace())).containsExactly("token-expires", "token-may-more", "store-absent");
    }
}
